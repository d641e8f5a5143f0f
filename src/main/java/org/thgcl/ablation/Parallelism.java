package org.thgcl.ablation;

/// How runs are made; what they give doesn't depend on it.
///
/// @param jobs runs made side by side, at least 1; each holds parameters, activations and batches of its own in
/// memory
/// @param threads threads of each run, at least 1
/// @param maker makes the runs elsewhere; `null` for this process
public record Parallelism(int jobs, int threads, RunMaker maker) {
    /// @throws IllegalArgumentException if a number is below 1
    public Parallelism {
        require("jobs", jobs);
        require("threads", threads);
    }

    /// In this process.
    ///
    /// @throws IllegalArgumentException if a number is below 1
    public Parallelism(int jobs, int threads) {
        this(jobs, threads, null);
    }

    private static void require(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + ": " + number + " isn't allowed, must be at least 1");
        }
    }
}
