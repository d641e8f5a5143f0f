package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Shape;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Claims on the size of the network: section 2.3, 3.1.2, Table 1.
final class SizeClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();
    private static final Choice AS_READ = new Choice("", "preset", "tmac");

    private SizeClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "network-parts",
                        ClaimKind.SELF_CHECK,
                        new Passage(
                                "2.3",
                                "该网络包括四个时间图层、一个对比模块和一个可学习的池化层",
                                "The network has four temporal graph layers and a learnable pooling."),
                        List.of("A13"),
                        new Computation("Layers and gates among the parameters' names.", Parameters.class),
                        SizeClaims::parts),
                new Claim(
                        "table1-thgcl-size",
                        ClaimKind.STATED,
                        new Passage(
                                "3.1.2, 3.2, Table 1",
                                "将转换维度 d 设置为 128 ... 仅使用 4.8M 参数",
                                "With d = 128, THGCL has 4.8 M parameters."),
                        List.of("A2", "A13", "A20", "A42", "finding 4", "finding 14"),
                        new Computation(
                                "Parameters for six d, both widths of the graph embedding, with and without bias, with"
                                        + " GAT-AV in every layer and in the last; which d round to 4.8; and other"
                                        + " architectures at d = 128.",
                                Parameters.class),
                        SizeClaims::thgcl),
                new Claim(
                        "table1-tmac-size",
                        ClaimKind.STATED,
                        new Passage("Table 1", "TMac ★ [19] 55.1 0.937 4.3", "TMac has 4.3 M parameters."),
                        List.of("A2", "A13", "A20", "finding 16"),
                        new Computation(
                                "Parameters of the preset tmac, with and without what its choices leave unused, the"
                                        + " bias, a projection; rounded and cut off.",
                                Parameters.class),
                        SizeClaims::tmac));
    }

    private static Finding parts(Evidence evidence) {
        Map<String, Shape> shapes = evidence.pipeline().parameters().of(PAPER);
        long layers = shapes.keySet().stream()
                .filter(name -> name.startsWith("layers."))
                .map(name -> name.split("\\.", -1)[1])
                .distinct()
                .count();
        long gates =
                shapes.keySet().stream().filter(name -> name.endsWith(".gate")).count();
        return Finding.of(
                layers == 4 && gates >= 1,
                layers + " layers, " + gates + " pooling gates",
                "There is one gate for each modality. The contrastive module has no parameters.");
    }

    /// Settings that the network's size depends on.
    private record Size(int d, boolean concat, boolean bias) {
        long parameters(String crossLayers, Evidence evidence) {
            return evidence.pipeline()
                    .count(PAPER.with(Map.of(
                            "embedding", d,
                            "graph_embedding", concat ? "concat" : "sum",
                            "bias", bias,
                            "cross_layers", crossLayers)));
        }

        /// The paper gives d and leaves the rest open, so each such reading is one as printed.
        Reading reading(long parameters, String claimed, String layers) {
            return Reading.printed(
                    NumberText.whole(parameters),
                    NumberText.millions(parameters).equals(claimed),
                    Choice.of("A2", "embedding", d),
                    Choice.of("A13", "graph_embedding", concat ? "concat" : "sum"),
                    Choice.of("A20", "bias", bias),
                    Choice.of("A42", "cross_layers", layers));
        }
    }

    private static long sizeWithout(Pattern names, Configuration c, Evidence evidence) {
        return evidence.pipeline().parameters().of(c).entrySet().stream()
                .filter(entry -> !names.matcher(entry.getKey()).matches())
                .mapToLong(entry -> entry.getValue().elements())
                .sum();
    }

    private static Finding thgcl(Evidence evidence) {
        String claimed = claimed("THGCL", evidence);
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int d : new int[] {0, 64, 128, 256, 512, 1024}) {
            for (boolean concat : new boolean[] {false, true}) {
                for (boolean bias : new boolean[] {true, false}) {
                    Size size = new Size(d, concat, bias);
                    long every = size.parameters("every", evidence);
                    long last = size.parameters("last", evidence);
                    rows.add(row(size, every, last, evidence));
                    if (d == ThgnSettings.of(PAPER).embedding()) {
                        readings.add(size.reading(every, claimed, "every"));
                        readings.add(size.reading(last, claimed, "last"));
                    }
                }
            }
        }
        List<Long> others = Architectures.parameters(evidence.pipeline());
        boolean found =
                others.stream().anyMatch(count -> NumberText.millions(count).equals(claimed));
        readings.add(Reading.other(
                others.size() + " architectures, " + (found ? "at least one" : "none") + " of " + claimed,
                found,
                new Choice("", "architecture", "sharing, directions, heads, pooling, bias, learnt scale")));
        return Finding.of(
                        readings,
                        "d = 128: " + NumberText.whole(evidence.pipeline().count(PAPER)) + "; d = 512: "
                                + NumberText.whole(evidence.pipeline().count(PAPER.with("embedding", 512))),
                        claimed + " come from d = " + range(claimed, evidence) + ", not from the stated 128.")
                .with(new Table(
                        "Parameters of THGCL, and which of Table 1's figures they round to (* THGCL, + TMac)",
                        List.of("d", "X^G", "bias", "GAT-AV in every layer", "GAT-AV in the last"),
                        rows));
    }

    private static List<String> row(Size size, long every, long last, Evidence evidence) {
        return List.of(
                size.d == 0 ? "none" : Integer.toString(size.d),
                size.concat ? "concat" : "sum, audio",
                size.bias ? "yes" : "no",
                marked(every, evidence),
                marked(last, evidence));
    }

    private static String marked(long parameters, Evidence evidence) {
        String millions = NumberText.millions(parameters);
        String mark = millions.equals(claimed("THGCL", evidence))
                ? " *"
                : millions.equals(claimed("TMac", evidence)) ? " +" : "";
        return NumberText.whole(parameters) + mark;
    }

    private static String claimed(String system, Evidence evidence) {
        return NumberText.decimal(evidence.published().system(system).parameters(), 1) + " M";
    }

    /// The d, if any, with which the preset `paper` rounds to the claimed figure.
    private static String range(String claimed, Evidence evidence) {
        List<Integer> fitting = new ArrayList<>();
        for (int d = 1; d <= 2048; d++) {
            if (NumberText.millions(evidence.pipeline().count(PAPER.with("embedding", d)))
                    .equals(claimed)) {
                fitting.add(d);
            }
        }
        return fitting.isEmpty() ? "no d up to 2048" : fitting.getFirst() + " to " + fitting.getLast();
    }

    private static Finding tmac(Evidence evidence) {
        String claimed = claimed("TMac", evidence);
        Configuration tmac = Preset.TMAC.configuration();
        Map<Choice, Long> counts = new LinkedHashMap<>();
        counts.put(AS_READ, evidence.pipeline().count(tmac));
        counts.put(Choice.of("A20", "bias", false), evidence.pipeline().count(tmac.with("bias", false)));
        counts.put(new Choice("", "unused parameters", "not counted"), sizeWithout(Table1.TMAC_UNUSED, tmac, evidence));
        counts.put(
                Choice.of("A13", "graph_embedding", "concat"),
                evidence.pipeline().count(tmac.with("graph_embedding", "concat")));
        counts.put(Choice.of("A2", "embedding", 128), evidence.pipeline().count(tmac.with("embedding", 128)));
        counts.put(Choice.of("A2", "embedding", 512), evidence.pipeline().count(tmac.with("embedding", 512)));
        List<Reading> readings = new ArrayList<>();
        counts.forEach((choice, count) -> readings.add(new Reading(
                List.of(choice),
                choice.equals(AS_READ),
                NumberText.whole(count),
                NumberText.millions(count).equals(claimed))));
        long asRead = counts.get(AS_READ);
        readings.add(Reading.other(
                NumberText.whole(asRead),
                (NumberText.decimal(Math.floorDiv(asRead, 100_000) / 10.0, 1) + " M").equals(claimed),
                Choice.word(claimed, "cut off after the first decimal")));
        return Finding.of(
                readings,
                "preset tmac: " + NumberText.whole(asRead),
                "The preset's figure rounds to " + NumberText.millions(asRead)
                        + ". TMac's published code has the same parameters and one unused number for each GAT layer.");
    }
}
