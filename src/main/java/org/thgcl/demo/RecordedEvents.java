package org.thgcl.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Split;
import org.thgcl.demo.SyntheticRecording.Event;
import org.thgcl.features.EncoderWeights;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.features.FeatureFile;
import org.thgcl.features.FeaturePreset;
import org.thgcl.features.FeatureSettings;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Work;
import org.thgcl.media.DecoderOptions;
import org.thgcl.media.Recording;
import org.thgcl.media.Recordings;
import org.thgcl.media.Section;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.page.ShellWord;
import org.thgcl.report.Demonstration.NextCommand;
import org.thgcl.report.ModelCard;
import org.thgcl.report.PredictedClip;
import org.thgcl.report.PredictedRecording;
import org.thgcl.report.PredictionPage;
import org.thgcl.report.Program;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Interruption;
import org.thgcl.training.Prediction;
import org.thgcl.training.Progress;
import org.thgcl.training.RunResult;
import org.thgcl.training.TrainedModel;
import org.thgcl.training.Trainer;
import org.thgcl.training.TrainingData;

/// The last step of a demonstration: from a recording to a named event. Recordings of events are made, encoders with
/// random weights make features of them, a small model learns from these, and names the event of one more recording.
///
/// @param folder of the demonstration
/// @param weights of the encoders
/// @param each how many recordings of each event the model learns from, is validated and tested on, at least 3
/// @param seed of the recordings and the training
public record RecordedEvents(DemoFolder folder, EncoderWeights weights, int each, long seed) {
    private static final FeatureSettings FEATURES =
            FeaturePreset.PAPER.settings().with(Map.of("clip_seconds", SyntheticRecording.SECONDS));

    /// A small model, for a short while.
    private static final Configuration SETTINGS = Preset.PAPER
            .configuration()
            .with(Map.ofEntries(
                    Map.entry("dtype", "float32"),
                    Map.entry("standardise", true),
                    Map.entry("embedding", 16),
                    Map.entry("hidden", 32),
                    Map.entry("batch", 6),
                    Map.entry("learning_rate", 0.005),
                    Map.entry("iterations", 60),
                    Map.entry("validate_every", 20)));

    /// Refuses to leave out any of the recordings, which have just been written.
    private static final FeatureFile.Listener ALL_OF_THEM = new FeatureFile.Listener() {
        @Override
        public void begins(Fingerprint fingerprint) {}

        @Override
        public void done(String name, String facts, boolean before) {}

        @Override
        public void failed(String name, String reason) {
            throw new IllegalStateException(name + ": " + reason);
        }

        @Override
        public void leftOut(String name, String seconds) {
            throw new IllegalStateException(name + ": is " + seconds + " s too long");
        }
    };

    /// The results.
    ///
    /// @param training metrics on the recordings that training held out
    /// @param recording the one more recording
    /// @param event what happens in it
    /// @param prediction what the model says of it
    /// @param commands what to try next
    public record Outcome(
            RunResult training, Path recording, String event, Prediction prediction, List<NextCommand> commands) {
        public Outcome {
            commands = List.copyOf(commands);
        }
    }

    /// Writes all files.
    ///
    /// @throws IOException if one can't be written
    public Outcome run(Workers workers, Progress progress) throws IOException {
        try (Closeable _ = folder.run().lock()) {
            FeatureExtractor extractor = new FeatureExtractor(FEATURES, weights, workers);
            extract(extractor);
            RunResult training = train(workers, progress);
            SyntheticRecording unseen = new SyntheticRecording(Event.PASSING, each, seed);
            Path recording = SyntheticRecordings.write(unseen, folder.recordings());
            Prediction prediction =
                    predict(extractor, TrainedModel.load(folder.head().best(), workers), recording);
            return new Outcome(training, recording, unseen.event().title(), prediction, commands(recording));
        }
    }

    /// Makes the recordings and a file of their features.
    private void extract(FeatureExtractor extractor) throws IOException {
        List<FeatureFile.Input> inputs = new ArrayList<>();
        try (Work work = Work.begin("making recordings", (long) each * Event.values().length)) {
            for (int number = 0; number < each; number++) {
                for (Event event : Event.values()) {
                    Path own =
                            SyntheticRecordings.write(new SyntheticRecording(event, number, seed), folder.recordings());
                    inputs.add(new FeatureFile.Input(
                            own,
                            new FeatureFile.Opened.Done(open(own)),
                            DecoderOptions.DEFAULT,
                            Optional.of(event.title())));
                    work.step();
                }
            }
        }
        String decoder = open(inputs.getFirst().path()).decoder();
        new FeatureFile(extractor, ALL_OF_THEM)
                .write(folder.features(), inputs, Section.ALL, extractor.fingerprint(decoder));
    }

    private static Recording open(Path recording) throws IOException {
        return Recordings.open(recording, DecoderOptions.DEFAULT);
    }

    private RunResult train(Workers workers, Progress progress) throws IOException {
        try (TrainingData data = new TrainingData(folder.features(), null, null)) {
            Configuration configuration =
                    SETTINGS.with(ClipShape.sizes(data.train())).with("seed", seed);
            Kernels kernels = Kernels.of(configuration.training().dtype(), workers);
            Split.Parts parts = data.parts(configuration);
            return new Trainer(configuration, parts, folder.head(), kernels, progress)
                    .run(false, Interruption.NONE, new ModelCard(folder.head(), configuration, parts));
        }
    }

    /// Names the event of a recording, and writes the page.
    private Prediction predict(FeatureExtractor extractor, TrainedModel model, Path path) throws IOException {
        Recording recording = open(path);
        Section section = extractor.clips(recording, Section.ALL).clips().getFirst();
        PredictedClip clip = PredictedClip.of(model, extractor, extractor.extract(recording, section));
        PredictedRecording predicted = new PredictedRecording(
                recording.name(),
                List.of(clip),
                extractor.fingerprint(recording.decoder()),
                model.features(),
                folder.head().best().toString());
        AtomicFile.write(folder.prediction(), new PredictionPage(predicted).html());
        return clip.prediction();
    }

    private List<NextCommand> commands(Path recording) {
        String program = Program.command();
        String weights = " --vggish vggish.safetensors --s3d s3d.safetensors";
        return List.of(
                new NextCommand(
                        program + " predict " + ShellWord.of(folder.head().path()) + " " + ShellWord.of(recording),
                        "the event of the recording, once more"),
                new NextCommand(
                        program + " features my-recordings --labels labels.csv" + weights + " --out own.h5",
                        "features of your own recordings, with the published weights (docs/features.md)"),
                new NextCommand(
                        program + " train --train own.h5 --preset small --set standardise=true --out runs/own",
                        "a model of your own events"),
                new NextCommand(
                        program + " predict runs/own clip.mp4" + weights + " --page event.html",
                        "the event of one more recording, with its page"));
    }
}
