package org.thgcl.golden.suite;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.thgcl.features.Bicubic;
import org.thgcl.tensor.Shape;

/// Pictures in another size, pixel by pixel.
final class ResizeFile {
    private static final double ONE = 1 << 22;
    private static final int CHANNELS = 3;

    private ResizeFile() {}

    /// The places where a resizing can differ.
    ///
    /// @param kernel of the distance in pixels, 0 from 2 on
    /// @param widened whether the kernel is widened when a picture shrinks
    /// @param between whether there are 8 bits between the two axes
    /// @param half whether sums are rounded; else they are truncated
    /// @param centred whether middles of pixels are aligned; else corners
    /// @param acrossFirst whether rows come before columns
    private record Rule(
            DoubleUnaryOperator kernel,
            boolean widened,
            boolean between,
            boolean half,
            boolean centred,
            boolean acrossFirst) {
        static final Rule RIGHT = of(keys(-0.5));

        static Rule of(DoubleUnaryOperator kernel) {
            return new Rule(kernel, true, true, true, true, true);
        }

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            Numbers picture = in.get("picture");
            int height = s.whole("height");
            int width = s.whole("width");
            Numbers resized = acrossFirst
                    ? along(0, along(1, picture, width, between), height, true)
                    : along(1, along(0, picture, height, between), width, true);
            return Map.of("resized", resized);
        }

        /// Another size along one axis.
        private Numbers along(int axis, Numbers picture, int size, boolean round) {
            int rows = picture.shape().size(0);
            int columns = picture.shape().size(1);
            int n = axis == 0 ? rows : columns;
            Shape shape = axis == 0 ? Shape.of(size, columns, CHANNELS) : Shape.of(rows, size, CHANNELS);
            double[] out = new double[shape.elements()];
            for (int e = 0; e < out.length; e++) {
                int channel = e % CHANNELS;
                int column = e / CHANNELS % shape.size(1);
                int row = e / CHANNELS / shape.size(1);
                double[] line = new double[n];
                for (int j = 0; j < n; j++) {
                    int at = axis == 0 ? j * columns + column : row * columns + j;
                    line[j] = picture.get(at * CHANNELS + channel);
                }
                out[e] =
                        n == size ? line[axis == 0 ? row : column] : pixel(line, size, axis == 0 ? row : column, round);
            }
            return new Numbers(shape, out, true);
        }

        private double pixel(double[] line, int size, int i, boolean round) {
            int n = line.length;
            double ratio = (double) n / size;
            double wide = widened ? Math.max(ratio, 1) : 1;
            double c = centred ? (i + 0.5) * ratio : 0.5 + (size == 1 ? 0 : i * (n - 1.0) / (size - 1));
            int lo = Math.max(0, (int) (c - 2 * wide + 0.5));
            int hi = Math.min(n, (int) (c + 2 * wide + 0.5));
            double all = 0;
            for (int j = lo; j < hi; j++) {
                all += kernel.applyAsDouble((j - c + 0.5) / wide);
            }
            double sum = half ? ONE / 2 : 0;
            for (int j = lo; j < hi; j++) {
                double w = kernel.applyAsDouble((j - c + 0.5) / wide) / all;
                sum += ((long) (w * ONE + Math.signum(w) / 2)) * line[j];
            }
            return round ? Math.min(Math.max(Math.floor(sum / ONE), 0), 255) : (sum - ONE / 2) / ONE;
        }
    }

    /// The kernel of Keys with a parameter, -1/2 here.
    private static DoubleUnaryOperator keys(double a) {
        return t -> {
            double x = Math.abs(t);
            if (x < 1) {
                return (a + 2) * x * x * x - (a + 3) * x * x + 1;
            }
            return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
        };
    }

    /// The pixel in whose place the middle of the new one lies.
    private static Map<String, Numbers> nearest(Definition.Settings s, Map<String, Numbers> in) {
        Numbers picture = in.get("picture");
        int rows = picture.shape().size(0);
        int columns = picture.shape().size(1);
        Shape shape = Shape.of(s.whole("height"), s.whole("width"), CHANNELS);
        double[] out = new double[shape.elements()];
        for (int e = 0; e < out.length; e++) {
            int column = (2 * (e / CHANNELS % shape.size(1)) + 1) * columns / (2 * shape.size(1));
            int row = (2 * (e / CHANNELS / shape.size(1)) + 1) * rows / (2 * shape.size(0));
            out[e] = picture.get((row * columns + column) * CHANNELS + e % CHANNELS);
        }
        return Map.of("resized", new Numbers(shape, out, true));
    }

    static List<Document> all() {
        DoubleUnaryOperator kernel = keys(-0.5);
        Document file = new Document("frame_resize", "frame_resize", "2.1", Bicubic.class, Rule.RIGHT::of)
                .version("2.2.0")
                .reading("A31")
                .decoy("nearest", "the nearest pixel", ResizeFile::nearest)
                .decoy("bilinear", "a triangle as kernel", Rule.of(t -> Math.max(0, 1 - Math.abs(t)))::of)
                .decoy("sharper", "a kernel with a = -3/4 (OpenCV, PyTorch)", Rule.of(keys(-0.75))::of)
                .decoy(
                        "not-widened",
                        "the kernel isn't widened when a picture shrinks",
                        new Rule(kernel, false, true, true, true, true)::of)
                .decoy(
                        "not-rounded-between",
                        "8 bits at the end alone",
                        new Rule(kernel, true, false, true, true, true)::of)
                .decoy("truncated", "sums truncated", new Rule(kernel, true, true, false, true, true)::of)
                .decoy("corners", "corners aligned", new Rule(kernel, true, true, true, false, true)::of)
                .decoy("down-first", "columns before rows", new Rule(kernel, true, true, true, true, false)::of);
        file.add(draft("shrink", 4, 3, 7, 11).comment("both axes"));
        file.add(draft("enlarge", 8, 5, 2, 3).comment("both axes"));
        file.add(draft("across", 3, 3, 3, 7).comment("the height stays: across alone"));
        file.add(draft("down", 5, 2, 9, 5).comment("the width stays: down alone"));
        file.add(draft("wider-and-lower", 9, 2, 6, 4).comment("one axis grows, the other shrinks"));
        file.add(draft("same", 3, 2, 2, 3).comment("no axis changes: the same picture"));
        file.add(draft("much-smaller", 2, 1, 3, 31).comment("a kernel of 62 pixels, cut off at both ends"));
        file.add(draft("one-pixel", 3, 2, 1, 1).comment("the same colour everywhere"));
        double[] steps = new double[6 * 4 * CHANNELS];
        for (int e = 0; e < steps.length; e++) {
            steps[e] = (e / CHANNELS % 6 / 3 + e / CHANNELS / 6 / 2 + e % CHANNELS) % 2 * 255;
        }
        file.add(sized("steep", 13, 9)
                .input("picture", new Numbers(Shape.of(4, 6, CHANNELS), steps, true))
                .comment("black beside white: the kernel goes beyond both and is cut off"));
        file.add(draft("width-left-out", 128, 1, 2, 3).leftOut("width").comment("without width: 128"));
        file.add(draft("height-left-out", 1, 128, 3, 2).leftOut("height").comment("without height: 128"));
        return List.of(file);
    }

    private static Draft draft(String id, int width, int height, int rows, int columns) {
        Draw draw = new Draw("frame_resize");
        return sized(id, width, height)
                .input("picture", draw.below(id, 256, rows * columns * CHANNELS).reshaped(rows, columns, CHANNELS));
    }

    private static Draft sized(String id, int width, int height) {
        return new Draft(id).setting("width", width).setting("height", height);
    }
}
