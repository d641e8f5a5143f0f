package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path folder;

    /// Holds a lock until its standard input ends.
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (RunLock _ = RunLock.lock(Path.of(arguments[0]))) {
                System.out.println("taken");
                System.out.flush();
                while (System.in.read() >= 0) {}
            }
        }
    }

    private Process holder() throws IOException {
        Process holder = JavaProcess.of(Holder.class, folder.toString()).start();
        assertThat(holder.inputReader().readLine()).isEqualTo("taken");
        return holder;
    }

    @Test
    void a_folder_that_another_process_holds_is_refused_with_its_id() throws IOException, InterruptedException {
        Process holder = holder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunLock.lock(folder))
                .withMessage(folder + ": process " + holder.pid() + " is working in this folder; wait until it has "
                        + "ended, or choose another folder (--out)");
        holder.getOutputStream().close();
        assertThat(holder.waitFor()).isZero();
        RunLock.lock(folder).close();
    }

    @Test
    void what_a_killed_process_leaves_keeps_nobody_out() throws IOException, InterruptedException {
        holder().destroyForcibly().waitFor();
        assertThat(folder.resolve(".lock")).exists();
        RunLock.lock(folder).close();
    }

    @Test
    void another_thread_of_this_process_is_refused() throws IOException, InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (RunLock _ = RunLock.lock(folder)) {
            Thread other = new Thread(() -> {
                try {
                    RunLock.lock(folder.resolve(".")).close();
                } catch (IOException | IllegalArgumentException e) {
                    thrown.set(e);
                }
            });
            other.start();
            other.join();
        }
        assertThat(thrown.get())
                .hasMessageContaining("this process (" + ProcessHandle.current().pid() + ")");
    }

    @Test
    void who_holds_the_lock_may_take_it_again_and_keeps_it_to_the_last() throws IOException, InterruptedException {
        try (RunLock _ = RunLock.lock(folder)) {
            RunLock.lock(folder).close();
            Process other = JavaProcess.of(Holder.class, folder.toString()).start();
            other.getOutputStream().close();
            assertThat(other.waitFor()).isNotZero();
        }
        holder().destroyForcibly().waitFor();
    }

    @Test
    void a_folder_that_can_not_be_locked_is_refused_with_the_reason() throws IOException {
        Files.createDirectory(folder.resolve(".lock"));
        assertThat(catchThrowable(() -> RunLock.lock(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".lock: the run's folder can't be locked (");
    }
}
