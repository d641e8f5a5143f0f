package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.page.ShellWord;
import org.thgcl.report.ModelCard;
import org.thgcl.report.Program;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.training.ConfigurationFile;
import org.thgcl.training.Models;
import org.thgcl.training.Progress;
import org.thgcl.training.RunData;
import org.thgcl.training.RunFolder;
import org.thgcl.training.RunResult;
import org.thgcl.training.Signals;
import org.thgcl.training.StartingPoint;
import org.thgcl.training.Trainer;
import org.thgcl.training.TrainingData;
import org.thgcl.training.TrainingStoppedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl train`: learns from HDF5 files.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "thgcl train --train=FILE [--test=FILE] [OPTION]...",
        description = {"Trains a model on clips in an HDF5 file (docs/data.md), then tests it.", ""},
        footer = {
            "",
            "Examples:",
            "  thgcl train --train clips.h5 --preset small --out runs/first",
            "  thgcl train --train train.h5 --test test.h5 --set standardise=true",
            "  thgcl train --train mine.h5 --from runs/first --out runs/mine",
            "  thgcl train runs/first --resume"
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "Folder of a run to continue, with --resume.")
    private Path run;

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description = "Training clips. Alone, they are split by --fractions.")
    private Path train;

    @Option(names = "--validation", paramLabel = "FILE", description = "Validation clips. Default: part of --train.")
    private Path validation;

    @Option(names = "--test", paramLabel = "FILE", description = "Test clips.")
    private Path test;

    @Option(
            names = "--fractions",
            paramLabel = "A,B,C",
            description = "Training, validation, test. Default: 0.7,0.1,0.2.")
    private String fractions;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random. Default: 1024.")
    private Long seed;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            description = "float64 (default) or float32.")
    private DType dtype;

    @Mixin
    private ComputeOptions compute;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the run. Default: runs/NAME-seedN.")
    private Path out;

    @Option(names = "--from", paramLabel = "RUN", description = "Begin from parameters and settings of a run.")
    private Path from;

    @Option(names = "--tensorboard", description = "Write events for TensorBoard, too.")
    private boolean tensorBoard;

    @Option(names = "--resume", description = "Continue RUN (or the run in --out).")
    private boolean resume;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireSense();
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = ProgressDisplay.on(err);
        try (Workers workers = compute.workers();
                TrainingData data = data();
                Signals signals = new Signals(progress::note)) {
            Optional<StartingPoint> given = from == null ? Optional.empty() : Optional.of(StartingPoint.read(from));
            Configuration configuration = configuration(data.train(), given);
            RunFolder folder = new RunFolder(folder(configuration), tensorBoard);
            Split.Parts parts = data.parts(configuration);
            Trainer trainer = new Trainer(
                    configuration,
                    parts,
                    folder,
                    Kernels.of(configuration.training().dtype(), workers),
                    progress);
            (given.isEmpty() && resume ? StartingPoint.ofBegun(folder) : given).ifPresent(trainer::from);
            ConfigurationWarnings.of(configuration).forEach(progress::note);
            try {
                summarise(trainer.run(resume, signals, new ModelCard(folder, configuration, parts)), folder);
            } catch (TrainingStoppedException stopped) {
                err.println(stopped.getMessage() + "; go on with: " + Program.command() + " train "
                        + ShellWord.of(folder.path()) + " --resume" + compute.again());
                err.flush();
                return Thgcl.STOPPED;
            }
        }
        return Thgcl.DONE;
    }

    private void requireSense() {
        require(
                run == null || resume,
                "RUN is a run to go on with; add --resume, or name clips to begin with: --train");
        require(run == null || out == null, "RUN and --out both name a folder; give one of them");
        require(run != null || train != null, "clips to learn from are missing: --train FILE");
        require(train != null || (validation == null && test == null), "--validation and --test go with --train only");
        require(run == null || from == null, "RUN goes on from its own parameters; --from is for a run that begins");
        require(
                fractions == null || (validation == null && test == null),
                "--fractions splits --train alone, not along with --validation or --test");
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /// The clips given, or those that the run has been given.
    private TrainingData data() throws IOException {
        if (train != null) {
            return new TrainingData(train, validation, test);
        }
        RunFolder folder = new RunFolder(run);
        RunData known = RunData.read(folder)
                .orElseThrow(() -> new IllegalArgumentException(
                        run + ": doesn't say which clips the run was given; add --train FILE"));
        return ChosenClips.open(folder, known, "--train FILE");
    }

    private Configuration configuration(DataSet data, Optional<StartingPoint> point) throws IOException {
        Map<String, Object> before = Map.of();
        if (run != null) {
            before = ConfigurationFile.read(new RunFolder(run).configuration());
        } else if (point.isPresent() && !settings.hasPreset(spec)) {
            before = ConfigurationFile.parse(point.get().configuration().toYaml());
        }
        Map<String, Object> given = settings.given(before);
        if (fractions != null) {
            SettingsOptions.check("--fractions", Models.all().getFirst().keys(), "fractions", fractions);
            given.put("fractions", fractions);
        }
        if (seed != null) {
            given.put("seed", seed);
        }
        if (dtype != null) {
            given.put("dtype", dtype);
        }
        Map<String, Object> changes = new LinkedHashMap<>(ClipShape.sizes(data));
        changes.putAll(given);
        return settings.configuration(changes);
    }

    private Path folder(Configuration configuration) {
        if (run != null || out != null) {
            return run == null ? out : run;
        }
        String name = train.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return Path.of("runs", name + "-seed" + configuration.training().seed());
    }

    private void summarise(RunResult result, RunFolder folder) {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable("", "mAP", "AUC", "accuracy");
        row(table, "validation", result.validation());
        if (result.test() != null) {
            row(table, "test", result.test());
        }
        out.print(table);
        out.printf(
                Locale.ROOT,
                "%nbest of %d iterations: %d; %,d parameters%n%s%.1f s in all%n",
                result.iterations(),
                result.bestIteration(),
                result.parameters(),
                pace(result),
                result.seconds());
        String name = ShellWord.of(folder.path());
        out.println("written to " + folder.path() + "; what to do next:");
        next(
                out,
                result.test() == null ? "every class of the validation part" : "every class of the test part",
                "evaluate " + name);
        next(out, "the scores of each of its clips", "predict " + name + " --out scores.csv");
        next(out, "a page on the run", "report " + name);
        out.flush();
    }

    /// How fast updates were made; nothing if the run had ended before.
    private static String pace(RunResult result) {
        return Double.isNaN(result.secondsPerIteration())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.3f s per iteration, %.0f clips/s, ",
                        result.secondsPerIteration(),
                        result.clipsPerSecond());
    }

    private static void next(PrintWriter out, String purpose, String arguments) {
        out.println("  # " + purpose + "\n  " + Program.command() + " " + arguments);
    }

    private static void row(TextTable table, String part, RunResult.Metrics metrics) {
        table.row(part, metrics.map(), metrics.auc(), metrics.accuracy());
    }
}
