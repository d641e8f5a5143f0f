package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.thgcl.file.Work;

class WorkDisplayTest {
    private final Clock clock = new Clock();
    private final StringWriter written = new StringWriter();
    private final PrintWriter err = new PrintWriter(written);

    /// Ten steps of the given time.
    private Void work(String name, Duration step) {
        try (Work work = Work.begin(name, 10)) {
            for (int i = 0; i < 10; i++) {
                clock.goOn(step);
                work.step();
            }
        }
        return null;
    }

    @Test
    void what_is_over_within_two_seconds_is_not_shown() {
        Work.shown(new WorkDisplay(err, null, clock), () -> work("reading", Duration.ofMillis(199)));
        Work.shown(
                new WorkDisplay(err, new BarLine(err, 80, clock), clock),
                () -> work("reading", Duration.ofMillis(199)));
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void longer_work_is_a_line_after_two_seconds_and_every_ten() {
        Work.shown(new WorkDisplay(err, null, clock), () -> work("reading", Duration.ofSeconds(2)));
        assertThat(written.toString().lines()).containsExactly("reading 1 of 10", "reading 6 of 10");
    }

    @Test
    void much_short_work_adds_up() {
        Work.shown(new WorkDisplay(err, null, clock), () -> {
            work("reading", Duration.ofMillis(150));
            return work("scoring", Duration.ofMillis(150));
        });
        assertThat(written.toString().lines()).containsExactly("scoring 4 of 10");
    }

    @Test
    void time_between_two_pieces_of_work_does_not_count() {
        Work.shown(new WorkDisplay(err, null, clock), () -> {
            clock.goOn(Duration.ofMinutes(1));
            work("reading", Duration.ofMillis(150));
            clock.goOn(Duration.ofMinutes(1));
            return work("scoring", Duration.ofMillis(40));
        });
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void on_a_terminal_it_is_a_bar_that_ends_with_its_line() {
        WorkDisplay display = new WorkDisplay(err, new BarLine(err, 80, clock), clock);
        Work.shown(display, () -> work("reading", Duration.ofSeconds(1)));
        assertThat(written.toString())
                .contains("] 2/10 reading 0:00 elapsed", "] 10/10 reading 0:08 elapsed")
                .endsWith(System.lineSeparator());
    }

    @Test
    void of_work_within_work_the_outer_is_shown_also_when_only_the_inner_goes_on() {
        Work.shown(new WorkDisplay(err, null, clock), () -> {
            try (Work outer = Work.begin("auditing", 3)) {
                outer.step();
                work("training", Duration.ofSeconds(1));
                outer.step();
            }
            return work("writing", Duration.ofMillis(1));
        });
        assertThat(written.toString().lines()).containsExactly("auditing 1 of 3, training 2 of 10");
    }

    @Test
    void work_that_fails_ends_its_bar_and_is_forgotten() {
        WorkDisplay display = new WorkDisplay(err, new BarLine(err, 80, clock), clock);
        assertThatIllegalStateException()
                .isThrownBy(() -> Work.shown(display, () -> {
                    try (Work work = Work.begin("reading", 3)) {
                        clock.goOn(Duration.ofSeconds(3));
                        work.step();
                        throw new IllegalStateException("broken");
                    }
                }));
        assertThat(written.toString()).endsWith(System.lineSeparator());
        String before = written.toString();
        Work.shown(display, () -> work("writing", Duration.ofMillis(1)));
        assertThat(written).hasToString(before);
    }

    @Test
    void without_a_display_nobody_is_told() {
        work("reading", Duration.ofSeconds(10));
        Work.shown(new WorkDisplay(err, null, clock), () -> {
            return Work.shown(Work.Display.NONE, () -> work("reading", Duration.ofSeconds(10)));
        });
        assertThat(written.toString()).isEmpty();
    }
}
