package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.file.Json;
import org.thgcl.golden.CaseVerdict;
import org.thgcl.golden.KindSummary;
import org.thgcl.golden.Verification;
import org.thgcl.golden.Verifier;
import org.thgcl.golden.suite.SuiteMistakes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl golden verify`: recomputes golden files.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Recomputes every case of golden files, from nothing but the file, and compares outputs and gradients.",
            ""
        },
        footer = {"", "Examples:", "  thgcl golden verify golden", "  thgcl golden verify theirs.json --json"})
final class GoldenVerifyCommand implements Callable<Integer> {
    /// The type to compute in.
    enum Precision {
        F64,
        F32
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Golden files, and folders: every *.json below counts, but for *.schema.json, kinds.json and"
                    + " audit.json.")
    private List<Path> paths;

    @Option(
            names = "--json",
            description =
                    "Print {\"passed\", \"files\", \"kinds\", \"failures\", \"errors\", \"verdicts\"} instead of the"
                            + " table.")
    private boolean json;

    @Option(
            names = "--dtype",
            paramLabel = "f64",
            defaultValue = "F64",
            description = "Precision to compute in: f64 alone, the reference.")
    private Precision precision;

    @Mixin
    private ProfileOption tolerances;

    /// Read before the command runs.
    @Mixin
    KernelOption kernels;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (precision == Precision.F32) {
            throw new IllegalArgumentException(
                    "--dtype: f32 isn't available, golden files are recomputed in float64 alone; leave the option out");
        }
        Verification found = Verifier.verify(paths, new SuiteMistakes(), tolerances.profile());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.page(page(found)) : text(found));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        found.errors().forEach(error -> Failures.report(err, new IllegalArgumentException(error)));
        if (!found.errors().isEmpty()) {
            return Thgcl.USAGE;
        }
        return found.passed() ? Thgcl.DONE : Thgcl.FAILED;
    }

    private static String text(Verification found) {
        StringBuilder text = new StringBuilder();
        if (found.cases() > 0) {
            text.append(table(found)).append('\n');
        }
        found.failures().forEach(failure -> text.append(failure).append('\n'));
        text.append(found.files() + " files, " + found.cases() + " cases, " + found.comparisons() + " comparisons: ");
        if (found.passed()) {
            text.append("all passed");
        } else {
            text.append(found.failed() + " failed");
            text.append(found.cases() == 0 ? ", there was nothing to verify" : "");
            int errors = found.errors().size();
            text.append(errors == 0 ? "" : ", " + errors + " files or cases could not be verified");
        }
        if (found.notCovered() > 0) {
            text.append("; " + found.notCovered() + " cases with inputs that float32 can't hold are left out");
        }
        return text.append('\n').toString();
    }

    private static TextTable table(Verification found) {
        TextTable table = new TextTable("kind", "cases", "comparisons", "largest error", "relative", "result");
        for (KindSummary kind : found.kinds()) {
            table.row(
                    kind.kind(),
                    kind.cases(),
                    kind.comparisons(),
                    String.format(Locale.ROOT, "%.2g", kind.absolute()),
                    String.format(Locale.ROOT, "%.2g", kind.relative()),
                    kind.passed() ? "passed" : kind.failed() + " failed");
        }
        return table;
    }

    private static Map<String, Object> page(Verification found) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("passed", found.passed());
        page.put("files", found.files());
        page.put("cases", found.cases());
        page.put("comparisons", found.comparisons());
        page.put("failed", found.failed());
        page.put("not_covered", found.notCovered());
        page.put("kinds", found.kinds());
        page.put("failures", found.failures().stream().map(FailureFields::of).toList());
        page.put("errors", found.errors());
        page.put(
                "verdicts",
                found.verdicts().stream().map(GoldenVerifyCommand::verdict).toList());
        return page;
    }

    private static Map<String, Object> verdict(CaseVerdict verdict) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", verdict.file());
        fields.put("index", verdict.index());
        fields.put("case", verdict.id());
        fields.put("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT));
        return fields;
    }
}
