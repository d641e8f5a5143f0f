package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;

class TrainingFigureTest {
    private final PlantedClips clips = new PlantedClips();
    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());
    private final Learnt a = learnt(false, 3);
    private final Learnt b = learnt(true, 3);
    private final TrainingFigure figure = new TrainingFigure(clips, kernels, a, b);
    private final Values values = Values.initial(figure);

    private Learnt learnt(boolean other, int updates) {
        WatchedTraining training = new WatchedTraining(TrainingFigure.settings(other), clips, kernels);
        for (int update = 0; update < updates; update++) {
            training.step();
        }
        return training.learnt();
    }

    @Test
    void at_first_it_shows_what_was_learnt_when_the_page_was_written() {
        assertThat(figure.draw(values).answer())
                .startsWith("After 3 updates A tells " + percent(a) + " of 80 test clips' classes, and B, with"
                        + " adjacency row, " + percent(b) + "; chance is 12.5 %.");
        assertThat(figure.draw(values).html())
                .contains("A gives the event " + onEvent(a) + " and B " + onEvent(b) + ".");
    }

    /// The attention to the sound of the clip that is shown first, where its event is on.
    private String onEvent(Learnt learnt) {
        boolean[] on = clips.events().heard(clips.test().clip(clips.examples().get(3)));
        double share = IntStream.range(0, on.length)
                .filter(k -> on[k])
                .mapToDouble(k -> learnt.heard().get(3).get(k))
                .sum();
        return Math.round(100 * share) + " %";
    }

    @Test
    void a_race_trains_both_runs_as_they_train_alone() {
        for (int step = 0; step < WatchedTraining.EVERY; step++) {
            assertThat(figure.step(values.with("run", true))).isTrue();
        }
        assertThat(figure.draw(values).answer())
                .startsWith(
                        "After 10 updates A tells " + percent(learnt(false, 10)) + " of 80 test clips' classes, and B,"
                                + " with adjacency row, " + percent(learnt(true, 10)) + ";");
    }

    @Test
    void another_setting_begins_run_b_anew_which_then_overtakes_what_a_has() {
        figure.step(values);
        figure.step(values);
        Values changed = values.with("fusion", "none");
        assertThat(figure.draw(changed).answer())
                .startsWith("After 2 updates A ")
                .contains("B, with adjacency row and fusion none, has made 0 updates");
        figure.step(changed);
        assertThat(figure.draw(changed).answer())
                .startsWith("After 2 updates A ")
                .contains("after 1;");
        figure.step(changed);
        figure.step(changed);
        assertThat(figure.draw(changed).answer())
                .startsWith("After 3 updates A ")
                .doesNotContain("after 1;");
    }

    @Test
    void another_clip_begins_nothing_anew() {
        figure.step(values);
        figure.step(values.with("clip", 5));
        assertThat(figure.draw(values).answer()).startsWith("After 2 updates A ");
    }

    private static String percent(Learnt learnt) {
        return Math.round(100 * learnt.accuracy()) + " %";
    }
}
