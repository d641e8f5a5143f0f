package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.file.WholeFile;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Csv;
import org.thgcl.training.Evaluation;
import org.thgcl.training.Json;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl predict`: a trained model's scores of clips.
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Applies a trained model to clips and gives for each, in the file's order: its id, its label, the"
                    + " predicted class and the softmax score of every class.",
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
            "  thgcl predict --checkpoint best.safetensors --data other.h5 > scores.csv"
        })
final class PredictCommand implements Callable<Integer> {
    /// How scores are written.
    enum Format {
        CSV,
        JSON
    }

    /// One clip; the label is empty if the file has none.
    private record Prediction(String id, String label, String predicted, Map<String, Double> scores) {}

    @Mixin
    private ModelOptions input;

    @Option(names = "--format", paramLabel = "csv|json", defaultValue = "CSV", description = "Default: csv.")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "File to write to. Default: standard output.")
    private Path out;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (out != null) {
            Destination.file(out);
        }
        String text;
        try (Workers workers = compute.workers()) {
            TrainedModel model = input.model(workers);
            try (ChosenClips clips = input.open(model, false)) {
                List<Prediction> predictions = predict(model, clips);
                text = format == Format.CSV ? csv(model.classes(), predictions) : Json.page(predictions);
            }
        }
        if (out == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            WholeFile.write(out, text);
        }
        return Thgcl.DONE;
    }

    private static List<Prediction> predict(TrainedModel model, ChosenClips clips) {
        Tensor scores = clips.scores(model.predictor());
        List<Prediction> predictions = new ArrayList<>();
        for (Subset subset : clips.subsets()) {
            for (int clip : subset.clips()) {
                predictions.add(prediction(model.classes(), scores, predictions.size(), subset.data(), clip));
            }
        }
        return predictions;
    }

    private static Prediction prediction(List<String> classes, Tensor scores, int row, DataSet data, int clip) {
        Map<String, Double> byClass = new LinkedHashMap<>();
        for (int category = 0; category < classes.size(); category++) {
            byClass.put(classes.get(category), scores.get(row * classes.size() + category));
        }
        String predicted = classes.get(Evaluation.predicted(scores, row));
        int label = data.label(clip);
        String known = label == DataSet.UNLABELLED ? "" : classes.get(label);
        return new Prediction(data.id(clip), known, predicted, byClass);
    }

    private static String csv(List<String> classes, List<Prediction> predictions) {
        List<String> header = new ArrayList<>(List.of("id", "label", "predicted"));
        header.addAll(classes);
        Csv csv = new Csv().line(header);
        for (Prediction prediction : predictions) {
            List<Object> row = new ArrayList<>(List.of(prediction.id(), prediction.label(), prediction.predicted()));
            row.addAll(prediction.scores().values());
            csv.line(row);
        }
        return csv.toString();
    }
}
