package org.thgcl.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.data.DataSet;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.file.Work;
import org.thgcl.media.DecoderOptions;
import org.thgcl.media.Recording;
import org.thgcl.media.Section;

/// Makes a file of features of many recordings. Clips stand in the order of the recordings, and of time
/// within one. A clip that can't be made is left out, with its label and its name.
///
/// While the work goes on, the clips that are done are in a folder beside the file, `NAME.clips`. A run that
/// was stopped goes on from them, and gives the same file.
public final class FeatureFile {
    private final FeatureExtractor extractor;
    private final Listener listener;
    private final List<StoredClips.Row> rows = new ArrayList<>();
    private int failures;

    /// Is told how the work goes on.
    public interface Listener {
        /// The work begins; nothing speaks against it.
        ///
        /// @param fingerprint of the features
        void begins(Fingerprint fingerprint);

        /// A clip is done.
        ///
        /// @param name of the recording and the time at which the clip begins
        /// @param facts a line on it
        /// @param before whether an earlier run made it
        void done(String name, String facts, boolean before);

        /// A recording, or a clip of it, is left out.
        void failed(String name, String reason);

        /// The end of a recording is left out, because it is too short for a clip.
        void leftOut(String name, String seconds);
    }

    /// A recording to be made clips of.
    ///
    /// @param opened the recording, or why it couldn't be opened
    /// @param options how it was opened
    /// @param label its class; empty if there are no labels
    public record Input(Path path, Opened opened, DecoderOptions options, Optional<String> label) {}

    /// A recording, or why there is none.
    public sealed interface Opened {
        /// It could be opened.
        record Done(Recording recording) implements Opened {}

        /// It couldn't.
        record Failed(String reason) implements Opened {}
    }

    /// A clip to be made.
    ///
    /// @param place where it is kept
    private record Planned(Recording recording, Section section, Path place, Optional<String> label) {
        String id() {
            return ExtractedClip.id(recording.name(), section);
        }
    }

    /// @param listener told of every clip
    public FeatureFile(FeatureExtractor extractor, Listener listener) {
        this.extractor = extractor;
        this.listener = listener;
    }

    /// Makes the file. It appears whole, or not at all if no clip could be made.
    ///
    /// @param inputs at least one
    /// @param within the part of each recording that is wanted
    /// @param fingerprint of all of them
    /// @return what is in the file, and how much is left out
    /// @throws IllegalArgumentException if a stopped run made its clips in another way
    /// @throws IOException if something can't be written
    public Result write(Path file, List<Input> inputs, Section within, Fingerprint fingerprint) throws IOException {
        ClipStore store = ClipStore.open(file.resolveSibling(file.getFileName() + ".clips"), fingerprint);
        listener.begins(fingerprint);
        List<Planned> plan = plan(inputs, within, store);
        try (Work work = Work.begin("making features of clips", plan.size())) {
            for (Planned clip : plan) {
                make(clip);
                work.step();
            }
        }
        if (!rows.isEmpty()) {
            DataSet clips = new StoredClips(rows, fingerprint);
            Hdf5Writer.write(clips, file);
        }
        store.delete();
        return new Result(rows.size(), failures);
    }

    /// The outcome for all inputs.
    ///
    /// @param clips in the file; 0 if there is none
    /// @param failures recordings and clips that are left out
    public record Result(int clips, int failures) {}

    private List<Planned> plan(List<Input> inputs, Section within, ClipStore store) {
        List<Planned> plan = new ArrayList<>();
        for (Input input : inputs) {
            switch (input.opened()) {
                case Opened.Failed failed -> fail(input.path().toString(), failed.reason());
                case Opened.Done done -> plan.addAll(plan(input, done.recording(), within, store));
            }
        }
        return plan;
    }

    /// The clips of a recording; none if there is something wrong with it.
    private List<Planned> plan(Input input, Recording recording, Section within, ClipStore store) {
        List<Planned> plan = new ArrayList<>();
        try {
            ClipSections sections = extractor.clips(recording, within);
            for (Section section : sections.clips()) {
                Path place = store.place(input.path(), input.options(), section);
                plan.add(new Planned(recording, section, place, input.label()));
            }
            if (sections.rest().numerator() > 0) {
                listener.leftOut(recording.name(), Seconds.of(sections.rest()));
            }
            return plan;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            fail(recording.name(), e.getMessage());
            return List.of();
        }
    }

    private void make(Planned clip) throws IOException {
        boolean before = Files.exists(clip.place());
        if (!before) {
            Optional<ExtractedClip> made = extract(clip);
            if (made.isEmpty()) {
                return;
            }
            ClipStore.write(clip.place(), made.get());
        }
        String facts = ClipStore.read(clip.place()).facts();
        Work.aside(() -> listener.done(clip.id(), facts, before));
        rows.add(new StoredClips.Row(clip.id(), clip.place(), clip.label()));
    }

    private Optional<ExtractedClip> extract(Planned clip) {
        try {
            return Optional.of(extractor.extract(clip.recording(), clip.section()));
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            Work.aside(() -> fail(clip.id(), e.getMessage()));
            return Optional.empty();
        }
    }

    private void fail(String name, String reason) {
        failures++;
        listener.failed(name, reason);
    }
}
