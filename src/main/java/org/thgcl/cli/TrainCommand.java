package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.data.DataSet;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.training.DataFit;
import org.thgcl.training.Progress;
import org.thgcl.training.Result;
import org.thgcl.training.RunFolder;
import org.thgcl.training.Trainer;
import org.thgcl.training.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `thgcl train`: learns from HDF5 files.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a model on clips in an HDF5 file, validates it now and then, keeps the best and tests that one.",
            "",
            "A file holds the datasets audio [clip, segment, feature], optionally video [clip, segment, feature], "
                    + "label [clip] and optionally unique_labels [class] and audio_add or video_add [clip], the "
                    + "clips' names. The sizes of the model's input follow from the data.",
            ""
        },
        footer = {
            "",
            "Files of a run, in the folder given by --out:",
            "  configuration.yaml   the complete configuration, which --config reads",
            "  metrics.jsonl        loss and rate per iteration, metrics per validation",
            "  best.safetensors     the best parameters, for evaluate and predict",
            "  last.safetensors     all that --resume needs",
            "  result.json          the results, once the run has ended",
            "",
            "Examples:",
            "  thgcl train --train clips.h5",
            "  thgcl train --train clips.h5 --fractions 0.8,0.1,0.1 --seed 1 --out first",
            "  thgcl train --train train.h5 --test test.h5 --preset table1 \\",
            "      --set standardise=true --set learning_rate=0.0005",
            "  thgcl train --train a.h5 --validation b.h5 --test c.h5 --config my.yaml",
            "  thgcl train --train clips.h5 --out first --resume"
        })
final class TrainCommand implements Callable<Integer> {
    @Option(
            names = "--train",
            required = true,
            paramLabel = "FILE",
            description = "Clips to learn from. Without other files this one is split by the fractions.")
    private Path train;

    @Option(
            names = "--validation",
            paramLabel = "FILE",
            description = "Clips to validate on. Default: a tenth of --train's if --test is given.")
    private Path validation;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Clips to test on at the end. Default: none if --validation is given.")
    private Path test;

    @Option(
            names = "--fractions",
            paramLabel = "A,B,C",
            description = "Parts of --train to learn from, validate on and test on, if it is the only file; their sum "
                    + "is 1. Short for --set fractions=A,B,C. Default: 0.7,0.1,0.2.")
    private String fractions;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of split, parameters, batches and noise: the same seed, the same bits. Short for "
                    + "--set seed=N. Default: 1024.")
    private Long seed;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            description = "Type of the numbers: float64 (f64), the reference, or float32 (f32), of half the size. "
                    + "Short for --set dtype=TYPE. Default: float64.")
    private DType dtype;

    @Mixin
    private ComputeOptions compute;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the run's files, created if need be. Default: runs/NAME-seedN with --train's "
                    + "name and the seed.")
    private Path out;

    @Option(
            names = "--resume",
            description = "Go on with the run in --out from its last checkpoint, with the same settings, to the same "
                    + "bits as if it had never stopped; begin if there is none.")
    private boolean resume;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (fractions != null && (validation != null || test != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--fractions splits --train alone, not along with --validation or --test");
        }
        Progress progress = ProgressDisplay.on(spec.commandLine().getErr());
        try (Workers workers = compute.workers();
                TrainingData data = new TrainingData(train, validation, test)) {
            Configuration configuration = configuration(data.train());
            RunFolder folder = new RunFolder(out == null ? folder(configuration) : out);
            Trainer trainer = new Trainer(
                    configuration,
                    data.parts(configuration),
                    folder,
                    Kernels.of(configuration.dtype(), workers),
                    progress);
            Oddities.of(configuration).forEach(progress::note);
            summarise(trainer.run(resume), folder);
        }
        return Thgcl.DONE;
    }

    private Configuration configuration(DataSet data) throws IOException {
        Map<String, Object> given = settings.given();
        if (fractions != null) {
            SettingsOptions.check("--fractions", "fractions", fractions);
            given.put("fractions", fractions);
        }
        if (seed != null) {
            given.put("seed", seed);
        }
        if (dtype != null) {
            given.put("dtype", dtype);
        }
        Map<String, Object> changes = new LinkedHashMap<>(DataFit.sizes(data));
        changes.putAll(given);
        return settings.configuration(changes);
    }

    private Path folder(Configuration configuration) {
        String name = train.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return Path.of("runs", name + "-seed" + configuration.seed());
    }

    private void summarise(Result result, RunFolder folder) {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable("", "mAP", "AUC", "accuracy");
        row(table, "validation", result.validation());
        if (result.test() != null) {
            row(table, "test", result.test());
        }
        out.print(table);
        out.printf(
                Locale.ROOT,
                "%nbest of %d iterations: %d; %.3f s per iteration, %.0f clips/s, %.1f s in all; %,d parameters%n",
                result.iterations(),
                result.bestIteration(),
                result.secondsPerIteration(),
                result.clipsPerSecond(),
                result.seconds(),
                result.parameters());
        out.println("written to " + folder.path()
                + ": configuration.yaml, metrics.jsonl, best.safetensors, last.safetensors, result.json");
        out.flush();
    }

    private static void row(TextTable table, String part, Result.Metrics metrics) {
        table.row(part, metrics.map(), metrics.auc(), metrics.accuracy());
    }
}
