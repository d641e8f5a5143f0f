package org.thgcl.cluster;

import java.util.concurrent.locks.LockSupport;

/// What Ctrl-C leads to: the virtual machine runs its hooks, one of which stops Spark, so that jobs fail before
/// the eyes of a thread that is still going on. They didn't fail.
final class Shutdown {
    private Shutdown() {}

    /// Waits for the end if the virtual machine is about to end; otherwise returns at once.
    static void waitIfUnderWay() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
