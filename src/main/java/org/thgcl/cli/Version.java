package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.bench.Machine;
import org.thgcl.tensor.VectorModule;
import picocli.CommandLine.IVersionProvider;

/// The output of `--version`: program and commit, as the build wrote them into the manifest, and the machine.
final class Version implements IVersionProvider {
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
        return Machine.processorName().map(name -> name + " (" + kind + ")").orElse(kind);
    }
}
