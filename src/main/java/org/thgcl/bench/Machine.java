package org.thgcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.thgcl.tensor.KernelSet;
import org.thgcl.tensor.VectorModule;

/// The machine on which something was measured, which each file of figures names.
///
/// @param processor its name; the architecture where the system doesn't tell
/// @param processors that the virtual machine sees
/// @param vectorBits width of the vectors that the kernels use, in bits; 0 for [KernelSet#PLAIN]
/// @param java version of the virtual machine
/// @param date of the measurement, in UTC
public record Machine(String processor, int processors, int vectorBits, String java, String date) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /// This machine, today.
    public static Machine here() {
        boolean plain = KernelSet.chosen() == KernelSet.PLAIN;
        if (!plain) {
            VectorModule.require();
        }
        return new Machine(
                processorName().orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                plain ? 0 : FloatVector.SPECIES_PREFERRED.vectorBitSize(),
                Runtime.version().toString(),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    /// Everything in words.
    public String words() {
        return processor + ", " + processors + " processors, "
                + (vectorBits == 0 ? "plain kernels" : "vectors of " + vectorBits + " bits") + ", Java " + java + ", "
                + date;
    }

    /// The processor's name, where the system tells.
    public static Optional<String> processorName() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
