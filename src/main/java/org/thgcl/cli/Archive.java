package org.thgcl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.thgcl.ablation.ProgramFingerprint;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Subset;
import org.thgcl.data.hdf5.Hdf5File;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.file.OneLine;
import org.thgcl.file.Sha256;
import org.thgcl.media.Recordings;
import org.thgcl.tensor.Workers;
import org.thgcl.training.ClipPrediction;
import org.thgcl.training.RecordingPredictor;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainedFeatures;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine;

/// A model and an archive of clips and recordings that it is applied to, piece by piece, on any machine that sees the
/// files. The numbers are those of `thgcl predict`, to the last bit: a piece begins where one of its batches does.
///
/// ```
/// try (Archive archive = Archive.of(words)) {
///     archive.predict(ArchivePiece.parse(line), steps -> {}, (source, clip) -> write(source, clip));
/// }
/// ```
///
/// One thread may use it at a time.
public final class Archive implements AutoCloseable {
    /// What a data set knows of a clip: id, class, place.
    private static final long BYTES_OF_CLIP = 128;

    /// The cache of features, and what is written.
    private static final long BESIDE = 128L << 20;

    /// VGGish and S3D at work.
    private static final long ENCODERS = 3L << 30;

    private final ArchiveOptions options;
    private final Path checkpoint;
    private final Workers workers;
    private final TrainedModel model;
    private FeatureExtractor extractor;
    private Hdf5DataSet open;

    /// Takes the clips of a piece, in their order.
    @FunctionalInterface
    public interface Rows {
        /// Takes one clip.
        ///
        /// @param source the HDF5 file or recording, as an absolute path
        void take(String source, ClipPrediction clip) throws IOException;
    }

    /// What there is to do.
    ///
    /// @param pieces all of it
    /// @param clips in HDF5 files; how many clips recordings have, shows when they are read
    /// @param failures files that can't be read, by path, with what is wrong
    /// @param notes on files whose features were made in another way than those that the model learnt from
    public record Plan(List<ArchivePiece> pieces, long clips, Map<String, String> failures, List<String> notes) {}

    private Archive(ArchiveOptions options, Workers workers) throws IOException {
        this.options = options;
        this.workers = workers;
        checkpoint =
                Files.isDirectory(options.checkpoint) ? new RunFolder(options.checkpoint).best() : options.checkpoint;
        model = TrainedModel.load(checkpoint, workers, trained -> options.dtype == null ? trained : options.dtype);
    }

    /// Loads the model that a command line names.
    ///
    /// @param words options and files as [#help] explains them
    /// @throws IllegalArgumentException if something is missing, unknown or out of range
    /// @throws IOException if the model can't be read
    public static Archive of(List<String> words) throws IOException {
        ArchiveOptions options = ArchiveOptions.of(words);
        Workers workers = new Workers(options.threads);
        try {
            return new Archive(options, workers);
        } catch (IOException | RuntimeException e) {
            workers.close();
            throw e;
        }
    }

    /// The text that explains the options.
    public static String help() {
        return new CommandLine(new ArchiveOptions()).getUsageMessage();
    }

    /// Where the result goes.
    public Path out() {
        return options.out;
    }

    /// Threads of each piece.
    public int threads() {
        return options.threads;
    }

    /// Names of the classes, in the order of a prediction's scores.
    public List<String> classes() {
        return model.classes();
    }

    /// All that the numbers depend on besides the archive, by name: the model's SHA-256, the program, the type of
    /// numbers, and, for recordings, how features are made. Then how the archive is cut.
    ///
    /// @throws IOException if a file can't be read
    public Map<String, String> identity(boolean recordings) throws IOException {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("model", Sha256.of(checkpoint));
        identity.put("program", ProgramFingerprint.current());
        identity.put("dtype", model.predictor().dtype().toString());
        if (recordings) {
            identity.put("features", extractor().fingerprint("any").sha256());
            identity.put("section", options.extraction.section().toString());
            identity.put("decoder", options.extraction.decoder().toString());
            identity.put("force", Boolean.toString(options.force));
        }
        identity.put("clips", Integer.toString(clipsOfPiece()));
        identity.put("recordings", Integer.toString(options.recordings));
        return identity;
    }

    /// Bytes that scoring a piece takes, about: parameters and activations, and what is known of every clip of the
    /// largest HDF5 file; for recordings also the encoders and their activations.
    public long bytes(Plan plan) {
        long most = plan.pieces().stream()
                .mapToLong(piece -> piece.first() + piece.clips())
                .max()
                .orElse(0);
        boolean recordings = plan.pieces().stream().anyMatch(ArchivePiece::ofRecordings);
        return model.predictor().bytes() + most * BYTES_OF_CLIP + BESIDE + (recordings ? ENCODERS : 0);
    }

    private int clipsOfPiece() {
        int batch = model.configuration().training().batch();
        return Math.toIntExact((long) Math.ceilDiv(options.clips, batch) * batch);
    }

