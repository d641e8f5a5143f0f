package org.thgcl.tensor;

/// Sees to it that the JDK's Vector API, the incubator module `jdk.incubator.vector`, is there.
///
/// `--add-modules jdk.incubator.vector` would do, but with it the virtual machine prints a warning at every start,
/// which no option silences, and starts later, as it can't use its archived module graph. The JDK loads modules late
/// where it needs to, those of its agents for instance; this asks for the same way before the first vector is used. It
/// takes `Add-Exports: java.base/jdk.internal.module`, which stands in this program's manifest. The virtual machine
/// switches its vector intrinsics on when the module is defined, be that now or at the start.
public final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    /// What to say when the module is needed and isn't there.
    public static final String MISSING = "the Vector API could not be loaded; start Java with --add-modules " + NAME;

    /// What to say when plain kernels take its place.
    public static final String PLAIN_INSTEAD =
            MISSING + "; until then plain kernels compute the same, many times slower";

    private VectorModule() {}

    /// Width of the widest vectors that the virtual machine uses, in bits; 0 if it doesn't say. Told without loading
    /// the module, which takes longer than a short command.
    public static int bits() {
        try {
            Object bytes = Class.forName("jdk.internal.vm.vector.VectorSupport")
                    .getMethod("getMaxLaneCount", Class.class)
                    .invoke(null, byte.class);
            return Math.max(0, (int) bytes) * Byte.SIZE;
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }

    /// Loads the module unless it is there.
    ///
    /// @throws IllegalStateException if it isn't and can't be loaded, with what to do
    public static void require() {
        if (!load()) {
            throw new IllegalStateException(MISSING);
        }
    }

    /// Loads the module unless it is there.
    ///
    /// @return whether it is there now
    public static boolean load() {
        if (ModuleLayer.boot().findModule(NAME).isPresent()) {
            return true;
        }
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, NAME);
            return true;
        } catch (ReflectiveOperationException e) {
            return false; // not exported to this program, or this Java doesn't have it
        }
    }
}
