package org.thgcl.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.statistics.ClipComparison;
import org.thgcl.statistics.ClipScores;
import org.thgcl.statistics.Resampling;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.MetricsHistory;

/// The runs of a sweep turned into its result.
///
/// @param planned all runs, seed by seed
/// @param records what they gave
/// @param scores test scores of a sweep with one seed; empty otherwise
record SweepEvaluation(
        Ablation ablation, List<PlannedRun> planned, Map<RunKey, RunRecord> records, Map<RunKey, Tensor> scores) {
    /// Level of all confidence intervals.
    static final double CONFIDENCE = Resampling.CONFIDENCE;

    AblationResult result() {
        Sweep sweep = ablation.sweep();
        List<VariantResult> variants = new ArrayList<>();
        for (int variant = 0; variant < sweep.variants().size(); variant++) {
            variants.add(variant(variant));
        }
        variants = HolmCorrection.within(variants);
        PlannedRun first = planned.getFirst();
        AblationResult silent = new AblationResult(
                sweep.name(),
                sweep.about(),
                ablation.data().facts(),
                ablation.base().toYaml(),
                first.key().program(),
                ablation.base().text("dtype"),
                ablation.seeds(),
                sweep.reference(),
                CONFIDENCE,
                variants,
                sweep.notes(),
                List.of());
        return silent.with(Findings.of(silent));
    }

    private VariantResult variant(int index) {
        List<RunRecord> runs = runs(index).map(run -> records.get(run.key())).toList();
        List<SeedResult> results = new ArrayList<>();
        for (int seed = 0; seed < runs.size(); seed++) {
            results.add(runs.get(seed).seedResult(ablation.seeds().get(seed)));
        }
        Optional<Same> same = same(index);
        boolean asReference =
                index == reference() || (same.isPresent() && same.get().variant() == reference());
        return new VariantResult(
                name(index),
                changes(index),
                same.map(s -> name(s.variant())).orElse(null),
                same.map(Same::because).orElse(null),
                unpaired(index),
                results,
                summary(results, run -> run.test().map()),
                summary(results, run -> run.test().auc()),
                summary(results, run -> run.test().accuracy()),
                asReference ? null : Comparison.of(maps(index), maps(reference()), CONFIDENCE),
                asReference ? null : overClips(index),
                curve(runs, SweepEvaluation::losses),
                curve(runs, validations(validation -> validation.metrics().map())),
                curve(runs, validations(MetricsHistory.Validation::crossEntropy)));
    }

    private Stream<PlannedRun> runs(int variant) {
        return planned.stream().filter(run -> run.variant() == variant);
    }

    private String name(int variant) {
        return ablation.sweep().variants().get(variant).name();
    }

    private int reference() {
        List<String> names = ablation.sweep().variants().stream()
                .map(variant -> variant.name())
                .toList();
        return names.indexOf(ablation.sweep().reference());
    }

    private double[] maps(int variant) {
        return runs(variant)
                .mapToDouble(run -> records.get(run.key()).test().map())
                .toArray();
    }

    /// The comparison over the test clips; `null` where a run has no scores or the test clips differ.
    private ClipComparison overClips(int index) {
        Tensor variant = scores(index);
        Tensor reference = scores(reference());
        if (variant == null || reference == null) {
            return null;
        }
        Subset test = ablation.data().parts(configuration(index)).test();
        if (!sameClips(test, ablation.data().parts(configuration(reference())).test())) {
            return null;
        }
        return ClipComparison.of(
                ClipScores.of(reference, test.labels()),
                ClipScores.of(variant, test.labels()),
                Resampling.of(Resampling.USUAL));
    }

    private Tensor scores(int variant) {
        return scores.get(runs(variant).findFirst().orElseThrow().key());
    }

    private static Summary summary(List<SeedResult> results, ToDoubleFunction<SeedResult> metric) {
        return Summary.of(results.stream().mapToDouble(metric).toArray());
    }

    private Configuration configuration(int variant) {
        return runs(variant).findFirst().orElseThrow().configuration();
    }

    private Map<String, String> changes(int variant) {
        return difference(configuration(variant), ablation.base());
    }

    /// The settings in which one configuration differs from another, with its own values.
    private static Map<String, String> difference(Configuration c, Configuration other) {
        Map<String, String> difference = new LinkedHashMap<>();
        List<String> own = c.keys().all();
        c.differences(other).stream().filter(own::contains).forEach(key -> difference.put(key, c.text(key)));
        return difference;
    }

    /// A variant whose runs are the same as another one's.
    private record Same(int variant, String because) {}

    /// The variant that another one is the same as: the reference, or else the first that stands before it.
    private Optional<Same> same(int index) {
        if (index == reference()) {
            return Optional.empty();
        }
        List<Integer> others = new ArrayList<>(List.of(reference()));
        for (int other = 0; other < index; other++) {
            others.add(other);
        }
        for (int other : others) {
            List<RunKey> keys = runs(index).map(PlannedRun::key).toList();
            List<RunKey> otherKeys = runs(other).map(PlannedRun::key).toList();
            if (keys.equals(otherKeys)) {
                return Optional.of(new Same(other, because(configuration(index), configuration(other))));
            }
            boolean observed = true;
            for (int seed = 0; seed < keys.size(); seed++) {
                observed &= records.get(keys.get(seed)).sameNumbers(records.get(otherKeys.get(seed)));
            }
            if (observed) {
                return Optional.of(new Same(other, "every loss and every metric of every seed agree to the last bit"));
            }
        }
        return Optional.empty();
    }

    private static String because(Configuration c, Configuration other) {
        String reasons = difference(c, other).keySet().stream()
                .flatMap(
                        key -> EffectiveConfiguration.whyWithoutEffect(c, key)
                                .or(() -> EffectiveConfiguration.whyWithoutEffect(other, key))
                                .stream())
                .distinct()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "the settings are the same" : reasons;
    }

    /// What a variant doesn't share with the reference at the same seed.
    private List<String> unpaired(int index) {
        Configuration c = configuration(index);
        Configuration reference = configuration(reference());
        List<String> unpaired = new ArrayList<>();
        if (!sameSplit(ablation.data().parts(c), ablation.data().parts(reference))) {
            unpaired.add("the split");
        }
        if (c.training().batch() != reference.training().batch()
                || c.training().repeatThreshold() != reference.training().repeatThreshold()) {
            unpaired.add("the batches");
        }
        if (!Parameters.shapes(c).equals(Parameters.shapes(reference))) {
            unpaired.add("all initial parameters");
        }
        return unpaired;
    }

    private static boolean sameSplit(Split.Parts a, Split.Parts b) {
        return sameClips(a.train(), b.train())
                && sameClips(a.validation(), b.validation())
                && sameClips(a.test(), b.test());
    }

    private static boolean sameClips(Subset a, Subset b) {
        return Arrays.equals(a.clips(), b.clips());
    }

    private static Curve curve(List<RunRecord> runs, Function<MetricsHistory, Map<Integer, Double>> values) {
        return Curve.of(runs.stream().map(run -> values.apply(run.history())).toList());
    }

    private static Map<Integer, Double> losses(MetricsHistory history) {
        Map<Integer, Double> losses = new TreeMap<>();
        history.updates().forEach(update -> losses.put(update.iteration(), update.loss()));
        return losses;
    }

    private static Function<MetricsHistory, Map<Integer, Double>> validations(
            ToDoubleFunction<MetricsHistory.Validation> quantity) {
        return history -> {
            Map<Integer, Double> values = new TreeMap<>();
            history.validations()
                    .forEach(validation -> values.put(validation.iteration(), quantity.applyAsDouble(validation)));
            return values;
        };
    }
}
