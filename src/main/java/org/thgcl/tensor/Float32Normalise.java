// Generated from Float64Normalise.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.LARGEST;
import static org.thgcl.tensor.Float32Format.LARGE_MEAN;
import static org.thgcl.tensor.Float32Format.SCALE_DOWN;
import static org.thgcl.tensor.Float32Format.SCALE_UP;
import static org.thgcl.tensor.Float32Format.SMALL_SQUARE;
import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The graph layer normalisation of groups of rows, alone and fused with what precedes it in a layer: bias,
/// rectifier and dropout. Works on the groups `from ... to - 1`.
///
/// A group is a clip's graph, some hundred kilobytes: it is read from memory once, stays in the cache while one step
/// after the other passes over it, and is written once. As the fused form does the same steps on the same numbers in
/// the same order as the separate kernels, it has their bits.
///
/// **Range.** Numbers are taken times a power of 2, which is exact, where sums or squares would leave the range of
/// the type. Whether is decided by the numbers alone: mostly they are taken as they are, and nothing changes. What
/// comes out is then right to the last digits for numbers up to the largest there is; `inverse`, which is near the
/// smallest number for such, keeps 20 bits.
final class Float32Normalise {
    private static final int LENGTH = SPECIES.length();

    private Float32Normalise() {}

    /// y = (x - mean) / sqrt(biased variance + epsilon); y may be x.
    static void normalise(
            int from, int to, RowGroups groups, int columns, float[] x, float epsilon, float[] inverse, float[] y) {
        for (int g = from; g < to; g++) {
            int start = groups.offset(g) * columns;
            int end = groups.offset(g + 1) * columns;
            int n = end - start;
            float scale = subtractMean(start, end, x, y);
            float variance = Float32VectorSums.dot(y, start, y, start, n) / n;
            if (scale == 1 && !(variance <= LARGEST && variance + epsilon >= SMALL_SQUARE)) {
                scale = variance < 1 ? SCALE_UP : SCALE_DOWN;
                Float32Dense.scale(start, end, y, scale, y);
                variance = Float32VectorSums.dot(y, start, y, start, n) / n;
            }
            if (variance == 0) {
                scale = 1; // there is nothing to scale, and epsilon might become 0
            }
            float scaled = 1 / Float32Format.sqrt(variance + epsilon * scale * scale);
            Float32Dense.scale(start, end, y, scaled, y);
            inverse[g] = scale * scaled;
        }
    }

    /// y = scale (x - mean); the scale is below 1 where the mean is so large that sums, or differences from it,
    /// might overflow.
    ///
    /// @return the scale
    private static float subtractMean(int start, int end, float[] x, float[] y) {
        float mean = Float32VectorSums.sum(x, start, end) / (end - start);
        if (Math.abs(mean) < LARGE_MEAN) {
            subtract(start, end, x, mean, y);
            return 1;
        }
        Float32Dense.scale(start, end, x, SCALE_DOWN, y);
        subtract(start, end, y, Float32VectorSums.sum(y, start, end) / (end - start), y);
        return SCALE_DOWN;
    }

