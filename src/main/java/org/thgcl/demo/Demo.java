package org.thgcl.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Audit;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.file.AtomicFile;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.page.ShellWord;
import org.thgcl.report.Demonstration;
import org.thgcl.report.Demonstration.NextCommand;
import org.thgcl.report.LearningCurves;
import org.thgcl.report.ModelCard;
import org.thgcl.report.Program;
import org.thgcl.report.Report;
import org.thgcl.report.Sweeps;
import org.thgcl.report.TrainedRun;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Interruption;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.Progress;
import org.thgcl.training.Trainer;
import org.thgcl.training.TrainingData;

/// One demonstration: a run on synthetic clips, evaluated before and after, with its page.
public final class Demo {
    /// The paper's method with sizes that suit the clips, a rate at which learning can be watched, and enough
    /// patience to see all of it.
    public static final Configuration SETTINGS = Preset.PAPER
            .configuration()
            .with(Map.of(
                    "embedding", 16,
                    "hidden", 32,
                    "batch", 32,
                    "learning_rate", 0.0005,
                    "iterations", 1000,
                    "validate_every", 25,
                    "patience", 20));

    private final PlantedEvents data;
    private final Configuration configuration;
    private final DemoFolder folder;

    /// @param settings sizes of the clips aside, which follow from the data
    public Demo(PlantedEvents data, Configuration settings, DemoFolder folder) {
        this.data = data;
        this.folder = folder;
        configuration = settings.with(ClipShape.sizes(data));
    }

    /// Trains and writes all files.
    ///
    /// @throws IllegalArgumentException if the folder holds something else than an older demonstration
    public Outcome run(Workers workers, Progress progress) throws IOException {
        folder.require();
        try (Closeable _ = folder.run().lock()) {
            folder.clear();
            Hdf5Writer.write(data, folder.data());
            try (TrainingData clips = new TrainingData(folder.data(), null, null)) {
                return run(clips.parts(configuration), workers, progress);
            }
        }
    }

    private Outcome run(Split.Parts parts, Workers workers, Progress progress) throws IOException {
        Kernels kernels = Kernels.of(configuration.training().dtype(), workers);
        new Trainer(configuration, parts, folder.run(), kernels, progress)
                .run(false, Interruption.NONE, new ModelCard(folder.run(), configuration, parts));
        writeCurves();
        TrainedRun run = TrainedRun.read(folder.run(), workers).on(parts, List.of(folder.data()));
        Demonstration demonstration = new Demonstration(data, commands());
        AtomicFile.write(folder.page(), new Report(run, Audit.run(), null, Sweeps.NONE, demonstration).html());
        return new Outcome(run, demonstration);
    }

    /// The results of a demonstration.
    public record Outcome(TrainedRun run, Demonstration demonstration) {}

    private void writeCurves() throws IOException {
        LearningCurves curves =
                LearningCurves.of(MetricsHistory.read(folder.run().metrics()));
        AtomicFile.write(folder.lossCurve(), curves.loss().file());
        AtomicFile.write(folder.validationCurve(), curves.validation().file());
    }

    private List<NextCommand> commands() {
        String run = ShellWord.of(folder.path());
        String data = ShellWord.of(folder.data());
        return List.of(
                new NextCommand(
                        Program.command() + " evaluate " + run, "the same numbers from the files, with every class"),
                new NextCommand(Program.command() + " predict " + run, "the scores of each of its clips"),
                new NextCommand(
                        Program.command() + " train --train " + data + " --config "
                                + ShellWord.of(folder.run().configuration())
                                + " --set weight_contrastive=0 --out runs/without-contrast",
                        "the same training without the contrastive loss"),
                new NextCommand(
                        Program.command() + " params --preset table1", "the model at the size of the paper's Table 1"),
                new NextCommand(Program.command() + " train --help", "training on your own clips"));
    }
}
