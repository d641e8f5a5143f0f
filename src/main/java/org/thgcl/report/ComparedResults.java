package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thgcl.page.Html;
import org.thgcl.page.Section;
import org.thgcl.training.RunResult;

/// The results of several runs.
record ComparedResults(List<ComparedRun> runs) implements Section {
    @Override
    public String id() {
        return "results";
    }

    @Override
    public String title() {
        return "Results";
    }

    @Override
    public String html() {
        List<List<String>> rows = runs.stream().map(ComparedResults::row).toList();
        return Html.table(
                        "Metrics of each run's best parameters",
                        List.of(
                                "run",
                                "test mAP",
                                "test AUC",
                                "test accuracy",
                                "validation mAP",
                                "updates",
                                "best after",
                                "parameters"),
                        rows)
                + Html.small("A dash: the run hasn't ended, or wasn't tested. One run of each kind shows little: "
                        + Html.code("thgcl compare") + " measures differences over the clips, "
                        + Html.code("thgcl ablate") + " over several seeds.");
    }

    private static List<String> row(ComparedRun run) {
        List<String> row = new ArrayList<>(List.of(Html.text(run.name())));
        RunResult result = run.result();
        if (result == null) {
            row.addAll(List.of(
                    "–", "–", "–", "–", Integer.toString(run.history().updates().size()), "–", "–"));
            return row;
        }
        RunResult.Metrics test = result.test();
        row.add(test == null ? "–" : Html.number(test.map()));
        row.add(test == null ? "–" : Html.number(test.auc()));
        row.add(test == null ? "–" : Html.number(test.accuracy()));
        row.add(Html.number(result.validation().map()));
        row.add(Integer.toString(result.iterations()));
        row.add(Integer.toString(result.bestIteration()));
        row.add(String.format(Locale.ROOT, "%,d", result.parameters()));
        return row;
    }
}
