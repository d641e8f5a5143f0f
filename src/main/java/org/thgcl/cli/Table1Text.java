package org.thgcl.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.VariantResult;
import org.thgcl.audit.Table1;
import org.thgcl.baseline.ParameterCount;

/// The paper's Table 1 on a terminal, and for programs.
final class Table1Text {
    private Table1Text() {}

    /// Two tables, sizes and scores, then what each count includes.
    ///
    /// @param result of the trained systems; `null` if none was trained
    static String of(List<Table1.Row> rows, AblationResult result) {
        TextTable sizes = new TextTable("system", "printed M", "counted", "used", "unused", "frozen", "agrees");
        TextTable scores =
                new TextTable("system", "classes", "own mAP", "paper mAP", "paper AUC", "mAP here", "sd", "AUC here");
        WrappedTable includes = new WrappedTable(18, 60);
        for (Table1.Row row : rows) {
            Optional<ParameterCount> count = row.count();
            sizes.row(
                    row.printed().name(),
                    String.format(Locale.ROOT, "%.1f", row.printed().parameters()),
                    number(count.map(ParameterCount::all)),
                    number(count.map(ParameterCount::used)),
                    number(count.map(ParameterCount::unused)),
                    number(count.map(ParameterCount::frozen)),
                    row.agreement().word());
            Optional<VariantResult> here = here(row, result);
            scores.row(
                    row.printed().name(),
                    row.classes().map(String::valueOf).orElse("-"),
                    row.ownMaps().isEmpty()
                            ? "-"
                            : String.join(
                                    ", ",
                                    row.ownMaps().stream().map(String::valueOf).toList()),
                    String.format(Locale.ROOT, "%.1f", row.printed().map()),
                    Double.isNaN(row.printed().auc())
                            ? "-"
                            : String.format(Locale.ROOT, "%.3f", row.printed().auc()),
                    here.map(v -> percent(v.map().mean())).orElse(""),
                    here.map(v -> percent(v.map().deviation())).orElse(""),
                    here.map(v -> String.format(Locale.ROOT, "%.3f", v.auc().mean()))
                            .orElse(""));
            includes.row(row.printed().name(), row.includes());
        }
        return sizes + "\n" + scores + "\nWhat a count includes:\n" + includes;
    }

    private static String number(Optional<Long> count) {
        return count.map(n -> String.format(Locale.ROOT, "%,d", n)).orElse("-");
    }

    private static String percent(double part) {
        return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * part);
    }

    /// What was trained here of a row.
    private static Optional<VariantResult> here(Table1.Row row, AblationResult result) {
        return Optional.ofNullable(result)
                .flatMap(trained -> trained.find(row.printed().name()));
    }

    /// The same for programs.
    ///
    /// @param result of the trained systems; `null` if none was trained
    static Map<String, Object> json(List<Table1.Row> rows, AblationResult result) {
        List<Object> table = new ArrayList<>();
        for (Table1.Row row : rows) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("system", row.printed().name());
            json.put("printed_map", row.printed().map());
            json.put(
                    "printed_auc",
                    Double.isNaN(row.printed().auc()) ? null : row.printed().auc());
            json.put("printed_millions", row.printed().parameters());
            row.count().ifPresent(count -> {
                json.put("counted", count.all());
                json.put("used", count.used());
                json.put("head", count.head());
                json.put("unused", count.unused());
                json.put("frozen", count.frozen());
            });
            json.put("agrees", row.agreement().word());
            json.put("includes", row.includes());
            row.classes().ifPresent(classes -> json.put("classes", classes));
            json.put("own_map", row.ownMaps());
            here(row, result).ifPresent(here -> {
                json.put("map_here", here.map());
                json.put("auc_here", here.auc());
            });
            table.add(json);
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("about", "Table 1 of arXiv 2509.14893, counted by this program");
        page.put("rows", table);
        return page;
    }
}
