package org.thgcl.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Ctrl-C (SIGINT) and SIGTERM while a run makes updates: asks the run to stop after the update it is making, and keeps
/// the process alive until this object is closed. A second one ends the process at once.
///
/// The exit code is that of the virtual machine: 130 after SIGINT, 143 after SIGTERM.
public final class Signals implements Interruption, AutoCloseable {
    /// The virtual machine has a thread of this name for each signal that would end it, until it ends.
    private static final String HANDLER = "SIG(INT|TERM|HUP) handler";

    private static final int EXIT_CODE = 130;
    private static final int LOOK_EVERY_MILLIS = 100;

    private final Consumer<String> say;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "thgcl-signals");
    private volatile boolean asked;

    /// @param say told that the run is going to stop
    public Signals(Consumer<String> say) {
        this.say = say;
    }

    /// From now on a signal asks for a stop; before, it ends the process.
    @Override
    public void begin() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) { // the virtual machine is ending
            asked = true;
        }
    }

    @Override
    public boolean asked() {
        return asked;
    }

    /// From now on a signal ends the process at once again.
    @Override
    public void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // the virtual machine is ending
            asked = true;
        }
    }

    private void stop() {
        asked = true;
        say.accept("stopping after this update; a second Ctrl-C ends at once.");
        try {
            while (!closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (signals() > 1) {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long signals() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches(HANDLER))
                .count();
    }

    /// Lets a process that has been asked to stop end.
    @Override
    public void close() {
        end();
        closed.countDown();
    }
}
