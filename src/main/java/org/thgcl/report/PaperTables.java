package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.VariantResult;
import org.thgcl.audit.Published;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// The paper's Table 1 and Table 2 with what a reproduction gave beside each figure.
///
/// @param table1 result of the sweep of this name
/// @param table2 likewise
record PaperTables(AblationResult table1, AblationResult table2) implements Section {
    private static final List<String> HEADER = List.of("", "paper mAP", "paper AUC", "mAP", "AUC");

    @Override
    public String id() {
        return "paper";
    }

    @Override
    public String title() {
        return "The paper's figures and this run's";
    }

    @Override
    public String html() {
        return Html.table("Table 1", HEADER, first())
                + Html.small(
                        "The paper gives one row for THGCL: its text says d = 128, its number of parameters is that of"
                                + " d = 512. &#8220;Not here yet&#8221;: this program can't train the system. Mean over"
                                + " the seeds ± standard deviation.")
                + Html.table("Table 2", HEADER, second());
    }

    private List<List<String>> first() {
        List<List<String>> rows = new ArrayList<>();
        for (Published.Contender system : Published.figures().table1()) {
            List<VariantResult> ours = table1.variants().stream()
                    .filter(variant -> variant.name().startsWith(system.name()))
                    .toList();
            if (ours.isEmpty()) {
                rows.add(row(system.name(), system.map(), system.auc(), "not here yet", ""));
            }
            ours.forEach(variant -> rows.add(row(variant, system.map(), system.auc())));
        }
        return rows;
    }

    private List<List<String>> second() {
        List<List<String>> rows = new ArrayList<>();
        List<Published.TemporalType> lines = Published.figures().table2();
        for (int k = 0; k < lines.size(); k++) {
            rows.add(row(
                    table2.variants().get(k), lines.get(k).map(), lines.get(k).auc()));
        }
        return rows;
    }

    private static List<String> row(VariantResult variant, double map, double auc) {
        String ours = variant.map().runs() == 0
                ? "failed"
                : Html.unbroken(Html.number(variant.map().mean()) + " ± "
                        + Html.number(variant.map().deviation()));
        return row(variant.name(), map, auc, ours, Html.number(variant.auc().mean()));
    }

    private static List<String> row(String name, double map, double auc, String ourMap, String ourAuc) {
        String published = String.format(Locale.ROOT, "%.3f", map / 100);
        return List.of(Html.text(name), published, Html.number(auc), ourMap, ourAuc);
    }
}
