package org.thgcl.determinism;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.golden.suite.SuiteBits;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.KernelBits;
import org.thgcl.tensor.KernelSet;
import org.thgcl.tensor.Workers;
import org.thgcl.training.TrainingBits;

/// Computes what the program promises to compute with the same bits everywhere, and prints a hash for each part.
///
/// Arguments: one of the words below, then numbers of threads. Output: lines of `machine`, a property of this virtual
/// machine and its value, and of `bits`, a part, the number of threads and its hash, separated by tabulators.
public final class Bits {
    /// Sizes at which kernels share their work among threads; the whole golden suite.
    static final String WHOLE = "whole";

    /// Sizes for an interpreter.
    static final String SMALL = "small";

    /// Sums that break the promise on purpose.
    static final String MACHINE_ORDER = "machine-order";

    /// The property that says which kernels compute.
    static final String KERNELS = "thgcl.bits.kernels";

    private Bits() {}

    public static void main(String[] arguments) throws IOException {
        KernelSet.choose(KernelSet.valueOf(System.getProperty(KERNELS, KernelSet.VECTOR.name())));
        describeMachine();
        int[] threads =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        switch (arguments[0]) {
            case WHOLE -> all(threads, true);
            case SMALL -> all(threads, false);
            case MACHINE_ORDER -> {
                for (int n : threads) {
                    bits("sums", n, KernelBits.sumInMachineOrder(n));
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void all(int[] threads, boolean whole) throws IOException {
        for (DType dtype : DType.values()) {
            String type = " " + dtype.name().toLowerCase(Locale.ROOT);
            for (int n : threads) {
                try (Workers workers = new Workers(n)) {
                    bits("kernels" + type, n, KernelBits.kernels(dtype, workers, whole));
                }
                TrainingBits.Hashes run = inNewFolder(folder -> TrainingBits.run(folder, dtype, n, whole));
                bits("training" + type, n, run.training());
                bits("metrics" + type, n, run.metrics());
            }
        }
        if (KernelSet.chosen() == KernelSet.VECTOR) {
            bits("functions float64", 1, KernelBits.float64Functions(whole));
            bits("functions float32", 1, KernelBits.float32Functions(whole));
        }
        bits("golden", 1, whole ? inNewFolder(SuiteBits::whole) : SuiteBits.small());
    }

    private interface InFolder<T> {
        T run(Path folder) throws IOException;
    }

    private static <T> T inNewFolder(InFolder<T> work) throws IOException {
        Path folder = Files.createTempDirectory("thgcl-bits");
        try {
            return work.run(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static void bits(String part, int threads, String hash) {
        System.out.println(String.join("\t", "bits", part, Integer.toString(threads), hash));
    }

    private static void describeMachine() {
        machine("lanes", KernelBits.lanes());
        for (String option : List.of("UseAVX", "UseFMA", "MaxVectorSize")) {
            machine(option, option(option));
        }
        machine("mode", System.getProperty("java.vm.info"));
        machine("compiler", option("TieredStopAtLevel").equals("1") ? "C1" : "C1 and C2");
        machine(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
    }

    private static void machine(String property, String value) {
        System.out.println(String.join("\t", "machine", property, value));
    }

    /// An option's value as the virtual machine has set it, whatever was asked for.
    private static String option(String name) {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption(name)
                    .getValue();
        } catch (IllegalArgumentException e) {
            return "none";
        }
    }
}
