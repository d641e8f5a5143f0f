package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.SystemsSweep;
import org.thgcl.ablation.VariantResult;
import org.thgcl.audit.Table1;
import org.thgcl.baseline.ParameterCount;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// The paper's Table 1 beside the counts of this program and, where they were trained, the scores.
///
/// @param rows of the table
/// @param result of the systems that were trained; `null` if none was
record Table1Section(List<Table1.Row> rows, AblationResult result) implements Section {
    private static final String TRAIN = Html.missing("No system was trained for this page.", Program.in("""
        tools/thgcl table1 --train clips.h5 --out runs/table1
        tools/thgcl report --table1 runs/table1/ablation.json\
        """));

    private static final String HERE =
            Html.small("&#8220;Here&#8221; are the mean and the standard deviation over seeds" + " of the sweep "
                    + SystemsSweep.NAME + " under Ablations.");

    Table1Section {
        rows = List.copyOf(rows);
    }

    @Override
    public String id() {
        return "table1";
    }

    @Override
    public String title() {
        return "The systems of Table 1";
    }

    @Override
    public String html() {
        List<List<String>> sizes = new ArrayList<>();
        List<List<String>> scores = new ArrayList<>();
        List<List<String>> includes = new ArrayList<>();
        for (Table1.Row row : rows) {
            String name = Html.text(row.printed().name());
            sizes.add(List.of(
                    name,
                    String.format(Locale.ROOT, "%.1f", row.printed().parameters()),
                    number(row.count().map(ParameterCount::all)),
                    row.agreement().word(),
                    number(row.count().map(ParameterCount::used)),
                    number(row.count().map(ParameterCount::unused)),
                    number(row.count().map(ParameterCount::frozen))));
            includes.add(List.of(name, Html.text(row.includes())));
            scores.add(scores(name, row));
        }
        return Html.table(
                        "Parameters",
                        List.of("", "printed, millions", "counted", "agrees", "used", "unused", "frozen"),
                        sizes)
                + Html.small("Used parameters are trained and act on the scores. Unused ones are in the published"
                        + " program and act on nothing. A count agrees if it rounds to the printed number.")
                + Html.folded(
                        "What is counted of each system",
                        Html.words("What is counted", List.of("", "is counted"), includes))
                + (result == null ? Html.folded("The printed scores", scores(scores)) + TRAIN : scores(scores) + HERE);
    }

    /// The table of scores, with those of this program if there are any.
    private String scores(List<List<String>> rows) {
        List<String> header = List.of("", "classes", "own mAP", "paper mAP", "paper AUC", "mAP here", "AUC here");
        int shown = header.size() - (result == null ? 2 : 0);
        return Html.table(
                        "Scores",
                        header.subList(0, shown),
                        rows.stream().map(row -> row.subList(0, shown)).toList())
                + Html.small("Classes are those of the system's own paper: 33 with one label a clip, or 527 with"
                        + " several. Scores of different tasks can't be compared.");
    }

    private List<String> scores(String name, Table1.Row row) {
        Optional<VariantResult> here = Optional.ofNullable(result)
                .flatMap(trained -> trained.find(row.printed().name()));
        return List.of(
                name,
                row.classes().map(String::valueOf).orElse(""),
                String.join(", ", row.ownMaps().stream().map(String::valueOf).toList()),
                String.format(Locale.ROOT, "%.1f", row.printed().map()),
                Double.isNaN(row.printed().auc())
                        ? ""
                        : String.format(Locale.ROOT, "%.3f", row.printed().auc()),
                here.map(v -> String.format(
                                Locale.ROOT,
                                "%.1f ± %.1f",
                                100 * v.map().mean(),
                                100 * v.map().deviation()))
                        .orElse(""),
                here.map(v -> String.format(Locale.ROOT, "%.3f", v.auc().mean()))
                        .orElse(""));
    }

    private static String number(Optional<Long> count) {
        return count.map(n -> String.format(Locale.ROOT, "%,d", n)).orElse("");
    }
}
