package org.thgcl.tensor;

/// The two implementations of [Kernels]. No bit depends on which one computes.
///
/// The choice is the process's, like the width of the machine's vectors: whoever asks for [Kernels#of] gets what was
/// chosen last.
public enum KernelSet {
    /// Vectors and threads; needs the module of the Vector API.
    VECTOR,

    /// The definitions: plain loops on the calling thread, which need nothing.
    PLAIN;

    private static volatile KernelSet chosen = VECTOR;

    /// What computes.
    public static KernelSet chosen() {
        return chosen;
    }

    /// Chooses what computes from now on.
    public static void choose(KernelSet kernels) {
        chosen = kernels;
    }
}
