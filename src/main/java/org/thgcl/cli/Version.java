package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.thgcl.tensor.VectorModule;
import picocli.CommandLine.IVersionProvider;

/// The output of `--version`: program and commit, as the build wrote them into the manifest, and the machine.
final class Version implements IVersionProvider {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    @Override
    public String[] getVersion() {
        return lines().toArray(String[]::new);
    }

    /// The lines.
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("thgcl " + program(Version.class.getPackage().getImplementationVersion()));
        lines.add("JDK " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        int bits = VectorModule.bits();
        lines.add(processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + (bits == 0 ? "vectors of unknown width" : "vectors of " + bits + " bits"));
        return lines;
    }

    /// Version and commit, from `version+commit`.
    ///
    /// @param implementation as in the manifest; `null` if there is none
    static String program(String implementation) {
        if (implementation == null) {
            return "(not packaged)";
        }
        String[] parts = implementation.split("\\+", 2);
        boolean known = parts.length == 2 && !parts[1].isEmpty() && !parts[1].equals("unknown");
        return parts[0] + (known ? ", commit " + parts[1] : ", unknown commit");
    }

    private static String processor() {
        String kind = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip() + " (" + kind + ")")
                    .findFirst()
                    .orElse(kind);
        } catch (IOException e) {
            return kind;
        }
    }
}
