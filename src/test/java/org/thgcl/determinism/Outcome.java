package org.thgcl.determinism;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What [Bits] printed in a virtual machine of its own.
///
/// @param variant how it was run
/// @param machine properties of the virtual machine
/// @param hashes by part, then number of threads
/// @param seconds wall time
record Outcome(Variant variant, Map<String, String> machine, Map<String, Map<Integer, String>> hashes, double seconds) {
    private static final long LIMIT_SECONDS = 1800;

    /// Runs [Bits].
    ///
    /// @param output file for what it prints
    /// @throws AssertionError with the output if it fails or takes too long
    static Outcome of(Variant variant, Path output, int... threads) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(variant.options());
        // an option of another processor's is passed over, and seen to be missing in what the machine says of itself
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bits.class.getName(), variant.size()));
        for (int n : threads) {
            command.add(Integer.toString(n));
        }
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(variant.name() + ": not done after " + LIMIT_SECONDS + " s");
        }
        String text = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new AssertionError(variant.name() + ": exit code " + process.exitValue() + "\n" + text);
        }
        return parse(variant, text, (System.nanoTime() - begun) / 1e9);
    }

    private static Outcome parse(Variant variant, String text, double seconds) {
        Map<String, String> machine = new LinkedHashMap<>();
        Map<String, Map<Integer, String>> hashes = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "machine" -> machine.put(fields[1], fields[2]);
                case "bits" ->
                    hashes.computeIfAbsent(fields[1], part -> new LinkedHashMap<>())
                            .put(Integer.parseInt(fields[2]), fields[3]);
                // warnings of the virtual machine
                default -> {}
            }
        }
        return new Outcome(variant, machine, hashes, seconds);
    }

    /// Whether the virtual machine did what the variant asks for.
    boolean asAsked() {
        return variant.property().isEmpty() || machine.get(variant.property()).contains(variant.value());
    }
}
