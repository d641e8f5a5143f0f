package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.DataSet;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Progress;
import org.thgcl.training.RunFolder;
import org.thgcl.training.Trainer;
import org.thgcl.training.TrainingData;

@Tag("slow")
class EffectiveConfigurationTest {
    private static final Map<String, Object> OTHER = Map.ofEntries(
            Map.entry("video_span", 2),
            Map.entry("video_dilation", 1),
            Map.entry("cross_span", 1),
            Map.entry("cross_dilation", 2),
            Map.entry("cross_layers", "last"),
            Map.entry("current", "source"),
            Map.entry("primes", "clip"),
            Map.entry("contrast", "segments"),
            Map.entry("audio_hop_seconds", 0.1),
            Map.entry("video_hop_seconds", 0.3),
            Map.entry("alignment", "hops"),
            Map.entry("hops", List.of(0, 1, 2, 3, 4, 5, 6, 7)),
            Map.entry("cross_weight", "tmac"),
            Map.entry("noise", "logit"),
            Map.entry("position", "neighbour"),
            Map.entry("sign", -1),
            Map.entry("tau_place", "inside"),
            Map.entry("tau", 0.3),
            Map.entry("noise_draw", "once_per_graph"),
            Map.entry("fusion", "multiply"),
            Map.entry("negative_slope", 0.7),
            Map.entry("graph_embedding", "concat"),
            Map.entry("temperature", 0.1),
            Map.entry("negatives", "with_positive"),
            Map.entry("weight_contrastive", 0.7),
            Map.entry("warmup_iterations", 5),
            Map.entry("warmup_factor", 0.3),
            Map.entry("steps", List.of(2)),
            Map.entry("step_factor", 0.7),
            Map.entry("momentum", 0.2),
            Map.entry("beta1", 0.2),
            Map.entry("beta2", 0.5),
            Map.entry("epsilon", 0.1));

    @TempDir
    private static Path folder;

    private static int runs;

    /// The synthetic clips without their video.
    private record Sounds(PlantedEvents clips) implements DataSet {
        @Override
        public String name() {
            return "sounds";
        }

        @Override
        public int size() {
            return clips.size();
        }

        @Override
        public int audioSegments() {
            return clips.audioSegments();
        }

        @Override
        public int audioFeatures() {
            return clips.audioFeatures();
        }

        @Override
        public int videoSegments() {
            return 0;
        }

        @Override
        public int videoFeatures() {
            return 0;
        }

        @Override
        public List<String> classes() {
            return clips.classes();
        }

        @Override
        public int label(int clip) {
            return clips.label(clip);
        }

        @Override
        public String id(int clip) {
            return clips.id(clip);
        }

        @Override
        public void readAudio(int clip, float[] into, int offset) {
            clips.readAudio(clip, into, offset);
        }

        @Override
        public void readVideo(int clip, float[] into, int offset) {
            // there is none
        }
    }

