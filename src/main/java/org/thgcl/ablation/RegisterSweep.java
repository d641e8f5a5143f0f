package org.thgcl.ablation;

import static org.thgcl.ablation.StandardSweeps.changes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;

/// The register of open points, one reading changed at a time: what each silent choice is worth. A reading that
/// the base configuration has already isn't a variant.
public final class RegisterSweep {
    private static final int HOPS = CounterRandom.site("ablation.hops");
    private static final int FARTHEST_HOP = 8; // 4.2 on average; TMac's draws: 3.3 on average, 10 at most

    private static final List<String> NOTES = List.of(
            "A1 (hop between audio windows), A22 (after VGGish), A26 (mono and resampling),"
                    + " A27 (rectifier after VGGish), A28 (rounding), A29 (weights of S3D), A30 (frames of a segment),"
                    + " A31 (size of the picture), A32 (order of the colours), A33 (scale of the pixels),"
                    + " A34 (segments of few frames), A35 (after S3D), A36 (pictures from YUV),"
                    + " A37 (recordings not of 10 s): fixed in the features, so not swept.",
            "A3 (meaning of span): its other reading is documented only, so not swept.",
            "A21 (initialisation): has no other reading.",
            "A25 (clips without video): a property of the data, so not swept.",
            "A5's starts were drawn once, up to " + FARTHEST_HOP + " segments off and 4.2 on average; TMac's code draws"
                    + " anew each time, 3.3 off on average.",
            "A39's source changes no width with boundary=shift, so it is swept with boundary=clip, too.",
            "A23 leaves the learning rate as it is, and leaves out TMac's repeat-factor sampling, whose threshold"
                    + " isn't known.");

    private RegisterSweep() {}

    /// The sweep around a configuration, whose sizes must be those of the data.
    public static Sweep of(Configuration base) {
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("as configured", Map.of()));
        for (Variant alternative : alternatives(base)) {
            if (!alternative.of(base).equals(base)) {
                variants.add(alternative);
            }
        }
        return new Sweep(
                "register",
                "How much does each open point of the paper matter, one at a time?",
                "as configured",
                variants,
                NOTES);
    }

    private static List<Variant> alternatives(Configuration base) {
        List<Variant> all = new ArrayList<>();
        each(all, "A2", "embedding", 128, 512);
        each(all, "A4", "boundary", "shift", "clip");
        all.add(new Variant("A5 alignment=timestamp", changes("alignment", "timestamp")));
        all.add(new Variant("A5 alignment=window_time", changes("alignment", "window_time")));
        all.add(new Variant("A5 alignment=hops", changes("alignment", "hops", "hops", hops(base))));
        each(all, "A6", "noise", "ratio", "logit", "none");
        each(all, "A7", "position", "printed", "aligned", "neighbour");
        each(all, "A8", "sign", 1, -1);
        together(all, "A9", "tau_place", "inside");
        together(all, "A9", "tau_place", "outside", "tau", 0.5);
        together(all, "A9", "tau_place", "inside", "tau", 0.5);
        each(all, "A10", "noise_draw", "each_step", "once_per_graph");
        each(all, "A11", "fusion", "add", "multiply", "none");
        each(all, "A12", "normalisation", "graph", "none");
        each(all, "A12", "adjacency", "raw", "row", "symmetric");
        each(all, "A13", "graph_embedding", "sum", "concat", "audio");
        each(all, "A14", "temperature", 0.1, 0.5, 1.0);
        each(all, "A15", "negatives", "printed", "with_positive", "within_modality");
        together(all, "A16", "alpha", 0.5, "gamma", 2);
        together(all, "A16", "alpha", 0.25, "gamma", 2);
        together(all, "A16", "alpha", 1, "gamma", 0);
        each(all, "A17", "schedule", "constant", "warmup_multistep");
        each(all, "A18", "stopping", "map", "map_auc");
        together(all, "A19", "fractions", List.of(0.7, 0.15, 0.15), "stratified", false);
        each(all, "A20", "bias", true, false);
        together(all, "A23", "optimiser", "sgd", "momentum", 0.9, "weight_decay", 1e-4, "norm_penalty", 0.5);
        each(all, "A24", "standardise", false, true);
        each(all, "A38", "primes", "list", "clip", "audio");
        each(all, "A39", "current", "target", "source");
        together(all, "A39", "current", "source", "boundary", "clip");
        each(all, "A40", "contrast", "clips", "segments");
        each(all, "A41", "cross_dilation", 1, 2, 3);
        each(all, "A42", "cross_layers", "every", "last");
        each(all, "A43", "focal_form", "softmax", "sigmoid");
        return all;
    }

    /// A variant for each value of a key.
    private static void each(List<Variant> all, String id, String key, Object... values) {
        for (Object value : values) {
            together(all, id, key, value);
        }
    }

    /// A variant that changes some keys together, named by them.
    private static void together(List<Variant> all, String id, Object... keysAndValues) {
        Map<String, Object> changes = new LinkedHashMap<>(changes(keysAndValues));
        String name = changes.entrySet().stream()
                .map(change -> change.getKey() + "=" + change.getValue())
                .collect(Collectors.joining(" "));
        all.add(new Variant(id + " " + name, changes));
    }

    /// A start for each video node: that of its time stamp, off by up to eight segments at random, within the
    /// clip.
    private static List<Integer> hops(Configuration base) {
        CounterRandom random = new CounterRandom(0);
        // with a span of 1 there is one edge for each video node
        int[] timestamps = CrossModalEdges.of(
                        base.clips().audioSegments(), base.clips().videoSegments(), 1)
                .start();
        return IntStream.range(0, base.clips().videoSegments())
                .map(i -> timestamps[i] + random.below(2 * FARTHEST_HOP + 1, 0, HOPS, i) - FARTHEST_HOP)
                .map(start -> Math.clamp(start, 0, base.clips().audioSegments() - 1))
                .boxed()
                .toList();
    }
}
