package org.thgcl.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.thgcl.golden.Conformance;
import org.thgcl.golden.Conformance.JudgedCase;
import org.thgcl.golden.Conformance.JudgedFile;
import org.thgcl.golden.Conformance.Verdict;
import org.thgcl.golden.Failure;

/// A conformance report for people and for programs.
final class ConformanceReport {
    private static final int SHOWN = 5;

    private ConformanceReport() {}

    /// A table of files, then what failed and what is missing, then one line that says it all.
    static String text(Conformance found) {
        StringBuilder text = new StringBuilder();
        String implementation = found.implementation().replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
        text.append("Results of: " + implementation + "\nSuite:      " + found.suite() + ", tolerances of profile "
                + word(found.profile()) + "\n\n");
        TextTable table = new TextTable("file", "cases", "passed", "failed", "missing", "numbers", "wrong");
        found.files()
                .forEach(file -> table.row(
                        file.file(),
                        file.cases().size(),
                        count(file, Verdict.PASSED),
                        count(file, Verdict.FAILED),
                        count(file, Verdict.MISSING),
                        file.cases().stream().mapToLong(JudgedCase::numbers).sum(),
                        file.cases().stream().mapToLong(JudgedCase::wrong).sum()));
        text.append(table).append('\n');
        found.files().forEach(file -> file.cases().forEach(c -> details(text, file, c)));
        found.errors().forEach(error -> text.append("error: ").append(error).append('\n'));
        text.append(found.count(Verdict.PASSED) + " cases passed, " + found.count(Verdict.FAILED) + " failed, "
                + found.count(Verdict.MISSING) + " missing");
        text.append(found.errors().isEmpty() ? "" : ", " + found.errors().size() + " errors");
        if (found.notCovered() > 0) {
            text.append(", " + found.notCovered() + " left out, as float32 can't hold their inputs");
        }
        String verdict = found.passed() ? "conforms" : "doesn't conform";
        return text.append(": the implementation " + verdict + "\n").toString();
    }

    private static void details(StringBuilder text, JudgedFile file, JudgedCase c) {
        c.failures().stream()
                .limit(SHOWN)
                .forEach(failure -> text.append("failed: ").append(failure).append('\n'));
        if (c.failures().size() > SHOWN) {
            text.append("failed: " + file.file() + ": case '" + c.id() + "': " + c.wrong() + " of " + c.numbers()
                    + " numbers are wrong\n");
        }
        if (!c.missing().isEmpty()) {
            text.append(
                    "missing: " + file.file() + ": case '" + c.id() + "': " + String.join(", ", c.missing()) + "\n");
        }
    }

    private static long count(JudgedFile file, Verdict verdict) {
        return file.cases().stream().filter(c -> c.verdict() == verdict).count();
    }

    /// The same for programs, format `thgcl-conformance/1`.
    static Map<String, Object> page(Conformance found) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("format", "thgcl-conformance/1");
        page.put("suite", found.suite());
        page.put("implementation", found.implementation());
        page.put("profile", word(found.profile()));
        page.put("not_covered", found.notCovered());
        page.put("conforms", found.passed());
        Map<String, Long> cases = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            cases.put(word(verdict), found.count(verdict));
        }
        page.put("cases", cases);
        page.put("files", found.files().stream().map(ConformanceReport::file).toList());
        page.put("errors", found.errors());
        return page;
    }

    private static Map<String, Object> file(JudgedFile file) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("file", file.file());
        page.put("kind", file.kind());
        page.put(
                "cases",
                file.cases().stream().map(ConformanceReport::judgedCase).toList());
        return page;
    }

    private static Map<String, Object> judgedCase(JudgedCase c) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("id", c.id());
        page.put("verdict", word(c.verdict()));
        page.put("numbers", c.numbers());
        page.put("wrong", c.wrong());
        page.put("missing", c.missing());
        page.put("decoys", decoys(c.failures()));
        page.put("failures", c.failures().stream().map(FailureFields::of).toList());
        return page;
    }

    private static Set<String> decoys(List<Failure> failures) {
        Set<String> names = new TreeSet<>();
        failures.stream()
                .filter(failure -> failure.mistake() != null)
                .forEach(failure -> names.add(failure.mistake().decoy().name()));
        return names;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
