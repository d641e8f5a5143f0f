package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.model.Configuration;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// The settings in which several runs differ.
record ComparedSettings(List<ComparedRun> runs) implements Section {
    @Override
    public String id() {
        return "settings";
    }

    @Override
    public String title() {
        return "Settings that differ";
    }

    @Override
    public String html() {
        List<List<String>> rows = new ArrayList<>();
        for (String key : Configuration.SETTINGS.keys()) {
            List<String> values =
                    runs.stream().map(run -> run.configuration().text(key)).toList();
            if (values.stream().distinct().count() > 1) {
                List<String> row = new ArrayList<>(List.of(Html.code(key)));
                values.forEach(value -> row.add(Html.text(value)));
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            return Html.paragraph("The runs have the same settings.");
        }
        List<String> header = new ArrayList<>(List.of("setting"));
        runs.forEach(run -> header.add(run.name()));
        return Html.words("All others are the same", header, rows);
    }
}
