package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thgcl.metric.Evaluation;
import org.thgcl.training.Progress;

class ProgressDisplayTest {
    private static final Evaluation EVALUATION = new Evaluation(4, 0.5, 0.75, 0.25, List.of(), List.of());

    /// Shows 400 updates with a validation in the middle.
    private static void show(Progress progress) {
        progress.note("a note");
        progress.begin(100, 500);
        for (int iteration = 101; iteration <= 500; iteration++) {
            progress.update(iteration, 1.25, 0.005, 320);
            if (iteration == 300) {
                progress.validation(iteration, EVALUATION, true);
            }
        }
        progress.end(500);
    }

    @Test
    void without_a_terminal_a_validation_is_a_line_and_an_update_is_not() {
        StringWriter err = new StringWriter();
        show(new ProgressLines(new PrintWriter(err), new Clock()));
        assertThat(err.toString().lines())
                .containsExactly(
                        "a note", "iteration 300/500  validation mAP 0.5000  AUC 0.7500  accuracy 0.2500  best so far");
    }

    @Test
    void without_a_terminal_an_update_is_a_line_after_ten_seconds_of_silence() {
        StringWriter err = new StringWriter();
        Clock clock = new Clock();
        ProgressLines lines = new ProgressLines(new PrintWriter(err), clock);
        lines.begin(0, 100);
        clock.goOn(Duration.ofMillis(9_999));
        lines.update(9, 1.25, 0.005, 320);
        assertThat(err.toString()).isEmpty();
        clock.goOn(Duration.ofMillis(1));
        lines.update(10, 1.25, 0.005, 320);
        lines.update(11, 1.25, 0.005, 320);
        assertThat(err.toString().lines())
                .containsExactly("iteration 10/100  loss 1.2500  rate 0.00500  320 clips/s  at most 1:30 left");
    }

    @Test
    void lines_are_the_default() {
        assertThat(ProgressDisplay.on(new PrintWriter(new StringWriter()))).isInstanceOf(ProgressLines.class);
    }

    @Test
    void the_time_left_goes_by_the_pace_of_this_part_of_the_run() {
        // 10 updates in 20 s, 30 to go
        assertThat(ProgressDisplay.left(Duration.ofSeconds(20), 100, 110, 140)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void times_read_like_a_clock() {
        assertThat(ProgressDisplay.clock(Duration.ofSeconds(59))).isEqualTo("0:59");
        assertThat(ProgressDisplay.clock(Duration.ofSeconds(61))).isEqualTo("1:01");
        assertThat(ProgressDisplay.clock(Duration.ofSeconds(3 * 3600 + 5))).isEqualTo("3:00:05");
    }
}
