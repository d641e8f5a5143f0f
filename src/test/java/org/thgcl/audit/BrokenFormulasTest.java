package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.audit.Losses.Contrastive;
import org.thgcl.audit.Losses.Directions;
import org.thgcl.audit.Published.Contender;
import org.thgcl.audit.Published.OwnScore;
import org.thgcl.audit.Published.TemporalType;
import org.thgcl.audit.Weights.Gaussian;
import org.thgcl.audit.Weights.Hawkes;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.optimise.LearningRate;
import org.thgcl.tensor.Shape;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// A verdict follows from what was computed: with a wrong formula, or another publication, it is another one.
@Tag("slow")
class BrokenFormulasTest {
    private static final Evidence STANDARD = Evidence.standard();
    private static final Hawkes CONSTANT = (reading, p, min, max, xi) -> 0.5;
    private static final Graphs.Cross AT_START = (a, v, span, dilation) -> CrossModalEdges.ofHops(a, span, new int[v]);

    private static final Pipeline.Chunks LATE = (timeline, rate) -> Collections.nCopies(40, List.of(0));

    /// What breaks a claim, and what is found then.
    private record Break(Evidence evidence, Answer asPrinted, Verdict verdict) {}

    @TestFactory
    Stream<DynamicTest> a_broken_formula_changes_the_verdict() {
        Map<String, Break> breaks = breaks();
        return Audit.claims().stream()
                .filter(claim -> breaks.containsKey(claim.id()))
                .map(claim -> DynamicTest.dynamicTest(claim.id(), () -> {
                    Break broken = breaks.get(claim.id());
                    AuditedClaim audited = claim.audit(broken.evidence);
                    AuditedClaim here = claim.audit(STANDARD);
                    assertThat(audited.verdict()).isEqualTo(broken.verdict);
                    assertThat(audited.asPrinted()).isEqualTo(broken.asPrinted);
                    assertThat(List.of(audited.asPrinted(), audited.verdict()))
                            .isNotEqualTo(List.of(here.asPrinted(), here.verdict()));
                }));
    }

    @Test
    void every_claim_that_is_decided_here_is_broken_once() {
        Set<String> decided = Audit.claims().stream()
                .filter(claim -> claim.audit(STANDARD).verdict() != Verdict.CANNOT_BE_CHECKED)
                .map(Claim::id)
                .collect(Collectors.toSet());
        assertThat(breaks().keySet()).isEqualTo(decided);
    }

    private static Map<String, Break> breaks() {
        Map<String, Break> all = new LinkedHashMap<>();
        all.putAll(features());
        all.putAll(graphs());
        all.putAll(weights());
        all.putAll(losses());
        all.putAll(sizes());
        all.putAll(publications());
        all.putAll(rowsOfTable1());
        return all;
    }

    private static Break holds(Evidence evidence) {
        return new Break(evidence, Answer.HOLDS, Verdict.HOLDS);
    }

    /// A claim on whose readings the paper is silent.
    private static Break silent(Evidence evidence, Verdict verdict) {
        return new Break(evidence, Answer.NO_NUMBER, verdict);
    }

    private static Break contradicted(Evidence evidence) {
        return new Break(evidence, Answer.FAILS, Verdict.CONTRADICTED);
    }

    private static Evidence pipeline(String component, Object value) {
        return STANDARD.with(Altered.copy(STANDARD.pipeline(), component, value));
    }

    private static Evidence published(String component, Object value) {
        return STANDARD.with(Altered.copy(STANDARD.published(), component, value));
    }

    private static Map<String, Break> features() {
        return Map.of(
                "log-mel-patch", contradicted(pipeline("patches", (Pipeline.Patches) s -> Shape.of(101, 95, 64))),
                "audio-segments",
                        silent(pipeline("patches", (Pipeline.Patches) s -> Shape.of(101, 96, 64)), Verdict.HOLDS),
                "video-segments", contradicted(published("videoSegments", 41)),
                "feature-sizes",
                        contradicted(pipeline("featureSizes", (Pipeline.FeatureSizes) () -> List.of(128, 512))),
                "chunk-frames", silent(pipeline("chunks", LATE), Verdict.CONTRADICTED),
                "aligned-width",
                        contradicted(pipeline("parameters", (Pipeline.ParameterShapes) c -> Map.of(
                                "projection.audio.weight", Shape.of(128, 128),
                                "projection.video.weight", Shape.of(1024, 64)))));
    }

