package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Csv;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import org.thgcl.media.Recordings;
import org.thgcl.report.PredictionPage;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Prediction;
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
            "Examples:",
            "  thgcl predict runs/first > scores.csv",
            "  thgcl predict runs/first --part all --format json --out scores.json",
            "  thgcl predict runs/first --data other.h5 > scores.csv",
            "  thgcl predict --checkpoint best.safetensors --data other.h5 > scores.csv",
            "  thgcl predict runs/first dog.mp4 --vggish v.safetensors --s3d s.safetensors --page dog.html",
            "  thgcl predict --checkpoint best.safetensors bark.wav --vggish v.safetensors"
        })
final class PredictCommand implements Callable<Integer> {
    /// How scores are written.
    enum Format {
        CSV,
        JSON
    }

    /// One clip; the label is empty if the file has none, and of several the names have `; ` between them.
    private record Line(String id, String label, String predicted, Map<String, Double> scores) {}

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

    private int failures;

    @Override
    public Integer call() throws IOException {
        if (out != null) {
            Destination.file(out);
        }
        List<Path> media = Recordings.list(input.recordings(recordings));
        if (page != null) {
            Destination.file(page);
            if (media.size() != 1) {
                throw new IllegalArgumentException("--page shows one recording, "
                        + (media.isEmpty() ? "none is" : media.size() + " are") + " given");
            }
        }
        String text;
        try (Workers workers = compute.workers()) {
            text = media.isEmpty()
                    ? ofClips(input.model(workers))
                    : ofRecordings(media, input.modelAlone(workers), workers);
        }
        if (out == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            AtomicFile.write(out, text);
        }
        return failures == 0 ? Thgcl.DONE : Thgcl.FAILED;
    }

    private String ofClips(TrainedModel model) throws IOException {
        try (ChosenClips clips = input.open(model, false)) {
            return written(model, predict(model, clips));
        }
    }

    private String ofRecordings(List<Path> media, TrainedModel model, Workers workers) throws IOException {
        RecordingPrediction prediction = new RecordingPrediction(model, input.checkpoint(), extraction, force, workers);
        List<RecordingPrediction.Clip> clips = prediction.of(media, input::note);
        failures = prediction.failures();
        if (page != null) {
            AtomicFile.write(page, new PredictionPage(prediction.shown(clips)).html());
        }
        return format == null
                ? RecordingPrediction.text(clips)
                : written(
                        model,
                        clips.stream()
                                .map(clip -> new Line(
                                        clip.extracted().id(),
                                        "",
                                        clip.prediction().predicted(),
                                        clip.prediction().scores()))
                                .toList());
    }

    private String written(TrainedModel model, List<Line> predictions) {
        return format == Format.JSON ? Json.page(predictions) : csv(model.classes(), predictions);
    }

    private static List<Line> predict(TrainedModel model, ChosenClips clips) {
        List<Line> lines = new ArrayList<>();
        for (Subset subset : clips.subsets()) {
            List<Prediction> predictions = model.predict(subset);
            for (int i = 0; i < subset.size(); i++) {
                lines.add(line(subset.data(), subset.clips()[i], predictions.get(i)));
            }
        }
        return lines;
    }

    private static Line line(DataSet data, int clip, Prediction prediction) {
        return new Line(data.id(clip), data.classNames(clip), prediction.predicted(), prediction.scores());
    }

    private static String csv(List<String> classes, List<Line> predictions) {
        List<String> header = new ArrayList<>(List.of("id", "label", "predicted"));
        header.addAll(classes);
        Csv csv = new Csv().line(header);
        for (Line prediction : predictions) {
            List<Object> row = new ArrayList<>(List.of(prediction.id(), prediction.label(), prediction.predicted()));
            row.addAll(prediction.scores().values());
            csv.line(row);
        }
        return csv.toString();
    }
}
