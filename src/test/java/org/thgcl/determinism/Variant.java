package org.thgcl.determinism;

import static org.thgcl.determinism.Bits.SMALL;
import static org.thgcl.determinism.Bits.WHOLE;

import java.util.List;
import java.util.stream.Stream;
import org.thgcl.tensor.KernelSet;

/// A way to run the virtual machine.
///
/// @param name what to call it
/// @param options the virtual machine's options
/// @param size the first argument of [Bits]
/// @param property what of the machine the options decide, see [Bits]; empty if nothing
/// @param value what that must then be, or contain; if it is something else, this machine can't run the variant
record Variant(String name, List<String> options, String size, String property, String value) {
    /// As the virtual machine chooses for the machine it runs on.
    static Variant unchanged(String size) {
        return new Variant("no options", List.of(), size, "", "");
    }

    private static Variant option(String option, String size, String property, String value) {
        return new Variant(option, List.of(option), size, property, value);
    }

    private static Variant avx(int level, String size) {
        return option("-XX:UseAVX=" + level, size, "UseAVX", Integer.toString(level));
    }

    private static Variant vectors(int bytes, String size) {
        return option("-XX:MaxVectorSize=" + bytes, size, "MaxVectorSize", Integer.toString(bytes));
    }

    /// Plain kernels instead of those in vectors.
    private static Variant plain(String size) {
        return new Variant(
                "--kernels plain", List.of("-D" + Bits.KERNELS + "=" + KernelSet.PLAIN), size, "lanes", "none");
    }

    private static Variant interpreted() {
        return option("-Xint", SMALL, "mode", "interpreted");
    }

    private static Variant firstCompiler(String size) {
        return option("-XX:TieredStopAtLevel=1", size, "compiler", "C1");
    }

    private static Stream<Variant> collectors(String size) {
        return Stream.of(
                option("-XX:+UseSerialGC", size, "collectors", "MarkSweepCompact"),
                option("-XX:+UseParallelGC", size, "collectors", "PS Scavenge"),
                option("-XX:+UseG1GC", size, "collectors", "G1 Young Generation"),
                option("-XX:+UseZGC", size, "collectors", "ZGC"));
    }

    /// All ways whose results are promised to be the same.
    static List<Variant> all() {
        return Stream.of(
                        Stream.of(unchanged(WHOLE), avx(3, WHOLE), avx(2, WHOLE), avx(1, WHOLE)),
                        Stream.of(vectors(64, WHOLE), vectors(32, WHOLE), vectors(16, WHOLE), firstCompiler(WHOLE)),
                        Stream.of(plain(WHOLE)),
                        collectors(WHOLE),
                        Stream.of(unchanged(SMALL), avx(0, SMALL), interpreted(), plain(SMALL)))
                .flatMap(variants -> variants)
                .toList();
    }

    /// The most different of them that take seconds. The first compiler doesn't know vectors: like the interpreter it
    /// goes through the Vector API's own loops.
    static List<Variant> few() {
        return List.of(unchanged(SMALL), vectors(16, SMALL), firstCompiler(SMALL));
    }

    /// Vectors of one width, for sums that depend on it.
    static Variant machineOrder(int bytes) {
        return vectors(bytes, Bits.MACHINE_ORDER);
    }
}