    private static Map<String, Break> graphs() {
        return Map.of(
                "audio-finer-than-video",
                        silent(
                                neighbourhood((n, s, d, b) -> TemporalNeighbourhood.of(n, s, n == 40 ? 1 : 12, b)),
                                Verdict.CONTRADICTED),
                "spans-fit",
                        silent(
                                neighbourhood((n, s, d, b) -> TemporalNeighbourhood.of(n, s, d, Boundary.CLIP)),
                                Verdict.CONTRADICTED),
                "adjacent-segments", holds(neighbourhood((n, s, d, b) -> TemporalNeighbourhood.of(n, s, 1, b))),
                "cross-modal-timestamps",
                        contradicted(STANDARD.with(new Graphs(STANDARD.graphs().neighbourhood(), AT_START, AT_START))),
                "attention-choice", contradicted(STANDARD.with(Altered.copy(STANDARD.graphs(), "cross", AT_START))),
                "chunks-in-time", silent(pipeline("chunks", LATE), Verdict.CONTRADICTED),
                "eq1-smooth", holds(neighbourhood((n, s, d, b) -> TemporalNeighbourhood.of(n, s, 1, b))));
    }

    private static Evidence neighbourhood(Graphs.Neighbourhood neighbourhood) {
        return STANDARD.with(Altered.copy(STANDARD.graphs(), "neighbourhood", neighbourhood));
    }

    private static Map<String, Break> weights() {
        Hawkes real = STANDARD.weights().hawkes();
        return Map.of(
                "eq1-closer", contradicted(gaussian((i, j, min, max) -> Math.exp(Math.abs(i - j)))),
                "eq1-bell", holds(gaussian((i, j, min, max) -> Math.exp(-(i - j) * (i - j) / 2))),
                "eq1-gaussian-process", holds(gaussian((i, j, min, max) -> i == j ? 1 : 0)),
                "eq2-recent", contradicted(hawkes(CONSTANT)),
                "eq2-closer", contradicted(hawkes(CONSTANT)),
                "eq2-age", holds(hawkes(CONSTANT)),
                "eq2-randomness", contradicted(hawkes(CONSTANT)),
                "eq2-noise",
                        holds(hawkes((reading, p, min, max, xi) -> real.of(
                                new Eq2HawkesWeight(Noise.LOGIT, reading.sign(), reading.place(), reading.tau()),
                                p,
                                min,
                                max,
                                xi))),
                "eq2-tau",
                        holds(hawkes((reading, p, min, max, xi) -> real.of(
                                new Eq2HawkesWeight(reading.noise(), reading.sign(), TauPlace.INSIDE, reading.tau()),
                                p,
                                min,
                                max,
                                xi))),
                "tmac-no-decay",
                        holds(STANDARD.with(new Weights(
                                STANDARD.weights().gaussian(),
                                STANDARD.weights().hawkes(),
                                (p, min, max) -> 0.7))));
    }

    private static Evidence gaussian(Gaussian gaussian) {
        return STANDARD.with(Altered.copy(STANDARD.weights(), "gaussian", gaussian));
    }

    private static Evidence hawkes(Hawkes hawkes) {
        return STANDARD.with(Altered.copy(STANDARD.weights(), "hawkes", hawkes));
    }

    private static Map<String, Break> losses() {
        Contrastive real = STANDARD.losses().contrastive();
        Losses.Focal focal = STANDARD.losses().focal();
        return Map.of(
                "eq4-clips",
                        contradicted(pipeline("samples", (Pipeline.Samples) (c, clips) ->
                                Shape.of(5 * clips, ThgnSettings.of(c).hidden()))),
                "eq4-within-modality", holds(contrastive(always(Negatives.WITHIN_MODALITY))),
                "eq4-simclr", holds(contrastive(always(Negatives.WITH_POSITIVE))),
                "eq4-symmetric",
                        contradicted(contrastive((reading, audio, video) -> {
                            Directions found = real.of(reading, audio, video);
                            return new Directions(found.videoToAudio(), 2 * found.audioToVideo());
                        })),
                "figure3-lowest-loss",
                        silent(contrastive((reading, audio, video) -> new Directions(9, 9)), Verdict.CONTRADICTED),
                "focal-imbalance", holds(focal((reading, p, y, classes) -> (1 + y) * focal.of(reading, p, y, classes))),
                "figure3-scales", silent(focal((reading, p, y, classes) -> 1), Verdict.HOLDS),
                "eq5-weights",
                        contradicted(STANDARD.with(Altered.copy(STANDARD.losses(), "objective", (Losses.Objective)
                                (weights, fl, cl) -> weights.definition(cl, fl)))));
    }

    private static Contrastive always(Negatives negatives) {
        return (reading, audio, video) -> STANDARD.losses()
                .contrastive()
                .of(new Eq4ContrastiveLoss(reading.temperature(), negatives), audio, video);
    }

    private static Evidence contrastive(Contrastive contrastive) {
        return STANDARD.with(Altered.copy(STANDARD.losses(), "contrastive", contrastive));
    }

    private static Evidence focal(Losses.Focal focal) {
        return STANDARD.with(Altered.copy(STANDARD.losses(), "focal", focal));
    }

