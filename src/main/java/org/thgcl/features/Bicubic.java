package org.thgcl.features;

import java.util.Arrays;
import org.thgcl.media.Picture;

/// A picture in another size, as the video encoder of section 2.1 gets it (A31): bicubic, in whole numbers, equal to
/// Pillow's `resize` to the bit. Along one axis, from n pixels to m,
///
/// `out[i] = clip( (2^21 + sum over j of k_ij in[j]) >> 22 )`, lo_i <= j < hi_i, clip to 0 ... 255
///
/// `k_ij = trunc(w_ij 2^22 + sign(w_ij) / 2)`, `w_ij = B((j - c_i + 1/2) / wide) / (their sum over j)`
///
/// `c_i = (i + 1/2) n / m`, `wide = max(n / m, 1)`,
/// `lo_i = max(0, trunc(c_i - 2 wide + 1/2))`, `hi_i = min(n, trunc(c_i + 2 wide + 1/2))`
///
/// `B(t) = 1.5 |t|^3 - 2.5 t^2 + 1` where `|t| < 1`, `-0.5 |t|^3 + 2.5 t^2 - 4 |t| + 2` where `|t| < 2`, else 0
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | in | `picture` | `[height, width, 3]` | 1 | 0 ... 255 |
/// | m | `width`, `height` | | pixels | at least 1 |
/// | out | returned | `[height, width, 3]` | 1 | 0 ... 255 |
///
/// First across, rounded to 8 bits, then down. An axis whose size doesn't change is left alone. The picture is
/// squashed: its aspect isn't kept. Sums have 64 bits. Refused: sizes below 1, and pictures of 2^31 bytes or more.
///
/// Source: Pillow's `Resample.c`; the kernel is that of Keys 1981 with a = -1/2.
public final class Bicubic {
    private static final int BITS = 22;
    private static final int CHANNELS = 3;

    private Bicubic() {}

    /// The picture in another size.
    ///
    /// @throws IllegalArgumentException for a size below 1, or too large a picture
    public static Picture resize(Picture picture, int width, int height) {
        requireSize(width, height, picture.height());
        return down(across(picture, width), height);
    }