    private static void subtract(int from, int to, float[] x, float mean, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] - mean;
        }
    }

    /// dx = inverse (dy - mean(dy) - y mean(dy y)); dx may be dy.
    static void gradient(
            int from, int to, RowGroups groups, int columns, float[] y, float[] inverse, float[] dy, float[] dx) {
        for (int g = from; g < to; g++) {
            int start = groups.offset(g) * columns;
            int end = groups.offset(g + 1) * columns;
            int n = end - start;
            float mean = Float32VectorSums.sum(dy, start, end) / n;
            float projection = Float32VectorSums.dot(dy, start, y, start, n) / n;
            combine(start, end, y, inverse[g], dy, mean, projection, dx);
        }
    }

    private static void combine(
            int from, int to, float[] y, float inverse, float[] dy, float mean, float projection, float[] dx) {
        for (int i = from; i < to; i++) {
            dx[i] = inverse * (dy[i] - mean - y[i] * projection);
        }
    }

    /// y = normalise(dropout(relu(x + 1 bias' + (other + 1 otherBias')))), with any of the three that are `null`
    /// left out; `active` gets a bit for each element that neither the rectifier nor dropout (`null` for none) made
    /// 0.
    static void activate(
            int from,
            int to,
            RowGroups groups,
            int columns,
            float[] x,
            float[] bias,
            float[] other,
            float[] otherBias,
            VectorKeepBits keep,
            float scale,
            Mask active,
            float epsilon,
            float[] inverse,
            float[] y) {
        // a summand that is left out is a row of zeros: all it can change is the sign of a 0, which becomes 0
        float[] none = new float[columns];
        float[] b = bias == null ? none : bias;
        float[] z = other == null ? none : other;
        float[] c = otherBias == null ? none : otherBias;
        for (int g = from; g < to; g++) {
            for (int row = groups.offset(g); row < groups.offset(g + 1); row++) {
                int start = row * columns;
                for (int i = 0; i < columns; i += Long.SIZE) {
                    active.setWord(row, i, keep == null ? -1 : keep.word(start + i));
                }
                rectify(row, columns, x, b, z, other == null ? 0 : start, c, scale, active, y);
            }
            normalise(g, g + 1, groups, columns, y, epsilon, inverse, y);
        }
    }

    /// A row of y = v scale with v = x + b + (z + c) where v isn't below or equal to 0 and the element is active, else
    /// 0. NaN is passed on, and so is -infinity: a sum that has overflowed is no number to be sure of.
    ///
    /// @param inZ where the row begins in z
    /// @param active loses the bits of elements that become 0
    private static void rectify(
            int row,
            int columns,
            float[] x,
            float[] b,
            float[] z,
            int inZ,
            float[] c,
            float scale,
            Mask active,
            float[] y) {
        int start = row * columns;
        int i = 0;
        for (; i <= columns - LENGTH; i += LENGTH) {
            FloatVector rest = FloatVector.fromArray(SPECIES, z, inZ + i).add(FloatVector.fromArray(SPECIES, c, i));
            FloatVector v = FloatVector.fromArray(SPECIES, x, start + i)
                    .add(FloatVector.fromArray(SPECIES, b, i))
                    .add(rest);
            VectorMask<Float> off = v.compare(VectorOperators.LE, 0).andNot(v.compare(VectorOperators.LT, -LARGEST));
            VectorMask<Float> on =
                    VectorMask.<Float>fromLong(SPECIES, active.bits(row, i)).andNot(off);
            FloatVector.zero(SPECIES).blend(v.mul(scale), on).intoArray(y, start + i);
            active.clear(row, i, off.toLong());
        }
        for (; i < columns; i++) {
            float v = x[start + i] + b[i] + (z[inZ + i] + c[i]);
            boolean off = v <= 0 && v >= -LARGEST;
            y[start + i] = !off && (active.bits(row, i) & 1) != 0 ? v * scale : 0;
            active.clear(row, i, off ? 1 : 0);
        }
    }

    /// dx = the gradient of [#activate] by x, by `other` and, before it is summed over rows, by the biases.
    static void activateGradient(
            int from,
            int to,
            RowGroups groups,
            int columns,
            float[] y,
            Mask active,
            float scale,
            float[] inverse,
            float[] dy,
            float[] dx) {
        for (int g = from; g < to; g++) {
            int start = groups.offset(g) * columns;
            int n = groups.offset(g + 1) * columns - start;
            float mean = Float32VectorSums.sum(dy, start, start + n) / n;
            float projection = Float32VectorSums.dot(dy, start, y, start, n) / n;
            for (int row = groups.offset(g); row < groups.offset(g + 1); row++) {
                for (int c = 0; c < columns; c += Long.SIZE) {
                    int width = Math.min(Long.SIZE, columns - c);
                    long bits = active.bits(row, c);
                    combineActive(width, bits, y, inverse[g], dy, mean, projection, scale, dx, row * columns + c);
                }
            }
        }
    }

    /// What [#combine] gives, times the scale where the bit is set, else 0, for at most 64 elements.
    private static void combineActive(
            int width,
            long bits,
            float[] y,
            float inverse,
            float[] dy,
            float mean,
            float projection,
            float scale,
            float[] dx,
            int start) {
        int i = 0;
        for (; i <= width - LENGTH; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, dy, start + i)
                    .sub(mean)
                    .sub(FloatVector.fromArray(SPECIES, y, start + i).mul(projection))
                    .mul(inverse)
                    .mul(scale);
            FloatVector.zero(SPECIES)
                    .blend(v, VectorMask.fromLong(SPECIES, bits >>> i))
                    .intoArray(dx, start + i);
        }
        for (; i < width; i++) {
            float v = inverse * (dy[start + i] - mean - y[start + i] * projection);
            dx[start + i] = (bits >>> i & 1) != 0 ? v * scale : 0;
        }
    }
}