    private static Map<String, Break> sizes() {
        return Map.of(
                "network-parts", contradicted(shapes(c -> c.with("layers", 5))),
                "table1-thgcl-size",
                        new Break(shapes(c -> c.with("embedding", 512)), Answer.FAILS, Verdict.DEPENDS_ON_READING),
                "table1-tmac-size", contradicted(shapes(c -> c.with("hidden", 600))),
                "learning-rate",
                        holds(pipeline("schedule", (Pipeline.Schedule)
                                c -> new LearningRate.Constant(c.training().learningRate()))),
                "authors-file",
                        contradicted(pipeline("presets", (Pipeline.Presets) preset -> preset == Preset.PAPER
                                ? preset.configuration()
                                : preset.configuration().with("audio_span", 8))),
                "split", holds(pipeline("split", (Pipeline.Sizes) (n, fractions) -> new int[] {82_410, 0, 85_487})));
    }

    /// Shapes of another configuration than the one asked for.
    private static Evidence shapes(UnaryOperator<Configuration> other) {
        return pipeline("parameters", (Pipeline.ParameterShapes) c -> Parameters.shapes(other.apply(c)));
    }

    private static Map<String, Break> publications() {
        List<Contender> table1 = STANDARD.published().table1();
        return Map.of(
                "evaluation-clips", holds(published("testClips", 20_000)),
                "epochs", silent(published("trainingClips", 100), Verdict.HOLDS),
                "code-published", holds(published("repository", List.of("README.md", "train.py"))),
                "table1-best", contradicted(table1(other("TMac", 60, 4.3))),
                "table1-efficiency", contradicted(table1(other("VAED", 60, 2.1))),
                "table1-graphs",
                        holds(table1(table1.stream()
                                .map(row -> row.graphBased() ? row : new Contender(row.name(), 1, row.auc(), 1))
                                .toList())),
                "table1-waveforms", contradicted(table1(other("Wave-Logmel", 50, 81))),
                "table2-numbers",
                        contradicted(published(
                                "table2",
                                List.of(
                                        new TemporalType(1, "one", 57.4, 0.948),
                                        new TemporalType(2, "two", 57.5, 0.942),
                                        new TemporalType(3, "three", 53.5, 0.893)))));
    }

    private static Map<String, Break> rowsOfTable1() {
        List<Contender> table1 = STANDARD.published().table1();
        return Map.of(
                "table1-other-sizes", new Break(table1(counted()), Answer.FAILS, Verdict.DEPENDS_ON_READING),
                "table1-sorted", contradicted(table1(other("AST", 60, 88))),
                "table1-second", contradicted(table1(other("VAED", 60, 2.1))),
                "table1-auc",
                        holds(STANDARD.with(Altered.copy(
                                Altered.copy(
                                        STANDARD.published(),
                                        "table1",
                                        table1.stream()
                                                .map(row -> new Contender(
                                                        row.name(), row.map(), row.map() / 100, row.parameters()))
                                                .toList()),
                                "table2",
                                STANDARD.published().table2().subList(0, 1)))),
                "table1-one-task", holds(published("classes", Map.of("THGCL", 33, "AST", 33))),
                "table1-own-scores", holds(published("ownScores", List.of(new OwnScore("AST", List.of(44.0))))),
                "table1-chance", silent(published("testClips", 400), Verdict.CONTRADICTED),
                "encoders-frozen", contradicted(table1(other("THGCL", 57.4, 100))));
    }

    @Test
    void equal_scores_would_settle_table_2_s_second_line() {
        Evidence equal = published(
                "table2", List.of(new TemporalType(1, "one", 57.4, 0.948), new TemporalType(2, "two", 55.1, 0.937)));
        Claim setup = Audit.claims().stream()
                .filter(claim -> claim.id().equals("table2-tmac-setup"))
                .findFirst()
                .orElseThrow();
        assertThat(setup.audit(equal).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(setup.audit(STANDARD).verdict()).isEqualTo(Verdict.CANNOT_BE_CHECKED);
    }

    private static Evidence table1(List<Contender> rows) {
        return published("table1", rows);
    }

    /// The table with sizes that the counts give, cut off after the first decimal.
    private static List<Contender> counted() {
        return Table1.rows().stream()
                .map(row -> new Contender(
                        row.printed().name(),
                        row.printed().map(),
                        row.printed().auc(),
                        row.count()
                                .map(count -> Math.floorDiv(count.all(), 100_000) / 10.0)
                                .orElse(row.printed().parameters())))
                .toList();
    }

    private static List<Contender> other(String name, double map, double parameters) {
        return STANDARD.published().table1().stream()
                .map(row -> row.name().equals(name) ? new Contender(name, map, row.auc(), parameters) : row)
                .toList();
    }
}
