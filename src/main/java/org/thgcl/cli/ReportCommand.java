package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.SystemsSweep;
import org.thgcl.audit.Audit;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.report.Report;
import org.thgcl.report.RunComparison;
import org.thgcl.report.Sweeps;
import org.thgcl.report.TrainedRun;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Origin;
import org.thgcl.training.RunData;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl report`: one page on the method and on a run.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes one page on the method and on a run: equations with an example in numbers, edge weights in every"
                + " reading, adjacency matrices, the graph of a clip, the audit, Table 1, ablations, learning curves,"
                + " results by class, embeddings, attention, and all that one needs to repeat it. The page stands"
                + " alone: it opens in a browser and needs neither network nor scripts.",
            "",
            "If an input is missing, the page says which command makes it. With several runs, the "
                    + "page compares their results, the settings in which they differ, and their learning "
                    + "curves.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl report",
            "  thgcl report runs/demo",
            "  thgcl report runs/first runs/second --out both.html",
            "  thgcl report --table1 runs/table1/ablation.json",
            "  thgcl report runs/moved --data train.h5 test.h5 --out moved.html"
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "Folder of a run, written by train. Several runs are compared.")
    private List<Path> runs = new ArrayList<>();

    @Option(names = "--run", paramLabel = "DIR", description = "The same as RUN.")
    private Path named;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..3",
            description = "The run's files in the order --train, --validation, --test, if they were moved. Default: "
                    + "the files noted in the run.")
    private List<Path> data = List.of();

    @Option(
            names = "--ablation",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Results of sweeps: ablation.json or lag.json of thgcl ablate.")
    private List<Path> ablations = List.of();

    @Option(
            names = "--table1",
            paramLabel = "FILE",
            description = "The trained systems of Table 1: ablation.json of thgcl table1 --train. Default: the table "
                    + "with the counts alone.")
    private Path table1;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "The page; an older one is replaced. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    private Sweeps sweeps;
    private AblationResult systems;

    @Override
    public Integer call() throws IOException {
        if (named != null) {
            runs.addFirst(named);
        }
        if (runs.isEmpty() && !data.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--data are the clips of a run: --run is missing");
        }
        Destination.file(out);
        if (runs.size() > 1) {
            return compare();
        }
        sweeps = Sweeps.read(ablations);
        systems = table1 == null ? null : SystemsSweep.read(table1);
        if (runs.isEmpty()) {
            write((TrainedRun) null);
            return Thgcl.DONE;
        }
        try (Workers workers = compute.workers()) {
            return report(new RunFolder(runs.getFirst()), workers) ? Thgcl.DONE : Thgcl.FAILED;
        }
    }

    private int compare() throws IOException {
        if (!data.isEmpty() || !ablations.isEmpty() || table1 != null) {
            throw new ParameterException(
                    spec.commandLine(), "--data, --ablation and --table1 go with one run, not with " + runs.size());
        }
        write(RunComparison.read(runs).html());
        return Thgcl.DONE;
    }

    private boolean report(RunFolder run, Workers workers) throws IOException {
        ModelFile.requireRun(run.path());
        Optional<RunData> known = RunData.read(run);
        if (known.map(RunData::origin).filter(Origin::imported).isPresent()) {
            throw new IllegalArgumentException(
                    run.path() + ": was imported, not trained; a page shows how a run was trained");
        }
        TrainedRun trained = TrainedRun.read(run, workers);
        if (data.isEmpty() && (known.isEmpty() || !isThere(run, known.get()))) {
            write(trained);
            return true;
        }
        boolean tested = trained.result() == null || trained.result().test() != null;
        try (TrainingData files = data.isEmpty() ? ChosenClips.open(run, known.get(), "--data FILE") : files(tested)) {
            Split.Parts parts = files.parts(trained.configuration());
            if (data.isEmpty()) {
                for (Map.Entry<String, DataSet> set : RunData.byRole(parts).entrySet()) {
                    known.get().requireSame(set.getKey(), set.getValue(), InstantSource.system());
                }
            }
            TrainedRun complete = trained.on(parts, data.isEmpty() ? known.get().paths(run) : data);
            write(complete);
            if (!complete.agrees()) {
                spec.commandLine()
                        .getErr()
                        .println("thgcl: the metrics computed from "
                                + complete.clips().files().getLast() + " are not those of "
                                + trained.folder().result() + "; are these the run's files, in the run's order?");
            }
            return complete.agrees();
        }
    }

    /// Whether the run's files are where they were; if not, it is said.
    private boolean isThere(RunFolder run, RunData known) {
        List<Path> missing =
                known.paths(run).stream().filter(file -> !Files.exists(file)).toList();
        if (!missing.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(run.path() + ": its data were in " + missing.getFirst()
                            + ", where there is no file any more; the page goes without clips (--data FILE adds them)");
        }
        return missing.isEmpty();
    }

    /// The files in their roles: of two, the second is the test file if the run was tested.
    private TrainingData files(boolean tested) {
        Path second = data.size() > 1 ? data.get(1) : null;
        return switch (data.size()) {
            case 1 -> new TrainingData(data.getFirst(), null, null);
            case 2 -> new TrainingData(data.getFirst(), tested ? null : second, tested ? second : null);
            default -> new TrainingData(data.getFirst(), second, data.get(2));
        };
    }

    private void write(TrainedRun trained) throws IOException {
        write(new Report(trained, Audit.run(), systems, sweeps, null).html());
    }

    private void write(String page) throws IOException {
        AtomicFile.write(out, page);
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(out.toAbsolutePath().normalize().toUri());
        terminal.flush();
    }
}
