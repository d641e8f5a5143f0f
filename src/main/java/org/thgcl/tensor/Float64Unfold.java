package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/// What the [Windows] of a float64 array see, as rows of a matrix: `U[r, t C + c] = X[p(r, t), c]` with 0 outside X.
/// Neighbouring taps of a window are neighbours in X, too, so that lines of them are copied.
final class Float64Unfold {
    private static final int LANES = SPECIES.length();

    private Float64Unfold() {}

    /// Columns top ... top+depth-1 of the rows row ... row+rows-1, which are the windows counted over all clips.
    ///
    /// @param target where the first number goes
    /// @param step numbers from one row to the next
    static void unfold(
            Windows windows,
            int channels,
            double[] x,
            int row,
            int rows,
            int top,
            int depth,
            double[] y,
            int target,
            int step) {
        int width = windows.lineTaps() * channels;
        int clip = row / windows.outputs() * windows.positions();
        int[] start = new int[Windows.AXES];
        windows.locate(row % windows.outputs(), start);
        for (int r = 0; r < rows; r++) {
            int place = target + r * step;
            int end = place + depth;
            // the first line may lack numbers in front, the last one behind
            int before = top % width;
            for (int l = top / width; place < end; l++) {
                int count = Math.min(width - before, end - place);
                line(windows, channels, x, clip, start, l, before, count, y, place);
                place += count;
                before = 0;
            }
            clip += windows.advance(start) ? windows.positions() : 0;
        }
    }

    /// `count` numbers of a line, those from `before` on.
    private static void line(
            Windows windows,
            int channels,
            double[] x,
            int clip,
            int[] start,
            int l,
            int before,
            int count,
            double[] y,
            int place) {
        int line = windows.line(start, l);
        if (line < 0) {
            Arrays.fill(y, place, place + count, 0);
            return;
        }
        // where the first number is in its line of X, and which of them are inside
        int first = windows.place(start, l) * channels + before;
        int length = windows.lineLength() * channels;
        if (first >= 0 && first + count <= length) {
            copy(count, x, (clip + line) * channels + first, y, place);
            return;
        }
        int low = Math.clamp(-first, 0, count);
        int high = Math.clamp(length - first, low, count);
        Arrays.fill(y, place, place + low, 0);
        copy(high - low, x, (clip + line) * channels + first + low, y, place + low);
        Arrays.fill(y, place + high, place + count, 0);
    }

    private static void copy(int count, double[] x, int source, double[] y, int target) {
        if (count < LANES) {
            for (int i = 0; i < count; i++) {
                y[target + i] = x[source + i];
            }
            return;
        }
        for (int i = 0; i < count; i += LANES) {
            // the last vector may take up numbers of the one before
            int first = Math.min(i, count - LANES);
            DoubleVector.fromArray(SPECIES, x, source + first).intoArray(y, target + first);
        }
    }
}
