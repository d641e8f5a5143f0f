package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.data.PlantedEvents;
import org.thgcl.model.Configuration;
import org.thgcl.training.DataIdentity;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.RunResult;

class RunComparisonTest {
    private static final DataIdentity DATA = DataIdentity.of(SampleRun.DATA);
    private static final DataIdentity OTHER = DataIdentity.of(new PlantedEvents(new PlantedEvents.Design(
            4,
            80,
            1.5,
            new PlantedEvents.Size(12, 6),
            new PlantedEvents.Size(8, 7),
            new PlantedEvents.Event(4, 1, 3.0),
            1,
            1.0,
            8)));

    private static ComparedRun run(String name, Map<String, ?> changes, double map, DataIdentity data) {
        Configuration c = SampleRun.configuration().with(changes);
        RunResult.Metrics metrics = new RunResult.Metrics(map, map, map);
        List<MetricsHistory.Update> updates = new ArrayList<>();
        for (int k = 1; k <= 40; k++) {
            updates.add(new MetricsHistory.Update(k, 2.0 / k));
        }
        MetricsHistory history = new MetricsHistory(updates, List.of(new MetricsHistory.Validation(40, metrics, 1.5)));
        RunResult result = new RunResult(metrics, metrics, 40, 40, 1, 1, 1, 12_345, Map.of("train", data), null);
        return new ComparedRun(name, c, history, result, Map.of("train", data));
    }

    @Test
    void the_page_is_well_formed_and_shows_each_run_once() {
        String page = new RunComparison(
                        List.of(run("a<b", Map.of(), 0.25, DATA), run("c", Map.of("tau", 2), 0.5, DATA)))
                .html();
        assertThat(Markup.texts(Markup.parse(page), "h2"))
                .containsExactly("Results", "Learning curves", "Settings that differ", "Data");
        assertThat(page)
                .contains("<th scope=\"row\">a&lt;b</th><td>0.250</td>", "<th scope=\"row\">c</th><td>0.500</td>")
                .contains("12,345");
    }

    @Test
    void as_many_runs_as_anyone_gives_have_a_page() {
        List<ComparedRun> runs = new ArrayList<>();
        for (int k = 0; k < 18; k++) {
            runs.add(run("run " + k, Map.of("seed", k), 0.1, DATA));
        }
        assertThat(new RunComparison(runs).html()).contains("Shown are the first 16 runs.", "run 17");
    }

    @Test
    void a_run_without_an_end_has_dashes() {
        ComparedRun ended = run("ended", Map.of(), 0.25, DATA);
        ComparedRun open = new ComparedRun(
                "open", ended.configuration(), new MetricsHistory(List.of(), List.of()), null, Map.of());
        String page = new RunComparison(List.of(ended, open)).html();
        Markup.parse(page);
        assertThat(page)
                .contains("<th scope=\"row\">open</th><td>–</td>")
                .contains("At least one run doesn't name its data")
                .contains("The runs have the same settings.");
    }

    @Test
    void what_keeps_results_from_being_compared_is_said() {
        ComparedRun run = run("a", Map.of(), 0.25, DATA);
        assertThat(new ComparedData(List.of(run, run("b", Map.of(), 0.3, OTHER))).html())
                .contains("different data: their results can't be compared");
        assertThat(new ComparedData(List.of(run, run("b", Map.of("seed", 4), 0.3, DATA))).html())
                .contains("the parts differ");
        assertThat(new ComparedData(List.of(run, run("b", Map.of(), 0.3, DATA))).html())
                .contains("the same data in the same parts");
    }
}
