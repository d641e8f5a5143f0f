package org.thgcl.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /// The keys of all runs.
    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(run.configuration().keys().all()));
        return keys;
    }

    @Override
    public String html() {
        List<List<String>> rows = new ArrayList<>();
        for (String key : keys()) {
            List<String> values = runs.stream()
                    .map(run -> run.configuration().keys().all().contains(key)
                            ? run.configuration().text(key)
                            : "no such setting")
                    .toList();
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
