package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.thgcl.data.PlantedEvents;
import org.thgcl.demo.Demo;
import org.thgcl.demo.DemoFolder;
import org.thgcl.demo.RecordedEvents;
import org.thgcl.features.EncoderWeights;
import org.thgcl.metric.Evaluation;
import org.thgcl.report.Chance;
import org.thgcl.report.Demonstration;
import org.thgcl.report.TrainedRun;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl demo`: learns from synthetic clips and shows what was learnt.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the full method on synthetic clips and shows the results. Then makes recordings, pictures and"
                    + " sound, and goes the whole way from a recording to the name of its event, by encoders of the"
                    + " published sizes whose weights are random. It takes about a minute and needs no files. The same"
                    + " seed gives the same numbers.",
            ""
        },
        footer = {
            "",
            "Files in --out, besides those of every run (docs/data.md lists them):",
            "  demo.html                  the report on this run, as thgcl report writes it",
            "  loss.svg, validation.svg   the learning curves",
            "  demo.h5                    the clips, as train and evaluate read them",
            "  recordings/                a folder for each recording: pictures and sound.wav",
            "  recordings.h5              their features, as thgcl features makes them",
            "  recordings-run/            the run that learnt from these features",
            "  prediction.html            the page of a recording that it never saw, as thgcl predict writes it",
            "  DEMO.txt                   the mark of a folder that the next demonstration replaces"
        })
final class DemoCommand implements Callable<Integer> {
    /// Of each event.
    private static final int RECORDINGS = 8;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/demo",
            description = "Folder for all files; created if missing. An older demonstration in it is replaced. A "
                    + "folder with other content is refused. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Seed of clips, split, parameters, batches and noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            defaultValue = "float64",
            description = "Type of the numbers: float64 (f64) or float32 (f32). Default: ${DEFAULT-VALUE}.")
    private DType dtype;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        long begun = System.nanoTime();
        Progress progress = ProgressDisplay.on(spec.commandLine().getErr());
        DemoFolder folder = new DemoFolder(out);
        Demo demo = new Demo(
                new PlantedEvents(PlantedEvents.Design.demo().withSeed(seed)),
                Demo.SETTINGS.with(Map.of("seed", seed, "dtype", dtype)),
                folder);
        Demo.Outcome outcome;
        Duration learnt;
        RecordedEvents.Outcome recorded;
        try (Workers workers = compute.workers()) {
            outcome = demo.run(workers, progress);
            learnt = Duration.ofNanos(System.nanoTime() - begun);
            recorded = new RecordedEvents(folder, EncoderWeights.random(seed), RECORDINGS, seed).run(workers, progress);
        }
        summarise(outcome, folder, learnt);
        summarise(recorded, folder);
        advise(Stream.concat(outcome.demonstration().commands().stream(), recorded.commands().stream()));
        return Thgcl.DONE;
    }

    private void summarise(Demo.Outcome outcome, DemoFolder folder, Duration time) {
        PrintWriter out = spec.commandLine().getOut();
        TrainedRun.Clips clips = outcome.run().clips();
        Evaluation after = clips.evaluation();
        Chance chance = Chance.of(after);
        TextTable table = new TextTable("test part", "mAP", "AUC", "accuracy");
        row(table, "before training", clips.evaluationBefore());
        row(table, "after training", after);
        table.row("chance", chance.map(), chance.auc(), chance.accuracy());
        out.println(after.clips() + " synthetic clips that training never saw:");
        out.println();
        out.print(table);
        out.println();
        out.println("learnt in " + ProgressDisplay.clock(time) + " ("
                + outcome.run().result().iterations() + " updates); results, equations, audit, configuration:");
        out.println("  " + fileUri(folder.page()));
        out.println();
    }

    private void summarise(RecordedEvents.Outcome recorded, DemoFolder folder) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("from recordings to events, by encoders with RANDOM WEIGHTS, which have learnt nothing:");
        out.println("  to look at and listen to: " + recorded.recording().getParent());
        out.printf(
                Locale.ROOT,
                "  recordings held out from training: accuracy %.3f, chance %.3f%n",
                recorded.training().test().accuracy(),
                1.0 / recorded.prediction().scores().size());
        out.printf(
                Locale.ROOT,
                "  one more, %s (%s): %s, score %.3f%n",
                recorded.recording().getFileName(),
                recorded.event(),
                recorded.prediction().predicted(),
                recorded.prediction().score());
        out.println("its sound, its pictures, and when the model listened and looked:");
        out.println("  " + fileUri(folder.prediction()));
        out.println();
    }

    private void advise(Stream<Demonstration.NextCommand> commands) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("what to try next:");
        commands.forEach(command -> out.println("  # " + command.purpose() + "\n  " + command.line()));
        out.flush();
    }

    private static void row(TextTable table, String name, Evaluation evaluation) {
        table.row(name, evaluation.map(), evaluation.auc(), evaluation.accuracy());
    }

    /// The address that a browser opens.
    private static String fileUri(Path file) {
        return file.toAbsolutePath().normalize().toUri().toString();
    }
}
