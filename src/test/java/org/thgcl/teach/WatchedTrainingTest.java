package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Split;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Progress;
import org.thgcl.training.RunFolder;
import org.thgcl.training.Trainer;

class WatchedTrainingTest {
    private static final int UPDATES = 12;

    private final PlantedClips clips = new PlantedClips();
    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    @Test
    void losses_are_those_of_the_trainer(@TempDir Path folder) throws IOException {
        Map<String, Object> keys = new LinkedHashMap<>(ClipShape.sizes(clips.events()));
        keys.putAll(TrainingFigure.SMALL);
        keys.putAll(Map.of(
                "batch", 24, "learning_rate", 0.005, "iterations", UPDATES, "validate_every", UPDATES, "seed", 1024));
        Configuration configuration = Preset.PAPER.configuration().with(keys);
        Split.Parts parts = new Split.Parts(clips.train(), clips.test(), clips.test());
        List<Double> losses = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
                losses.add(loss);
            }
        };
        new Trainer(configuration, parts, new RunFolder(folder.resolve("run")), kernels, progress).run(false);

        assertThat(learnt(kernels).losses()).hasSize(UPDATES).isEqualTo(losses);
    }

    @Test
    void plain_loops_learn_the_same() {
        assertThat(learnt(Kernels.plain(DType.FLOAT64))).isEqualTo(learnt(kernels));
    }

    @Test
    void what_was_learnt_is_read_as_it_was_written() {
        Learnt learnt = learnt(kernels);
        Learnt read = Learnt.of(
                Facts.of(new Facts(Map.of("run", learnt.rows())).text()).rows("run"));
        assertThat(read.losses()).isEqualTo(learnt.losses());
        assertThat(read.confusion()).isEqualTo(learnt.confusion());
        assertThat(read.heard()).hasSameSizeAs(learnt.heard());
        assertThat(Math.abs(read.seen().get(7).get(11) - learnt.seen().get(7).get(11)))
                .isLessThanOrEqualTo(5e-5);
    }

    @Test
    void attention_sums_to_one_and_each_test_clip_is_counted() {
        Learnt learnt = learnt(kernels);
        // a sum of 24 numbers up to 1 has 24 roundings of at most 2^-53
        assertThat(learnt.heard()).hasSize(8).allSatisfy(row -> assertThat(Math.abs(sum(row) - 1))
                .isLessThanOrEqualTo(24 * 0x1p-53));
        assertThat(learnt.confusion().stream()
                        .mapToInt(row -> row.stream().mapToInt(count -> count).sum())
                        .sum())
                .isEqualTo(clips.test().size());
    }

    private static double sum(List<Double> row) {
        return row.stream().mapToDouble(part -> part).sum();
    }

    private Learnt learnt(Kernels some) {
        WatchedTraining training = new WatchedTraining(TrainingFigure.settings(false), clips, some);
        for (int update = 0; update < UPDATES; update++) {
            training.step();
        }
        return training.learnt();
    }
}
