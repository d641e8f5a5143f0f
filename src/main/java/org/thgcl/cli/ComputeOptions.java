package org.thgcl.cli;

import org.thgcl.tensor.Workers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a command computes.
final class ComputeOptions {
    @Option(names = "--threads", paramLabel = "N", description = "Threads; results don't depend on it. Default: all.")
    private Integer threads;

    @Mixin
    private KernelOption kernels;

    /// The threads, to be closed after use.
    ///
    /// @throws IllegalArgumentException if fewer than one was asked for
    Workers workers() {
        return new Workers(threads(1));
    }

    /// Threads for each of several jobs that run side by side: what was asked for, or else a fair part of the
    /// processors.
    ///
    /// @throws IllegalArgumentException if fewer than one was asked for
    int threads(int jobs) {
        return threadsOr(Math.max(1, Runtime.getRuntime().availableProcessors() / jobs));
    }

    /// The threads that were asked for, or else so many.
    ///
    /// @throws IllegalArgumentException if fewer than one was asked for
    int threadsOr(int otherwise) {
        if (threads != null && threads < 1) {
            throw new IllegalArgumentException("--threads: " + threads + " isn't allowed, must be at least 1");
        }
        return threads == null ? otherwise : threads;
    }

    /// The text that repeats these options in a command, with a space before it.
    String again() {
        return (threads == null ? "" : " --threads " + threads) + kernels.again();
    }
}
