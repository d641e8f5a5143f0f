package org.thgcl.tensor;

/// The two implementations of [Kernels]. No bit depends on which one computes.
///
/// The choice is the process's, like the width of the machine's vectors: whoever asks for [Kernels#of] gets
/// [#chosen].
public enum KernelSet {
    /// Vectors and threads; needs the module of the Vector API.
    VECTOR,

    /// The definitions: plain loops on the calling thread, which need nothing.
    PLAIN;

    private static volatile KernelSet chosen;

    /// What computes: what was chosen last. As long as nothing was, vectors; or plain loops, where the module of
    /// the Vector API isn't there, which a warning to the [System.Logger] of this class then says once.
    public static KernelSet chosen() {
        KernelSet last = chosen;
        return last == null ? Found.KERNELS : last;
    }

    /// Chooses what computes from now on.
    ///
    /// @param kernels `null` for what is found, as at the start
    /// @return what was chosen before, to be given back; `null` if nothing was
    public static KernelSet choose(KernelSet kernels) {
        KernelSet before = chosen;
        chosen = kernels;
        return before;
    }

    /// What is found when it is first asked for.
    private static final class Found {
        static final KernelSet KERNELS = find();

        private static KernelSet find() {
            if (VectorModule.load()) {
                return VECTOR;
            }
            System.getLogger(KernelSet.class.getName()).log(System.Logger.Level.WARNING, VectorModule.PLAIN_INSTEAD);
            return PLAIN;
        }
    }
}
