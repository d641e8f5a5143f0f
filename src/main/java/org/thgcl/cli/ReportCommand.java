package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.thgcl.audit.Audit;
import org.thgcl.file.WholeFile;
import org.thgcl.report.Report;
import org.thgcl.report.Sweeps;
import org.thgcl.report.TrainedRun;
import org.thgcl.tensor.Workers;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `thgcl report`: one page on the method and on a run.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes one page on the method and on a run: equations with an example in numbers, edge weights in every"
                + " reading, adjacency matrices, the graph of a clip, the audit, ablations, learning curves, results"
                + " by class, embeddings, attention, and all that one needs to repeat it. The page stands alone: it"
                + " opens in a browser and needs neither network nor scripts.",
            "",
            "What isn't given is left out, and the page says which command makes it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl report",
            "  thgcl report --run runs/demo --data runs/demo/demo.h5",
            "  thgcl report --run first --data train.h5 test.h5 --out first.html"
        })
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "DIR", description = "Folder of a run, as train --out has written it.")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..3",
            description = "The files that the run was given, in the order --train, --validation, --test.")
    private List<Path> data = List.of();

    @Option(
            names = "--ablation",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Results of sweeps: ablation.json or lag.json of thgcl ablate.")
    private List<Path> ablations = List.of();

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

    @Override
    public Integer call() throws IOException {
        if (run == null && !data.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--data are the clips of a run: --run is missing");
        }
        Destination.file(out);
        sweeps = Sweeps.read(ablations);
        boolean agrees = true;
        if (run == null) {
            write(null);
        } else {
            try (Workers workers = compute.workers()) {
                agrees = report(workers);
            }
        }
        return agrees ? Thgcl.DONE : Thgcl.FAILED;
    }

    private boolean report(Workers workers) throws IOException {
        if (!Files.isDirectory(run)) {
            throw new NoSuchFileException(run + ": there is no such folder; give --run the folder of a run");
        }
        TrainedRun trained = TrainedRun.read(new RunFolder(run), workers);
        if (data.isEmpty()) {
            write(trained);
            return true;
        }
        boolean tested = trained.result() == null || trained.result().test() != null;
        try (TrainingData files = files(tested)) {
            TrainedRun complete = trained.on(files.parts(trained.configuration()), data);
            write(complete);
            if (!complete.agrees()) {
                spec.commandLine()
                        .getErr()
                        .println("thgcl: the metrics computed from " + data.getLast() + " are not those of "
                                + trained.folder().result() + "; are these the run's files, in the run's order?");
            }
            return complete.agrees();
        }
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
        WholeFile.write(out, new Report(trained, Audit.run(), sweeps, null).html());
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(out.toAbsolutePath().normalize().toUri());
        terminal.flush();
    }
}