    private static void requireSize(int width, int height, int rows) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "resize: the size is " + width + " x " + height + " pixels, it must be at least 1 x 1");
        }
        if ((long) CHANNELS * width * Math.max(height, rows) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("resize: " + width + " x " + Math.max(height, rows)
                    + " pixels are too many: a picture must have less than 2^31 bytes");
        }
    }

    private static Picture across(Picture picture, int width) {
        if (width == picture.width()) {
            return picture;
        }
        Weights[] weights = Weights.of(picture.width(), width);
        byte[] from = picture.rgb();
        byte[] to = new byte[CHANNELS * width * picture.height()];
        int at = 0;
        for (int row = 0; row < picture.height(); row++) {
            int line = row * picture.width() * CHANNELS;
            for (Weights pixel : weights) {
                long red = Weights.HALF;
                long green = Weights.HALF;
                long blue = Weights.HALF;
                int in = line + pixel.first * CHANNELS;
                for (int k : pixel.factors) {
                    red += (long) k * (from[in] & 0xff);
                    green += (long) k * (from[in + 1] & 0xff);
                    blue += (long) k * (from[in + 2] & 0xff);
                    in += CHANNELS;
                }
                to[at++] = clip(red);
                to[at++] = clip(green);
                to[at++] = clip(blue);
            }
        }
        return new Picture(width, picture.height(), to);
    }

    private static Picture down(Picture picture, int height) {
        if (height == picture.height()) {
            return picture;
        }
        Weights[] weights = Weights.of(picture.height(), height);
        int line = picture.width() * CHANNELS;
        byte[] to = new byte[line * height];
        long[] sums = new long[line];
        for (int row = 0; row < height; row++) {
            Arrays.fill(sums, Weights.HALF);
            int in = weights[row].first * line;
            for (int k : weights[row].factors) {
                add(sums, k, picture.rgb(), in);
                in += line;
            }
            for (int i = 0; i < line; i++) {
                to[row * line + i] = clip(sums[i]);
            }
        }
        return new Picture(picture.width(), height, to);
    }

    private static void add(long[] sums, int factor, byte[] row, int from) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (long) factor * (row[from + i] & 0xff);
        }
    }

    private static byte clip(long sum) {
        return (byte) Math.min(Math.max(sum >> BITS, 0), 255);
    }

    /// The formula read literally, one pixel after the other: first across, then down.
    ///
    /// @throws IllegalArgumentException as [#resize]
    public static Picture definition(Picture picture, int width, int height) {
        requireSize(width, height, picture.height());
        Picture wide = new Picture(width, picture.height(), new byte[CHANNELS * width * picture.height()]);
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int[] in = new int[picture.width()];
                    for (int j = 0; j < in.length; j++) {
                        in[j] = picture.get(row, j, channel);
                    }
                    wide.rgb()[(row * width + column) * CHANNELS + channel] = (byte) out(in, width, column);
                }
            }
        }
        Picture resized = new Picture(width, height, new byte[CHANNELS * width * height]);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int[] in = new int[picture.height()];
                    for (int j = 0; j < in.length; j++) {
                        in[j] = wide.get(j, column, channel);
                    }
                    resized.rgb()[(row * width + column) * CHANNELS + channel] = (byte) out(in, height, row);
                }
            }
        }
        return resized;
    }

    /// `out[i]` of m.
    private static int out(int[] in, int m, int i) {
        int n = in.length;
        if (n == m) {
            return in[i];
        }
        double wide = Math.max((double) n / m, 1);
        double c = (i + 0.5) * ((double) n / m);
        int lo = Math.max(0, (int) (c - 2 * wide + 0.5));
        int hi = Math.min(n, (int) (c + 2 * wide + 0.5));
        double sum = 0;
        for (int j = lo; j < hi; j++) {
            sum += kernel((j - c + 0.5) / wide);
        }
        long out = 1L << 21;
        for (int j = lo; j < hi; j++) {
            double w = kernel((j - c + 0.5) / wide) / sum;
            out += ((long) (w * (1 << 22) + 0.5 * Math.signum(w))) * in[j];
        }
        return (int) Math.min(Math.max(out >> 22, 0), 255);
    }

    private static double kernel(double t) {
        double x = Math.abs(t);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
    }

    /// The factors of one pixel along an axis.
    ///
    /// @param first number of the pixel that the first factor belongs to
    /// @param factors whole numbers; their sum is near 2^22
    private record Weights(int first, int... factors) {
        /// Half a unit, added before the last bits are dropped.
        static final long HALF = 1L << (BITS - 1);

        /// Those of all m pixels that come from n.
        static Weights[] of(int n, int m) {
            Weights[] all = new Weights[m];
            double ratio = (double) n / m;
            for (int i = 0; i < m; i++) {
                all[i] = of(n, (i + 0.5) * ratio, Math.max(ratio, 1));
            }
            return all;
        }

        private static Weights of(int n, double centre, double wide) {
            int first = Math.max(0, (int) (centre - 2 * wide + 0.5));
            int end = Math.min(n, (int) (centre + 2 * wide + 0.5));
            double[] weights = new double[end - first];
            // Pillow multiplies by the reciprocal and adds in this order
            double inverse = 1 / wide;
            double sum = 0;
            for (int j = 0; j < weights.length; j++) {
                weights[j] = kernel((j + first - centre + 0.5) * inverse);
                sum += weights[j];
            }
            int[] factors = new int[weights.length];
            for (int j = 0; j < factors.length; j++) {
                double w = weights[j] / sum;
                factors[j] = (int) (w * (1 << BITS) + (w < 0 ? -0.5 : 0.5));
            }
            return new Weights(first, factors);
        }
    }
}
