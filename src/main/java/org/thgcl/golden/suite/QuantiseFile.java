package org.thgcl.golden.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.features.PcaQuantise;
import org.thgcl.tensor.Shape;

/// The step behind VGGish in its published form: principal components, then 8 bits.
final class QuantiseFile {
    private QuantiseFile() {}

    /// How a number of steps is rounded.
    @FunctionalInterface
    private interface Rounding {
        double of(Definition.Settings s, double q);
    }

    /// The places where programs differ.
    ///
    /// @param transposed whether columns of the matrix are taken instead of its rows
    /// @param sign of the means
    /// @param clipped whether z is clipped
    /// @param steps of the whole range
    /// @param round of a number of steps
    private record Rule(boolean transposed, double sign, boolean clipped, double steps, Rounding round) {
        static final Rule RIGHT = rounded(QuantiseFile::asTheSettingsSay);

        static Rule rounded(Rounding round) {
            return new Rule(false, -1, true, 255, round);
        }

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            double[][] e = in.get("embedding").table();
            double[][] v = in.get("vectors").table();
            double[] mu = in.get("means").data();
            double[] z = new double[e.length * v.length];
            double[] q = new double[z.length];
            boolean turned = transposed && v.length == mu.length;
            for (int p = 0; p < e.length; p++) {
                for (int k = 0; k < v.length; k++) {
                    int at = p * v.length + k;
                    for (int i = 0; i < mu.length; i++) {
                        z[at] += (turned ? v[i][k] : v[k][i]) * (e[p][i] + sign * mu[i]);
                    }
                    q[at] = quantised(s, z[at]);
                }
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("projected", Numbers.of(Shape.of(e.length, v.length), z));
            outputs.put("quantised", Numbers.of(Shape.of(e.length, v.length), q));
            return outputs;
        }

        private double quantised(Definition.Settings s, double z) {
            double low = s.number("minimum");
            double high = s.number("maximum");
            double kept = clipped ? Math.min(Math.max(z, low), high) : z;
            return round.of(s, (kept - low) * (steps / (high - low)));
        }
    }

    private static double asTheSettingsSay(Definition.Settings s, double q) {
        return switch (s.text("rounding")) {
            case "truncate" -> Math.floor(q);
            case "half_even" -> Math.rint(q);
            default -> q;
        };
    }

    static List<Document> all() {
        Document file = new Document("pca_quantise", "pca_quantise", "2.1", PcaQuantise.class, Rule.RIGHT::of)
                .version("2.2.0")
                .reading("A22", "A28")
                .tolerance(
                        1e-12,
                        1e-10,
                        "Sums of at most 6 products below 10 err by 1e-14; no projected value lies so near to where a"
                                + " rounding changes, but for ties, which are exact.")
                .decoy(
                        "transposed",
                        "columns of the matrix instead of rows",
                        new Rule(true, -1, true, 255, QuantiseFile::asTheSettingsSay)::of)
                .decoy("means-added", "means added", new Rule(false, 1, true, 255, QuantiseFile::asTheSettingsSay)::of)
                .decoy("no-means", "means left out", new Rule(false, 0, true, 255, QuantiseFile::asTheSettingsSay)::of)
                .decoy(
                        "not-clipped",
                        "not clipped",
                        new Rule(false, -1, false, 255, QuantiseFile::asTheSettingsSay)::of)
                .decoy(
                        "256-steps",
                        "multiplied by 64 instead of 63.75",
                        new Rule(false, -1, true, 256, QuantiseFile::asTheSettingsSay)::of)
                .decoy("truncated", "truncated instead of rounded (VGGish)", Rule.rounded((_, q) -> Math.floor(q))::of)
                .decoy(
                        "rounded",
                        "rounded instead of truncated (torchvggish)",
                        Rule.rounded((_, q) -> Math.rint(q))::of)
                .decoy("half-up", "halves rounded up", Rule.rounded((_, q) -> Math.floor(q + 0.5))::of);
        Draw draw = new Draw("pca_quantise");
        for (String rounding : List.of("truncate", "half_even", "none")) {
            file.add(draft(rounding, rounding, draw, 4, 4).comment("5 embeddings of 4; some are clipped"));
        }
        file.add(draft("fewer-components", "half_even", draw, 3, 6)
                .comment("6 features, 3 components; a matrix that isn't square"));
        file.add(draft("other-range", "truncate", draw, 4, 4)
                .setting("minimum", -1.0)
                .setting("maximum", 3.0)
                .comment("(z + 1) 63.75"));
        file.add(draft("wide-range", "none", draw, 2, 2)
                .setting("minimum", -0.5)
                .setting("maximum", 0.25)
                .comment("(z + 0.5) 340"));
        file.add(ties("ties-truncated", "truncate").comment("halves are truncated"));
        file.add(ties("ties-to-even", "half_even").comment("halves are rounded to even numbers"));
        file.add(draft("defaults-left-out", "truncate", draw, 4, 4)
                .allLeftOut()
                .comment("without settings: truncated, from -2 to 2"));
        return List.of(file.flag("ties", "exactly between two steps"));
    }

    private static Draft draft(String id, String rounding, Draw draw, int components, int features) {
        return new Draft(id)
                .setting("rounding", rounding)
                .setting("minimum", -2.0)
                .setting("maximum", 2.0)
                .input("embedding", draw.normal(id + "/embedding", 5, features))
                .input("vectors", draw.normal(id + "/vectors", 0.8, components, features))
                .input("means", draw.normal(id + "/means", 0.3, features));
    }

    /// In a range of 255, a step is 1.
    private static Draft ties(String id, String rounding) {
        return new Draft(id)
                .setting("rounding", rounding)
                .setting("minimum", 0.0)
                .setting("maximum", 255.0)
                .input("embedding", Numbers.matrix(3, 2, 1, 2, 3.5, 4, 258, 0.25))
                .input("vectors", Numbers.matrix(2, 2, 1, 0, 0, 1))
                .input("means", Numbers.vector(0.5, -0.5))
                .flag("ties");
    }
}
