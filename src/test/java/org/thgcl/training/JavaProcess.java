package org.thgcl.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A main method of the tests in a process of its own, which can be killed.
public final class JavaProcess {
    private JavaProcess() {}

    /// A process to be started.
    public static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
