package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.model.Preset;
import org.thgcl.tensor.Shape;

/// Claims on the size of the network: section 2.3, 3.1.2, Table 1.
final class SizeClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    private SizeClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "network-parts",
                        new Passage(
                                "2.3",
                                "该网络包括四个时间图层、一个对比模块和一个可学习的池化层",
                                "The network has four temporal graph layers and a learnable pooling."),
                        List.of("A13"),
                        new Computation("Layers and gates among the parameters' names.", Parameters.class),
                        SizeClaims::parts),
                new Claim(
                        "table1-thgcl-size",
                        new Passage(
                                "3.1.2, 3.2, Table 1",
                                "将转换维度 d 设置为 128 ... 仅使用 4.8M 参数",
                                "With d = 128, THGCL has 4.8 M parameters."),
                        List.of("A2", "A13", "A20", "finding 4"),
                        new Computation(
                                "Parameters for six d, both widths of the graph embedding, with and without bias, with"
                                        + " GAT-AV in every layer and once; and which d round to 4.8.",
                                Parameters.class),
                        SizeClaims::thgcl),
                new Claim(
                        "table1-tmac-size",
                        new Passage("Table 1", "TMac ★ [19] 55.1 0.937 4.3", "TMac has 4.3 M parameters."),
                        List.of("A2", "A13", "A20", "finding 10"),
                        new Computation(
                                "Parameters of the preset tmac, with and without what its choices leave unused, the"
                                        + " bias, a projection.",
                                Parameters.class),
                        SizeClaims::tmac));
    }

    private static Finding parts(Evidence evidence) {
        Map<String, Shape> shapes = evidence.programme().parameters().of(PAPER);
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
                "One gate for each modality. The contrastive module has no parameters.");
    }

    /// A reading of the network's size.
    private record Reading(int d, boolean concat, boolean bias) {
        Configuration configuration() {
            return PAPER.with(Map.of("embedding", d, "pooling", concat ? "concat" : "sum", "bias", bias));
        }

        long everyLayer(Evidence evidence) {
            return evidence.programme().count(configuration());
        }

        /// Video enters the audio nodes once, after all layers: a GAT-AV of the last layer's size alone.
        long once(Evidence evidence) {
            return sizeWithout("layers\\.[0-2]\\.cross\\..*", configuration(), evidence);
        }
    }

    private static long sizeWithout(String names, Configuration c, Evidence evidence) {
        return evidence.programme().parameters().of(c).entrySet().stream()
                .filter(entry -> !entry.getKey().matches(names))
                .mapToLong(entry -> entry.getValue().elements())
                .sum();
    }

    private static Finding thgcl(Evidence evidence) {
        String claimed = claimed("THGCL", evidence);
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (int d : new int[] {0, 64, 128, 256, 512, 1024}) {
            for (boolean concat : new boolean[] {false, true}) {
                for (boolean bias : new boolean[] {true, false}) {
                    Reading reading = new Reading(d, concat, bias);
                    long every = reading.everyLayer(evidence);
                    long once = reading.once(evidence);
                    rows.add(row(reading, every, once, evidence));
                    if (d == PAPER.embedding()) {
                        String name = (concat ? "concatenated" : "summed") + (bias ? ", bias" : ", no bias");
                        holds.put(
                                name + ", GAT-AV in every layer",
                                Figures.millions(every).equals(claimed));
                        holds.put(name + ", GAT-AV once", Figures.millions(once).equals(claimed));
                    }
                }
            }
        }
        return Finding.of(
                        holds,
                        "d = 128: " + Figures.whole(evidence.programme().count(PAPER)) + "; d = 512: "
                                + Figures.whole(evidence.programme().count(PAPER.with("embedding", 512))),
                        "Tried with d = 128: " + String.join("; ", holds.keySet()) + ". " + claimed + " come from d = "
                                + range(claimed, evidence) + ".")
                .with(new Table(
                        "Parameters of THGCL, and which of Table 1's figures they round to (* THGCL, + TMac)",
                        List.of("d", "X^G", "bias", "GAT-AV in every layer", "GAT-AV once, at the end"),
                        rows));
    }

    private static List<String> row(Reading reading, long every, long once, Evidence evidence) {
        return List.of(
                reading.d == 0 ? "none" : Integer.toString(reading.d),
                reading.concat ? "concat" : "sum, audio",
                reading.bias ? "yes" : "no",
                marked(every, evidence),
                marked(once, evidence));
    }

    private static String marked(long parameters, Evidence evidence) {
        String millions = Figures.millions(parameters);
        String mark = millions.equals(claimed("THGCL", evidence))
                ? " *"
                : millions.equals(claimed("TMac", evidence)) ? " +" : "";
        return Figures.whole(parameters) + mark;
    }

    private static String claimed(String system, Evidence evidence) {
        return Figures.decimal(evidence.published().system(system).parameters(), 1) + " M";
    }

    /// The d, if any, with which the preset `paper` rounds to the claimed figure.
    private static String range(String claimed, Evidence evidence) {
        List<Integer> fitting = new ArrayList<>();
        for (int d = 1; d <= 2048; d++) {
            if (Figures.millions(evidence.programme().count(PAPER.with("embedding", d)))
                    .equals(claimed)) {
                fitting.add(d);
            }
        }
        return fitting.isEmpty() ? "no d up to 2048" : fitting.getFirst() + " to " + fitting.getLast();
    }

    private static Finding tmac(Evidence evidence) {
        String claimed = claimed("TMac", evidence);
        Configuration tmac = Preset.TMAC.configuration();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("preset tmac", evidence.programme().count(tmac));
        counts.put("A20 = no bias", evidence.programme().count(tmac.with("bias", false)));
        counts.put(
                "without what has no gradient",
                sizeWithout("pool\\.video\\.gate|layers\\.3\\.video\\..*", tmac, evidence));
        counts.put("A13 = concat", evidence.programme().count(tmac.with("pooling", "concat")));
        counts.put("A2 = 128", evidence.programme().count(tmac.with("embedding", 128)));
        counts.put("A2 = 512", evidence.programme().count(tmac.with("embedding", 512)));
        Map<String, Boolean> holds = new LinkedHashMap<>();
        counts.forEach(
                (reading, count) -> holds.put(reading, Figures.millions(count).equals(claimed)));
        return Finding.of(
                        holds,
                        Figures.whole(counts.get("preset tmac")) + "; without bias "
                                + Figures.whole(counts.get("A20 = no bias")),
                        "The preset's figure is " + Figures.decimal(counts.get("preset tmac") / 1e6, 3)
                                + " M: cut off instead of rounded it would be Table 1's, too.")
                .with(new Table(
                        "Parameters of TMac; " + claimed + " are claimed",
                        List.of("reading", "parameters", "rounded"),
                        counts.entrySet().stream()
                                .map(count -> List.of(
                                        count.getKey(),
                                        Figures.whole(count.getValue()),
                                        Figures.millions(count.getValue())))
                                .collect(Collectors.toList())));
    }
}
