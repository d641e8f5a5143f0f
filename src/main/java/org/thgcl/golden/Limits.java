package org.thgcl.golden;

/// Limits of a golden file's sizes. No test of a formula needs more, and a machine could lack the memory.
final class Limits {
    /// Numbers in one result.
    static final int ELEMENTS = GoldenTensor.LIMIT;

    /// A size in the settings.
    static final int SIZE = 1_000_000;

    /// Steps of a loop in which everything is computed anew: layers, iterations, clips compared with each other.
    static final int STEPS = 10_000;

    private Limits() {}

    /// The largest value of a whole setting of the model.
    static int of(String setting) {
        return switch (setting) {
            case "layers", "iterations" -> STEPS;
            case "audio_span",
                    "video_span",
                    "cross_span",
                    "audio_dilation",
                    "video_dilation",
                    "cross_dilation",
                    "warmup_iterations",
                    "steps" -> Integer.MAX_VALUE;
            default -> SIZE;
        };
    }

    /// Requires that a result of so many numbers is small enough.
    ///
    /// @param field to blame
    /// @param sizes whose product is the number, each at most [#ELEMENTS]
    static void require(String field, long... sizes) {
        long product = 1;
        for (long size : sizes) {
            product *= Math.max(size, 1);
            if (product > ELEMENTS) {
                throw new GoldenException(field, "asks for a result of more than " + ELEMENTS + " numbers");
            }
        }
    }
}
