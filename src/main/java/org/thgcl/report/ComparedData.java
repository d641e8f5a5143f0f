package org.thgcl.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.thgcl.page.Html;
import org.thgcl.page.Section;
import org.thgcl.training.DataIdentity;

/// The data of several runs.
record ComparedData(List<ComparedRun> runs) implements Section {
    private static final int DIGITS = 16;

    @Override
    public String id() {
        return "data";
    }

    @Override
    public String title() {
        return "Data";
    }

    @Override
    public String html() {
        Set<String> roles = new LinkedHashSet<>();
        runs.forEach(run -> roles.addAll(run.data().keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (ComparedRun run : runs) {
            List<String> row = new ArrayList<>(List.of(Html.text(run.name())));
            for (String role : roles) {
                DataIdentity content = run.data().get(role);
                row.add(content == null ? "–" : cell(content));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("run"));
        header.addAll(roles);
        return verdict() + Html.words("Clips, and the first digits of the SHA-256 of their content", header, rows);
    }

    private static String cell(DataIdentity content) {
        return String.format(
                Locale.ROOT,
                "%,d clips, %s",
                content.clips(),
                Html.code(content.sha256().substring(0, DIGITS)));
    }

    private String verdict() {
        if (runs.stream().anyMatch(run -> run.data().isEmpty())) {
            return Html.note("At least one run doesn't name its data, so it is unknown whether they are the same.");
        }
        boolean same = runs.stream().map(ComparedRun::data).distinct().count() == 1;
        boolean sameSplit = runs.stream()
                        .map(run -> List.of(
                                run.configuration().training().seed(),
                                run.configuration().split().fractions(),
                                run.configuration().split().stratified()))
                        .distinct()
                        .count()
                == 1;
        if (!same) {
            return Html.note("The runs had different data: their results can't be compared.");
        }
        return sameSplit
                ? Html.paragraph("All runs had the same data in the same parts.")
                : Html.note("The runs had the same data. Unless each part was a separate file, the parts differ "
                        + "(seed, fractions or stratified differ).");
    }
}
