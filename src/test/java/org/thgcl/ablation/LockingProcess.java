package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Another process that locks some runs of a cache, as one does that makes them, until it is killed.
record LockingProcess(Process process) implements AutoCloseable {
    /// Returns when the runs are locked.
    static LockingProcess begin(Path cache, List<RunKey> keys) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                LockingProcess.class.getName(),
                cache.resolve("lock").toString()));
        keys.forEach(key -> command.add(Long.toString(RunCache.place(key))));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("locked");
        return new LockingProcess(process);
    }

    /// Kills it. Its locks are gone when this returns.
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /// Locks places in a file until it is killed.
    ///
    /// @param args the file, then places in it
    public static void main(String[] args) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
            for (int arg = 1; arg < args.length; arg++) {
                if (channel.tryLock(Long.parseLong(args[arg]), 1, false) == null) {
                    throw new IllegalStateException("locked by somebody else: " + args[arg]);
                }
            }
            System.out.println("locked");
            while (System.in.read() >= 0) {
                // until the test ends, however it does
            }
        }
    }
}