    /// A sweep on clips without video.
    static final SweepData SOUNDS = new SweepData() {
        private final DataSet sounds = new Sounds(new PlantedEvents(SmallSweep.CLIPS));

        @Override
        public Map<String, Integer> sizes() {
            return ClipShape.sizes(sounds);
        }

        @Override
        public Split.Parts parts(Configuration c) {
            return TrainingData.split(sounds, c);
        }

        @Override
        public DataFacts facts() {
            return new DataFacts("sounds", true, 80, 4, 12, 0, "split by the seed", Map.of(), "sounds");
        }

        @Override
        public DataSource source() {
            throw new UnsupportedOperationException("runs on these clips are made here alone");
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private static String numbers(Configuration c) throws IOException {
        RunFolder run = new RunFolder(folder.resolve("run " + runs++));
        SweepData data = c.clips().hasVideo() ? new SyntheticClips(SmallSweep.CLIPS) : SOUNDS;
        try (Workers workers = Workers.one()) {
            Kernels kernels = Kernels.of(c.training().dtype(), workers);
            new Trainer(c, data.parts(c), run, kernels, Progress.SILENT).run(false);
        }
        return Files.readString(run.metrics());
    }

    private static Configuration base(Map<String, Object> changes) {
        return SmallSweep.table2(5)
                .base()
                .with("iterations", 3)
                .with("validate_every", 1)
                .with(changes);
    }

    /// Configurations in which something holds that takes the effect from other settings.
    private static Stream<Configuration> circumstances() {
        return Stream.of(
                base(Map.of()),
                base(Map.of("video_segments", 0, "video_features", 0)),
                base(Map.of("fusion", "none")),
                base(Map.of("cross_weight", "gaussian")),
                base(Map.of("noise", "none", "tau", 0.5)),
                base(Map.of("intra_weight", "tmac", "boundary", "clip")),
                base(Map.of("layers", 1, "cross_span", 1)),
                base(Map.of("weight_contrastive", 0)),
                base(Map.of("optimiser", "sgd")));
    }

    /// The proof of all rules: each setting that is said to have no effect is changed, and every loss and metric
    /// stays the same to the last bit.
    @TestFactory
    Stream<DynamicTest> a_setting_without_effect_changes_no_bit() {
        return circumstances().flatMap(c -> OTHER.keySet().stream()
                .sorted()
                .filter(key -> EffectiveConfiguration.whyWithoutEffect(c, key).isPresent())
                // hops must suit the video: without any they are only to be empty
                .filter(key -> c.clips().hasVideo() || !key.equals("hops"))
                .map(key -> DynamicTest.dynamicTest(
                        key + ": "
                                + EffectiveConfiguration.whyWithoutEffect(c, key)
                                        .orElseThrow(),
                        () -> {
                            Configuration changed = c.with(key, key.equals("alignment") ? "hops" : OTHER.get(key));
                            assertThat(changed).isNotEqualTo(c);
                            assertThat(numbers(changed)).isEqualTo(numbers(c));
                            assertThat(EffectiveConfiguration.of(changed)).isEqualTo(EffectiveConfiguration.of(c));
                        })));
    }

    @Test
    void a_setting_with_effect_is_left_alone() throws IOException {
        Configuration c = base(Map.of("tau", 0.5));
        for (String key :
                List.of("cross_weight", "noise", "sign", "fusion", "temperature", "beta1", "graph_embedding")) {
            assertThat(EffectiveConfiguration.whyWithoutEffect(c, key)).as(key).isEmpty();
            Configuration changed = c.with(key, OTHER.get(key));
            assertThat(EffectiveConfiguration.of(changed)).isNotEqualTo(EffectiveConfiguration.of(c));
            assertThat(numbers(changed)).as(key).isNotEqualTo(numbers(c));
        }
    }

    @Test
    void the_source_is_another_current_node_where_the_ends_of_the_clip_cut_neighbourhoods() throws IOException {
        Configuration c = base(Map.of("boundary", "clip"));
        Configuration source = c.with("current", "source");
        assertThat(EffectiveConfiguration.whyWithoutEffect(c, "current")).isEmpty();
        assertThat(EffectiveConfiguration.of(source)).isNotEqualTo(EffectiveConfiguration.of(c));
        assertThat(numbers(source)).isNotEqualTo(numbers(c));
    }

    @Test
    void every_key_of_a_rule_is_tried() {
        Set<String> tried = circumstances()
                .flatMap(c -> Preset.PAPER.configuration().keys().all().stream()
                        .filter(key ->
                                EffectiveConfiguration.whyWithoutEffect(c, key).isPresent()))
                .filter(key -> !key.equals("checkpoint_minutes")) // time, which no test depends on
                .collect(Collectors.toSet());
        assertThat(tried).isEqualTo(OTHER.keySet());
    }

    @Test
    void a_sweep_says_that_the_source_is_the_same_and_does_not_run_it() throws IOException {
        VariantResult source = SmallSweep.of(SmallSweep.against(Map.of("current", "source")), 0, 1)
                .runOnce(SmallSweep.ALONE)
                .variant("other");
        assertThat(source.sameAs()).isEqualTo("base");
        assertThat(source.sameBecause()).startsWith("boundary is shift");
        assertThat(source.comparison()).isNull();
        assertThat(SmallSweep.of(SmallSweep.against(Map.of("current", "source")), 0, 1).plan("p").stream()
                        .map(PlannedRun::key)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void variants_that_cant_differ_are_run_once_and_said_to_be_the_same() throws IOException {
        Ablation ablation = new Ablation(StandardSweeps.table2(), SOUNDS, SmallSweep.BASE, List.of(0L, 1L));
        AblationResult result = ablation.runOnce(SmallSweep.ALONE);
        VariantResult gaussian = result.variant("both Gaussian");
        assertThat(gaussian.sameAs()).isEqualTo("Gaussian & Hawkes");
        assertThat(gaussian.sameBecause()).isEqualTo("the clips have no video");
        assertThat(gaussian.comparison()).isNull();
        assertThat(gaussian.runs())
                .isEqualTo(result.variant("Gaussian & Hawkes").runs());
        assertThat(result.variant("both Hawkes").sameAs()).isNull();
        assertThat(result.findings())
                .anyMatch(sentence -> sentence.contains("'both Gaussian' can't be told from 'Gaussian & Hawkes'"))
                .anyMatch(sentence -> sentence.contains("corrected for 1 comparison"))
                .anyMatch(sentence -> sentence.contains("no video"));
        assertThat(ablation.plan("p").stream().map(PlannedRun::key).distinct()).hasSize(4);
    }

    @Test
    void variants_that_turn_out_the_same_are_said_to_be_observed_so() throws IOException {
        // more patience than there are validations
        AblationResult result =
                SmallSweep.of(SmallSweep.against(Map.of("patience", 50)), 0, 1).runOnce(SmallSweep.ALONE);
        VariantResult other = result.variant("other");
        assertThat(other.sameAs()).isEqualTo("base");
        assertThat(other.sameBecause()).contains("agree to the last bit");
        assertThat(other.comparison()).isNull();
    }
}
