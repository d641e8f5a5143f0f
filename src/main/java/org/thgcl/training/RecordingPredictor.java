package org.thgcl.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.thgcl.data.Fingerprint;
import org.thgcl.features.ClipSections;
import org.thgcl.features.ExtractedClip;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.file.OneLine;
import org.thgcl.file.Work;
import org.thgcl.media.DecoderOptions;
import org.thgcl.media.Recording;
import org.thgcl.media.Recordings;
import org.thgcl.media.Section;

/// Applies a model to recordings, from the file to the named event.
public final class RecordingPredictor {
    private final TrainedModel model;
    private final Path checkpoint;
    private final FeatureExtractor extractor;
    private final DecoderOptions decoder;
    private final Section section;
    private final boolean force;

    /// A clip of a recording and what the model says of it.
    ///
    /// @param prediction its id is the recording's name and where the clip begins
    /// @param facts what is said of the clip, one line
    /// @param features how its features were made
    public record Clip(ClipPrediction prediction, String facts, Fingerprint features) {}

    /// Takes recordings, one after the other.
    @FunctionalInterface
    public interface Taker<X extends Exception> {
        /// Takes the clips of the next one.
        void take(List<Clip> clips) throws X;
    }

    /// @param checkpoint the model's file, for messages
    /// @param extractor makes the features that the model takes
    /// @param decoder how recordings are opened
    /// @param section the part of each recording that is wanted
    /// @param force whether the model is applied also to features that were made in another way than its own
    public RecordingPredictor(
            TrainedModel model,
            Path checkpoint,
            FeatureExtractor extractor,
            DecoderOptions decoder,
            Section section,
            boolean force) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.extractor = extractor;
        this.decoder = decoder;
        this.section = section;
        this.force = force;
    }

    /// Applies the model to recordings, in their order, and hands each on when all of it was read. Of several, one with
    /// which something is wrong is left out. Of features, those of one clip are held at a time.
    ///
    /// @param seen told of each clip and its features, also of those of a recording that is left out later
    /// @param notes told what is left out, and what speaks against trusting the scores
    /// @return how many recordings were left out
    /// @throws X whatever the taker throws, which ends the work
    /// @throws IllegalArgumentException if the model learnt from features that were made in another way
    /// @throws UncheckedIOException that names the one recording and what is wrong with it
    public <X extends Exception> int predict(
            List<Path> recordings, Consumer<ExtractedClip> seen, Consumer<String> notes, Taker<X> taker) throws X {
        int failures = 0;
        for (Path recording : recordings) {
            List<Clip> clips;
            try {
                clips = predict(recording, seen, notes);
            } catch (IOException e) {
                if (recordings.size() == 1) {
                    throw new UncheckedIOException(e);
                }
                failures++;
                notes.accept("left out: " + OneLine.of(e.getMessage()));
                continue;
            }
            taker.take(clips);
        }
        return failures;
    }

    private List<Clip> predict(Path path, Consumer<ExtractedClip> seen, Consumer<String> notes) throws IOException {
        Recording recording = Recordings.open(path, decoder);
        Fingerprint features = extractor.fingerprint(recording.decoder());
        ClipSections sections = extractor.clips(recording, section);
        requireSame(features, recording, notes);
        List<Clip> clips = new ArrayList<>();
        try (Work work = Work.begin(
                "making features of " + path.getFileName(), sections.clips().size())) {
            for (Section part : sections.clips()) {
                ExtractedClip clip = extractor.extract(recording, part);
                seen.accept(clip);
                Prediction prediction =
                        model.predict(clip.data(model.classes())).getFirst();
                clips.add(new Clip(
                        new ClipPrediction(clips.size(), clip.id(), "", prediction),
                        clip.facts().line(),
                        features));
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
}
