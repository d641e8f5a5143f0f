package org.thgcl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Subset;
import org.thgcl.features.ExtractedClip;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.file.OneLine;
import org.thgcl.media.Recordings;
import org.thgcl.report.PredictedClip;
import org.thgcl.report.PredictedRecording;
import org.thgcl.report.PredictionPage;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Prediction;
import org.thgcl.training.RecordingPredictor;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl predict`: a trained model's scores of clips.
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Applies a trained model to clips, or to recordings. For each clip, in the file's order, prints the id,"
                    + " the labels, the class of the highest score and the score of every class: the softmax, or with"
                    + " focal_form sigmoid the sigmoids, which don't sum to 1.",
            "",
            "Of a recording, every 10 s are a clip. Its features are made with the settings of those that the model "
                    + "learnt from; the weights are yours to give. Prints the event of each clip and the five highest "
                    + "scores.",
            ""
        },
        footer = {
            "",
            "CSV is that of RFC 4180, in UTF-8, with the header id,label,predicted and the names of the classes. JSON"
                    + " is a list of objects with id, label, predicted and scores, an object by class. Numbers keep all"
                    + " their digits.",
            "",
            "Clips are written while the work goes on, in memory that doesn't grow with their scores. --out appears"
                    + " whole or not at all; on standard output, what comes before an error has been written.",
            "",
            "Examples:",
            "  thgcl predict runs/first > scores.csv",
            "  thgcl predict runs/first --part all --format json --out scores.json",
            "  thgcl predict runs/first --data other.h5 > scores.csv",
            "  thgcl predict --checkpoint best.safetensors --data other.h5 > scores.csv",
            "  thgcl predict runs/first dog.mp4 --vggish v.safetensors --s3d s.safetensors \\",
            "      --page dog.html",
            "  thgcl predict --checkpoint best.safetensors bark.wav --vggish v.safetensors"
        })
final class PredictCommand implements Callable<Integer> {
    /// How scores are written.
    enum Format {
        CSV,
        JSON
    }

    @Mixin
    private ModelOptions input;

    @Parameters(
            index = "1..*",
            paramLabel = "RECORDING",
            description = "Recordings instead of clips of a file: files, folders of pictures, or lists.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--format",
            paramLabel = "csv|json",
            description = "Default: csv; of recordings, a text for people.")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "File to write to. Default: standard output.")
    private Path out;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "HTML page of the one recording: its sound and pictures, the model's attention over time, the "
                            + "highest scores.")
    private Path page;

    @Option(
            names = "--force",
            description = "Apply the model to recordings though it learnt from features made in another way.")
    private boolean force;

    @Mixin
    private ExtractionOptions extraction;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    private static final int BEST = 5;

    /// Columns before what belongs to a clip.
    private static final int INDENT = 2;

    /// Writes the whole result.
    private interface Result {
        /// @return the exit code
        int writeTo(Writer writer) throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> media = Recordings.list(input.recordings(recordings));
        if (out != null) {
            Destination.other(out, input.files());
            Destination.file(out);
        }
        if (page != null) {
            Destination.file(page);
            if (media.size() != 1) {
                throw new IllegalArgumentException("--page shows one recording, "
                        + (media.isEmpty() ? "none is" : media.size() + " are") + " given");
            }
        }
        try (Workers workers = compute.workers()) {
            return media.isEmpty()
                    ? ofClips(input.model(workers))
                    : ofRecordings(media, input.modelAlone(workers), workers);
        }
    }

    private int ofClips(TrainedModel model) throws IOException {
        try (ChosenClips clips = input.open(model, false)) {
            return write(writer -> {
                PredictionLines lines = lines(model, writer);
                for (Subset subset : clips.subsets()) {
                    model.predict(subset, lines::add);
                }
                lines.end();
                return Thgcl.DONE;
            });
        }
    }

    private int ofRecordings(List<Path> media, TrainedModel model, Workers workers) throws IOException {
        FeatureExtractor extractor = extraction.extractor(model, workers);
        RecordingPredictor predictor = new RecordingPredictor(
                model, input.checkpoint(), extractor, extraction.decoder(), extraction.section(), force);
        List<ExtractedClip> shown = new ArrayList<>();
        return write(writer -> {
            PredictionLines lines = format == null ? null : lines(model, writer);
            int failures = predictor.predict(media, page == null ? _ -> {} : shown::add, input::note, clips -> {
                if (page != null) {
                    writePage(model, extractor, shown, clips.getFirst().features());
                }
                for (RecordingPredictor.Clip clip : clips) {
                    if (lines == null) {
                        writer.write(text(clip));
                    } else {
                        lines.add(clip.prediction());
                    }
                }
                writer.flush();
            });
            if (lines != null) {
                lines.end();
            }
            return failures == 0 ? Thgcl.DONE : Thgcl.FAILED;
        });
    }

    private PredictionLines lines(TrainedModel model, Writer writer) {
        return format == Format.JSON ? PredictionLines.json(writer) : PredictionLines.csv(model.classes(), writer);
    }

    private int write(Result result) throws IOException {
        if (out != null) {
            int[] code = new int[1];
            AtomicFile.writeText(out, writer -> code[0] = result.writeTo(writer));
            return code[0];
        }
        try (Writer writer = new ResultWriter(spec.commandLine().getOut())) {
            return result.writeTo(writer);
        } catch (ResultWriter.ClosedException e) {
            return Thgcl.DONE; // so that the program says what it says of every result that can't be written
        }
    }

    private void writePage(
            TrainedModel model, FeatureExtractor extractor, List<ExtractedClip> clips, Fingerprint features) {
        PredictedRecording recording = new PredictedRecording(
                clips.getFirst().recording(),
                clips.stream()
                        .map(clip -> PredictedClip.of(model, extractor, clip))
                        .toList(),
                features,
                model.features(),
                input.checkpoint().toString());
        try {
            AtomicFile.write(page, new PredictionPage(recording).html());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not one of the result's file
        }
    }

    /// A clip with its event and the highest scores, for people.
    private static String text(RecordingPredictor.Clip clip) {
        Prediction prediction = clip.prediction().prediction();
        TextTable best = new TextTable("event", "score");
        prediction.best(BEST).forEach(score -> best.row(score.getKey(), score.getValue()));
        return OneLine.of(clip.prediction().id()) + ": " + prediction.predicted()
                + String.format(Locale.ROOT, ", score %.3f", prediction.score())
                + (clip.features().warning().isPresent() ? " (RANDOM WEIGHTS)" : "")
                + System.lineSeparator()
                + best.toString().indent(INDENT)
                + " ".repeat(INDENT) + clip.facts()
                + System.lineSeparator();
    }
}
