package org.thgcl.ablation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.GatAv;
import org.thgcl.graph.Alignment;
import org.thgcl.graph.Boundary;
import org.thgcl.model.Configuration;
import org.thgcl.optimise.TrainingSettings.Optimisation;
import org.thgcl.optimise.TrainingSettings.Schedule;
import org.thgcl.thgn.ThgnSettings;
import org.thgcl.thgn.ThgnSettings.CrossWeight;
import org.thgcl.thgn.ThgnSettings.IntraWeight;

/// Which settings can't change a run, given the others: all configurations that differ in nothing else give the
/// same bits, so only one of them is run.
final class EffectiveConfiguration {
    private static final List<String> WEIGHT =
            List.of("cross_weight", "noise", "position", "primes", "sign", "tau_place", "tau", "noise_draw");

    private static final List<Rule<ThgnSettings>> NETWORK = List.of(
            new Rule<>("fusion is none: no weight enters GAT-AV", c -> c.fusion() == GatAv.Fusion.NONE, WEIGHT),
            new Rule<>(
                    "cross_weight isn't hawkes",
                    c -> c.crossWeight() != CrossWeight.HAWKES,
                    WEIGHT.subList(1, WEIGHT.size())),
            new Rule<>("noise is none", c -> c.noise() == Eq2HawkesWeight.Noise.NONE, List.of("noise_draw")),
            new Rule<>("tau is 1, and dividing by 1 changes nothing", c -> c.tau() == 1, List.of("tau_place")),
            new Rule<>(
                    "weight_contrastive is 0",
                    c -> c.weightContrastive() == 0,
                    List.of("temperature", "negatives", "contrast")),
            new Rule<>("alignment isn't hops", c -> c.alignment() != Alignment.HOPS, List.of("hops")),
            new Rule<>(
                    "alignment isn't window_time",
                    c -> c.alignment() != Alignment.WINDOW_TIME,
                    List.of("audio_hop_seconds", "video_hop_seconds")),
            new Rule<>(
                    "a video node has one audio node at most, so there is no distance between them",
                    c -> c.crossSpan() <= 1,
                    List.of("cross_dilation")),
            new Rule<>("intra_weight isn't gaussian", c -> c.intraWeight() != IntraWeight.GAUSSIAN, List.of("current")),
            new Rule<>(
                    "boundary is shift: both nodes of an edge have neighbourhoods of one width, and Eq. 1 takes only"
                            + " the width",
                    c -> c.boundary() == Boundary.SHIFT,
                    List.of("current")),
            new Rule<>("there is one layer: it is the last", c -> c.layers() == 1, List.of("cross_layers")));

    /// What holds for every model.
    private static final List<Rule<Configuration>> ALL = List.of(
            new Rule<>(
                    "schedule is constant",
                    c -> c.training().schedule() == Schedule.CONSTANT,
                    List.of("warmup_iterations", "warmup_factor", "steps", "step_factor")),
            new Rule<>("checkpoints change no number", _ -> true, List.of("checkpoint_minutes")),
            new Rule<>("optimiser is adam", c -> c.training().optimiser() == Optimisation.ADAM, List.of("momentum")),
            new Rule<>(
                    "optimiser is sgd",
                    c -> c.training().optimiser() == Optimisation.SGD,
                    List.of("beta1", "beta2", "epsilon")));

    private static final Rule<ThgnSettings> WITHOUT_VIDEO = new Rule<>(
            "the clips have no video",
            _ -> true,
            List.of(
                    "video_span",
                    "video_dilation",
                    "cross_span",
                    "cross_dilation",
                    "alignment",
                    "hops",
                    "audio_hop_seconds",
                    "video_hop_seconds",
                    "cross_weight",
                    "noise",
                    "position",
                    "primes",
                    "sign",
                    "tau_place",
                    "tau",
                    "noise_draw",
                    "cross_layers",
                    "fusion",
                    "negative_slope",
                    "graph_embedding",
                    "temperature",
                    "negatives",
                    "contrast",
                    "weight_contrastive"));

    private EffectiveConfiguration() {}

    /// Keys without effect where something holds.
    private record Rule<T>(String because, Predicate<T> holds, List<String> keys) {}

    /// A setting without effect, and why.
    private record Idle(String key, String because) {}

    private static Stream<Idle> idle(Configuration c) {
        Stream<Idle> general = of(ALL, c);
        if (!(c.settings() instanceof ThgnSettings settings)) {
            return general;
        }
        Stream<Idle> video = c.clips().hasVideo() ? Stream.empty() : of(List.of(WITHOUT_VIDEO), settings);
        return Stream.of(video, of(NETWORK, settings), general).flatMap(idle -> idle);
    }

    private static <T> Stream<Idle> of(List<Rule<T>> rules, T settings) {
        return rules.stream().filter(rule -> rule.holds.test(settings)).flatMap(rule -> rule.keys.stream()
                .map(key -> new Idle(key, rule.because)));
    }

    /// The configuration with each setting that has no effect at its default.
    static Configuration of(Configuration c) {
        Map<String, Object> neutral = new LinkedHashMap<>();
        idle(c).forEach(idle -> neutral.put(idle.key, c.keys().about(idle.key).value()));
        return c.with(neutral);
    }

    /// Why a setting has no effect; empty if it may have one.
    static Optional<String> whyWithoutEffect(Configuration c, String key) {
        return idle(c).filter(idle -> idle.key.equals(key)).map(Idle::because).findFirst();
    }
}
