package org.thgcl.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.thgcl.weights.S3dUnit.Kind;

/// S3D's tensors in the files of three PyTorch programs. Their kernels are `[out, in, time, height, width]`,
/// this program's `[time, height, width, in, out]`. The parts of their norms are called alike.
final class S3dNamings {
    private static final List<Integer> KERNEL = List.of(2, 3, 4, 1, 0);
    private static final List<Integer> MATRIX = List.of(1, 0);
    private static final double COCLR_EPSILON = 1e-5;
    private static final double KINETICS_EPSILON = 1e-3;

    /// How the texts of both of CoCLR's networks begin.
    static final String COCLR = "S3D of CoCLR";

    /// Numbers in CoCLR's `block1` ... `block5`, which are second names of the same layers.
    private static final Map<Integer, String> ALIASES = Map.ofEntries(
            Map.entry(0, "block1.0"),
            Map.entry(2, "block2.1"),
            Map.entry(3, "block2.2"),
            Map.entry(5, "block3.1"),
            Map.entry(6, "block3.2"),
            Map.entry(8, "block4.1"),
            Map.entry(9, "block4.2"),
            Map.entry(10, "block4.3"),
            Map.entry(11, "block4.4"),
            Map.entry(12, "block4.5"),
            Map.entry(14, "block5.1"),
            Map.entry(15, "block5.2"));

    private final Map<String, Naming.Part> parts = new LinkedHashMap<>();

    private S3dNamings() {}

    /// CoCLR: two networks, each under two sets of names, with gates or without; beside them the heads and
    /// the queue of its training.
    ///
    /// @param network `encoder_k` or `encoder_q`
    static Naming coclr(String network) {
        String prefix = network + ".0.";
        S3dNamings names = new S3dNamings();
        Map<Kind, Pair> pairs = pairs(".conv", ".bn", ".conv1", ".bn1", ".conv2", ".bn2");
        S3dUnit.BLOCKS.forEach((number, block) -> {
            String module = block.substring(0, 1).toUpperCase(Locale.ROOT) + block.substring(1);
            for (String name : List.of(module, ALIASES.get(number))) {
                names.block(prefix + name, number, UnaryOperator.identity(), pairs);
                names.gates(prefix + name, block);
            }
        });
        Predicate<String> unused = name -> !name.startsWith(prefix) || isCounter(name);
        return naming(COCLR + " (" + network + ")", COCLR_EPSILON, names, unused);
    }

    static Naming torchvision() {
        S3dNamings names = new S3dNamings();
        Map<Kind, Pair> pairs = pairs(".0", ".1", ".0.0", ".0.1", ".1.0", ".1.1");
        // its first branch is a unit, where that of the others is a list of one
        UnaryOperator<String> place = usual -> usual.replace(".branch0.0", ".branch0");
        S3dUnit.BLOCKS.forEach((number, block) -> names.block("features." + number, number, place, pairs));
        Predicate<String> unused = name -> name.startsWith("classifier.1.") || isCounter(name);
        return naming("S3D of torchvision", KINETICS_EPSILON, names, unused);
    }

    /// The program of kylemin/S3D.
    static Naming kylemin() {
        S3dNamings names = new S3dNamings();
        Map<Kind, Pair> pairs = pairs(".conv", ".bn", ".conv_s", ".bn_s", ".conv_t", ".bn_t");
        S3dUnit.BLOCKS.forEach(
                (number, block) -> names.block("base." + number, number, UnaryOperator.identity(), pairs));
        Predicate<String> unused = name -> name.startsWith("fc.0.") || isCounter(name);
        return naming("S3D of kylemin", KINETICS_EPSILON, names, unused);
    }

    private static Naming naming(String text, double epsilon, S3dNamings names, Predicate<String> unused) {
        return new Naming(text, Encoder.S3D, OptionalDouble.of(epsilon), names.parts, unused);
    }

    private static boolean isCounter(String name) {
        return name.endsWith(".num_batches_tracked");
    }

    /// A program's names of a convolution and its norm.
    private record Pair(String convolution, String norm) {}

    private static Map<Kind, Pair> pairs(
            String alone, String aloneNorm, String space, String spaceNorm, String time, String timeNorm) {
        return Map.of(
                Kind.ALONE, new Pair(alone, aloneNorm),
                Kind.SPACE, new Pair(space, spaceNorm),
                Kind.TIME, new Pair(time, timeNorm));
    }

    private void block(String module, int number, UnaryOperator<String> place, Map<Kind, Pair> pairs) {
        for (S3dUnit unit : S3dUnit.all()) {
            if (unit.block() == number) {
                Pair pair = pairs.get(unit.kind());
                String ours = "s3d." + unit.name();
                String theirs = module + place.apply(unit.place());
                parts.put(theirs + pair.convolution + ".weight", new Naming.Part(ours + ".weight", KERNEL));
                S3dUnit.NORM.forEach((torch, own) ->
                        parts.put(theirs + pair.norm + "." + torch, new Naming.Part(ours + ".norm." + own)));
            }
        }
    }

    private void gates(String module, String block) {
        for (int branch = 0; branch < 4 && block.startsWith("mixed"); branch++) {
            String ours = "s3d." + block + ".gate" + branch;
            String theirs = module + ".gating_b" + branch + ".fc";
            parts.put(theirs + ".weight", new Naming.Part(ours + ".weight", MATRIX));
            parts.put(theirs + ".bias", new Naming.Part(ours + ".bias"));
        }
    }
}
