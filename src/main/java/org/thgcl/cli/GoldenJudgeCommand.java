package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import org.thgcl.golden.Conformance;
import org.thgcl.golden.Judge;
import org.thgcl.golden.ResultsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl golden judge`: compares what another implementation computed with a suite.
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares the results of another implementation with the numbers of a suite, case by case. A wrong number"
                    + " that a typical mistake gives is named. docs/golden.md describes the file of results.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 every case passed, 1 a case failed or is missing, 2 the results don't fit the suite.",
            "",
            "Examples:",
            "  thgcl golden judge results.json",
            "  thgcl golden judge results.json --only cases/gaussian_weight.json",
            "  thgcl golden judge results.json --out conformance"
        })
final class GoldenJudgeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULTS", description = "File of results, format thgcl-results/1.")
    private Path results;

    @Option(
            names = "--suite",
            paramLabel = "DIR",
            defaultValue = "golden",
            description = "Folder of the suite. Default: ${DEFAULT-VALUE}.")
    private Path suite;

    @Option(
            names = "--only",
            paramLabel = "FILE",
            split = ",",
            description = "Files of the suite to judge, such as cases/gaussian_weight.json. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the report, conformance.txt and conformance.json; made if missing.")
    private Path out;

    @Mixin
    private ProfileOption tolerances;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (out != null && !only.isEmpty()) {
            throw new IllegalArgumentException("--out: the report is about the whole suite; leave out --only");
        }
        if (out != null) {
            Destination.folder(out);
        }
        Conformance found = Judge.judge(suite, only, ResultsReader.read(results), tolerances.profile());
        String text = ConformanceReport.text(found);
        if (out != null) {
            AtomicFile.write(out.resolve("conformance.txt"), text);
            AtomicFile.write(out.resolve("conformance.json"), Json.page(ConformanceReport.page(found)));
        }
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(text);
        if (!only.isEmpty()) {
            terminal.println("Judged only: " + String.join(", ", only));
        }
        terminal.flush();
        if (!found.errors().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            found.errors().forEach(error -> Failures.report(err, new IllegalArgumentException(error)));
            return Thgcl.USAGE;
        }
        return found.passed() ? Thgcl.DONE : Thgcl.FAILED;
    }
}