    /// Cuts the archive into pieces. HDF5 files are opened, recordings aren't.
    ///
    /// @throws IOException if an input isn't there or stands for nothing
    public Plan plan() throws IOException {
        List<Path> clips = new ArrayList<>();
        List<Path> recordings = new ArrayList<>();
        for (Path input : options.files) {
            if (isHdf5(input)) {
                clips.add(input);
                continue;
            }
            List<Path> inside = Files.isDirectory(input) ? hdf5In(input) : List.of();
            clips.addAll(inside);
            if (inside.isEmpty() || Recordings.areIn(input)) {
                recordings.add(input);
            }
        }
        List<ArchivePiece> pieces = new ArrayList<>();
        Map<String, String> failures = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        long all = 0;
        for (Path file : clips.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .toList()) {
            try {
                ArchivePiece.Source source = ArchivePiece.Source.of(file);
                DataSet data = data(source);
                TrainedFeatures.difference(model.features(), data.fingerprint())
                        .ifPresent(difference -> notes.add(file + ": its features were made in another way than those "
                                + "that the model was trained on: " + difference + "; the scores mean little."));
                for (int first = 0; first < data.size(); first += clipsOfPiece()) {
                    pieces.add(new ArchivePiece(List.of(source), first, Math.min(clipsOfPiece(), data.size() - first)));
                }
                all += data.size();
            } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
                failures.put(file.toString(), OneLine.of(e.getMessage()));
            }
        }
        List<ArchivePiece.Source> sources = new ArrayList<>();
        for (Path recording : Recordings.list(recordings)) {
            try {
                sources.add(ArchivePiece.Source.of(recording));
            } catch (IOException e) {
                failures.put(recording.toString(), "there is no such file or folder");
            }
        }
        for (int first = 0; first < sources.size(); first += options.recordings) {
            pieces.add(new ArchivePiece(
                    sources.subList(first, Math.min(sources.size(), first + options.recordings)), 0, 0));
        }
        return new Plan(List.copyOf(pieces), all, failures, List.copyOf(notes));
    }

    private static List<Path> hdf5In(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = new ArrayList<>();
            for (Path entry : entries.sorted().toList()) {
                if (isHdf5(entry)) {
                    found.add(entry);
                }
            }
            return found;
        }
    }

    private static boolean isHdf5(Path file) throws IOException {
        return Files.isRegularFile(file) && Hdf5File.isOne(file);
    }

    private DataSet data(ArchivePiece.Source source) {
        Path path = Path.of(source.path());
        if (open == null || !open.file().orElseThrow().equals(path)) {
            closeData();
            open = Hdf5DataSet.openUnlabelled(path, model.classes());
            model.requireFits(open);
        }
        return open;
    }

    private FeatureExtractor extractor() throws IOException {
        if (extractor == null) {
            extractor = options.extraction.extractor(model, workers);
        }
        return extractor;
    }

    /// Scores a piece.
    ///
    /// @param steps told how many clips of the HDF5 file, or how many recordings, are done
    /// @return recordings that can't be read, tried twice, by path, with what is wrong; their clips are left out
    /// @throws IllegalArgumentException if a clip of an HDF5 file can't be read or its scores are no numbers
    /// @throws IOException that the taker throws, or if a file can't be read
    public Map<String, String> predict(ArchivePiece piece, IntConsumer steps, Rows rows) throws IOException {
        if (piece.ofRecordings()) {
            return recordings(piece, steps, rows);
        }
        ArchivePiece.Source source = piece.files().getFirst();
        Subset clips = new Subset(
                data(source),
                IntStream.range(piece.first(), piece.first() + piece.clips()).toArray());
        model.predict(clips, clip -> {
            rows.take(source.path(), clip);
            steps.accept(clip.clip() + 1 - piece.first());
        });
        return Map.of();
    }

    private Map<String, String> recordings(ArchivePiece piece, IntConsumer steps, Rows rows) throws IOException {
        RecordingPredictor predictor = new RecordingPredictor(
                model,
                checkpoint,
                extractor(),
                options.extraction.decoder(),
                options.extraction.section(),
                options.force);
        Map<String, String> failures = new LinkedHashMap<>();
        int done = 0;
        for (ArchivePiece.Source recording : piece.files()) {
            List<Path> one = List.of(Path.of(recording.path()));
            List<RecordingPredictor.Clip> clips = new ArrayList<>();
            for (int attempt = 0; attempt < 2; attempt++) {
                try {
                    predictor.predict(one, _ -> {}, _ -> {}, clips::addAll);
                    failures.remove(recording.path());
                    break;
                } catch (IllegalArgumentException | ArithmeticException | UncheckedIOException e) {
                    failures.put(recording.path(), OneLine.of(e.getMessage()));
                }
            }
            for (RecordingPredictor.Clip clip : clips) {
                rows.take(recording.path(), clip.prediction());
            }
            steps.accept(++done);
        }
        return failures;
    }

    private void closeData() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        closeData();
        workers.close();
    }
}
