package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.thgcl.data.Fingerprint;
import org.thgcl.features.ClipSections;
import org.thgcl.features.ExtractedClip;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.features.FeaturePreset;
import org.thgcl.features.FeatureSettings;
import org.thgcl.file.OneLine;
import org.thgcl.file.Work;
import org.thgcl.media.Recording;
import org.thgcl.media.Recordings;
import org.thgcl.media.Section;
import org.thgcl.report.PredictedClip;
import org.thgcl.report.PredictedRecording;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Prediction;
import org.thgcl.training.TrainedFeatures;
import org.thgcl.training.TrainedModel;

/// Applies a model to recordings, from the file to the named event.
final class RecordingPrediction {
    private static final int BEST = 5;

    /// Columns before what belongs to a clip.
    private static final int INDENT = 2;

    private final TrainedModel model;
    private final Path checkpoint;
    private final ExtractionOptions options;
    private final boolean force;
    private int failures;
    private final FeatureExtractor extractor;

    /// A clip and what the model makes of it.
    ///
    /// @param features how its features were made
    record Clip(ExtractedClip extracted, Fingerprint features, Prediction prediction) {}

    /// @param checkpoint the model's file, for messages
    /// @param force whether the model is applied also to features that were made in another way than its own
    /// @throws IllegalArgumentException if weights are missing or don't fit
    /// @throws IOException if they can't be read
    RecordingPrediction(TrainedModel model, Path checkpoint, ExtractionOptions options, boolean force, Workers workers)
            throws IOException {
        this.model = model;
        this.checkpoint = checkpoint;
        this.options = options;
        this.force = force;
        FeatureSettings settings = options.settings()
                .or(() -> model.features().map(FeatureSettings::of))
                .orElse(FeaturePreset.PAPER.settings());
        boolean video = model.configuration().clips().videoSegments() > 0;
        extractor = new FeatureExtractor(settings, options.encoders(model.features(), video), workers);
    }

    /// The clips of recordings, in their order. Of several, one with which something is wrong is left out.
    ///
    /// @param notes told what is left out, and what speaks against trusting the scores
    /// @throws IllegalArgumentException if the model learnt from features that were made in another way
    /// @throws IOException that names the one recording and what is wrong with it
    List<Clip> of(List<Path> paths, Consumer<String> notes) throws IOException {
        List<Clip> clips = new ArrayList<>();
        for (Path path : paths) {
            try {
                clips.addAll(of(path, notes));
            } catch (IOException e) {
                if (paths.size() == 1) {
                    throw e;
                }
                failures++;
                notes.accept("left out: " + OneLine.of(e.getMessage()));
            }
        }
        return clips;
    }

    /// How many recordings were left out.
    int failures() {
        return failures;
    }

    private List<Clip> of(Path path, Consumer<String> notes) throws IOException {
        Recording recording = Recordings.open(path, options.decoder());
        Fingerprint features = extractor.fingerprint(recording.decoder());
        ClipSections sections = extractor.clips(recording, options.section());
        requireSame(features, recording, notes);
        List<Clip> clips = new ArrayList<>();
        try (Work work = Work.begin(
                "making features of " + path.getFileName(), sections.clips().size())) {
            for (Section section : sections.clips()) {
                clips.add(predict(extractor.extract(recording, section), features));
                work.step();
            }
        }
        return clips;
    }

    private void requireSame(Fingerprint features, Recording recording, Consumer<String> notes) {
        Optional<String> difference = TrainedFeatures.difference(model.features(), Optional.of(features));
        if (difference.isEmpty()) {
            return;
        }
        String text = recording.name() + ": its features would be made in another way than those that " + checkpoint
                + " was trained on: " + difference.get();
        if (!force) {
            throw new IllegalArgumentException(
                    text + "; choose the same settings, weights and --decoder, or add --force");
        }
        notes.accept(text + "; the scores mean little.");
        if (model.features().flatMap(Fingerprint::warning).isEmpty()) {
            features.warning().ifPresent(warning -> notes.accept(recording.name() + ": " + warning + "."));
        }
    }

    private Clip predict(ExtractedClip clip, Fingerprint features) {
        return new Clip(
                clip, features, model.predict(clip.data(model.classes())).getFirst());
    }

    /// A recording as its page shows it.
    ///
    /// @param clips those of one recording, at least one
    PredictedRecording shown(List<Clip> clips) {
        return new PredictedRecording(
                clips.getFirst().extracted().recording(),
                clips.stream()
                        .map(clip -> PredictedClip.of(model, extractor, clip.extracted()))
                        .toList(),
                clips.getFirst().features(),
                model.features(),
                checkpoint.toString());
    }

    /// Each clip with its event and the highest scores, for people.
    static String text(List<Clip> clips) {
        StringBuilder text = new StringBuilder();
        for (Clip clip : clips) {
            Prediction prediction = clip.prediction();
            text.append(OneLine.of(clip.extracted().id()))
                    .append(": ")
                    .append(prediction.predicted())
                    .append(String.format(Locale.ROOT, ", score %.3f", prediction.score()))
                    .append(clip.features().warning().isPresent() ? " (RANDOM WEIGHTS)" : "")
                    .append(System.lineSeparator());
            TextTable best = new TextTable("event", "score");
            prediction.best(BEST).forEach(score -> best.row(score.getKey(), score.getValue()));
            text.append(best.toString().indent(INDENT))
                    .append(" ".repeat(INDENT))
                    .append(clip.extracted().facts().line())
                    .append(System.lineSeparator());
        }
        return text.toString();
    }
}
