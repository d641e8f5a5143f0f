package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.ablation.SeedResult;
import org.thgcl.metric.Evaluation;

class BarLineTest {
    private static final Evaluation EVALUATION = new Evaluation(4, 0.5, 0.75, 0.25, List.of(), List.of());

    private static final SeedResult FAILED = new SeedResult(0, "run", "the loss is NaN", 7, -1, null, null);

    private final Clock clock = new Clock();
    private final StringWriter written = new StringWriter();

    private BarLine line(int columns) {
        return new BarLine(new PrintWriter(written), columns, clock);
    }

    /// What is on the terminal at last, line by line: a carriage return goes back to the line's begin, and the rest of
    /// the line is cleared whenever something was written.
    private List<String> screen() {
        return Arrays.stream(written.toString().split(System.lineSeparator()))
                .map(line -> line.substring(line.lastIndexOf('\r') + 1).replaceAll("\u001b\\[\\??[0-9]*[A-Za-z]", ""))
                .toList();
    }

    private long drawings() {
        return written.toString().chars().filter(c -> c == '[').count() / 4; // the bar's and those of three commands
    }

    /// Update 200 of 500 after 20 s, 100 updates made before.
    private String training(int columns) {
        TrainingBar bar = new TrainingBar(line(columns));
        bar.begin(100, 500);
        bar.validation(150, EVALUATION, true);
        clock.goOn(Duration.ofSeconds(20));
        bar.update(200, 1.25, 0.005, 320);
        return screen().getLast();
    }

    @Test
    void fields_are_dropped_by_width_rate_first_then_speed_then_time() {
        assertThat(training(120))
                .isEqualTo(bar(14, 23) + " 200/500 loss 1.25 mAP 0.500 best 1:00 left 0:20 elapsed 320 clips/s "
                        + "rate 0.0050");
        assertThat(training(100))
                .isEqualTo(bar(11, 18) + " 200/500 loss 1.25 mAP 0.500 best 1:00 left 0:20 elapsed 320 clips/s");
        assertThat(training(80)).isEqualTo(bar(8, 13) + " 200/500 loss 1.25 mAP 0.500 best 1:00 left 0:20 elapsed");
        assertThat(training(70)).isEqualTo(bar(9, 15) + " 200/500 loss 1.25 mAP 0.500 best 1:00 left");
        assertThat(training(60)).isEqualTo(bar(9, 15) + " 200/500 loss 1.25 mAP 0.500 best");
    }

    private static String bar(int done, int rest) {
        return "[" + "#".repeat(done) + ".".repeat(rest) + "]";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 60, 61, 79, 80, 81, 100, 119, 120, 200, 1000})
    void a_bar_has_at_least_20_cells_and_the_line_fits(int columns) {
        String shown = training(columns);
        assertThat(shown).matches("\\[[#.]{20,60}].*");
        assertThat(shown.length()).isLessThan(Math.max(columns, 23));
    }

    @Test
    void the_line_is_drawn_at_most_every_200_ms() {
        BarLine line = line(80);
        line.begin(0, 100);
        assertThat(drawings()).isOne();
        for (int i = 1; i <= 40; i++) {
            clock.goOn(Duration.ofMillis(10));
            line.update(i, List.of(), List.of());
        }
        assertThat(drawings()).isEqualTo(3);
        assertThat(screen()).last().asString().contains("40/100");
    }

    @Test
    void the_end_shows_the_last_state_and_nothing_comes_after_it() {
        BarLine line = line(80);
        line.begin(0, 100);
        line.update(99, List.of("run 9/9"), List.of());
        line.end();
        assertThat(screen()).hasSize(1).last().asString().contains("] 99/100 run 9/9 0:00 left 0:00 elapsed");
        String before = written.toString();
        assertThat(before).endsWith(System.lineSeparator());
        line.update(100, List.of(), List.of());
        line.end();
        assertThat(written).hasToString(before);
    }

    @Test
    void a_note_stands_above_the_line() {
        BarLine line = line(80);
        line.say("before");
        line.begin(0, 10);
        line.say("between");
        line.end();
        line.say("after");
        assertThat(screen()).hasSize(4);
        assertThat(screen().get(0)).isEqualTo("before");
        assertThat(screen().get(1)).isEqualTo("between");
        assertThat(screen().get(2)).startsWith("[..").contains("0/10");
        assertThat(screen().get(3)).isEqualTo("after");
    }

    @Test
    void only_a_validation_that_is_the_best_is_called_so() {
        TrainingBar bar = new TrainingBar(line(120));
        bar.begin(0, 10);
        bar.validation(1, EVALUATION, false);
        bar.update(1, 1.25, 0.005, 320);
        bar.end(1);
        assertThat(screen()).last().asString().contains("mAP 0.500 ").doesNotContain("best");
    }

    @Test
    void a_sweep_has_the_same_bar_below_its_lines() {
        SweepProgressDisplay display = new SweepProgressDisplay(new PrintWriter(written), line(80), clock);
        display.begin(2, 1, 200);
        clock.goOn(Duration.ofSeconds(10));
        display.update(100, 1);
        display.ended("full seed 0", FAILED);
        display.end();
        assertThat(screen())
                .containsExactly(
                        "2 runs to make, 1 made before.",
                        "run 1/2  full seed 0: the loss is NaN  at most 0:10 left",
                        bar(19, 19) + " 100/200 run 1/2 0:10 left 0:10 elapsed");
    }

    @Test
    void runs_that_go_on_side_by_side_and_runs_that_failed_are_counted() {
        SweepProgressDisplay display = new SweepProgressDisplay(new PrintWriter(written), line(80), clock);
        display.begin(5, 0, 500);
        display.standing(3, 0);
        clock.goOn(Duration.ofSeconds(10));
        display.standing(2, 1);
        display.update(100, 1);
        display.ended("full seed 0", FAILED);
        display.end();
        assertThat(screen()).contains("run 1/5  full seed 0: the loss is NaN, 2 running, 1 failed  at most 0:40 left");
        assertThat(screen().getLast()).contains("100/500 run 1/5, 2 running, 1 failed 0:40 left");
    }

    @Test
    void a_sweep_without_a_terminal_has_lines_alone() {
        SweepProgressDisplay display = new SweepProgressDisplay(new PrintWriter(written), null, clock);
        display.begin(1, 0, 200);
        display.update(200, 1);
        display.ended("full seed 0", FAILED);
        display.end();
        assertThat(written.toString().lines())
                .containsExactly("1 run to make, 0 made before.", "run 1/1  full seed 0: the loss is NaN");
    }
}
