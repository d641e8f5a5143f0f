package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import org.thgcl.metric.Evaluation;
import org.thgcl.statistics.ClipIntervals;
import org.thgcl.statistics.ClipScores;
import org.thgcl.statistics.Resampling;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl evaluate`: how good a trained model is on labelled clips.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Applies a trained model to labelled clips: mean average precision, area under ROC, accuracy, the same "
                    + "per class, and how classes are confused.",
            "",
            "Metrics are those of the paper: of each class against the rest, then averaged over the classes that have "
                    + "clips. '-' (in JSON null) stands for what is not defined, such as the recall of a class "
                    + "without clips.",
            "",
            "Where clips have several classes, a class is predicted if its score is at least 0.5, the accuracy is the "
                    + "part of the clips whose highest score is that of one of their classes, and there is no "
                    + "confusion matrix.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl evaluate runs/first",
            "  thgcl evaluate runs/first --part train --out tables",
            "  thgcl evaluate runs/first --bootstrap 2000",
            "  thgcl evaluate runs/first --data other.h5",
            "  thgcl evaluate --checkpoint best.safetensors --data other.h5"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions input;

    @Option(names = "--json", description = "Print one JSON object with everything instead of the table.")
    private boolean json;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            description = "Add nominal 95 %% intervals of mAP, AUC and each AP over clips, from N samples of the clips "
                    + "drawn with replacement; 2000 is enough. They are about the choice of the clips, not about the "
                    + "randomness of training. Default: no intervals.")
    private Integer bootstrap;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for per_class.csv (the table) and confusion.csv (clips by true class, then by "
                    + "predicted class). Default: they are not written.")
    private Path out;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Resampling resampling = bootstrap == null ? null : resampling();
        if (out != null) {
            Destination.folder(out);
        }
        try (Workers workers = compute.workers()) {
            TrainedModel model = input.model(workers);
            try (ChosenClips clips = input.open(model, true)) {
                Tensor scores = clips.scores(model.predictor());
                Evaluation evaluation = Evaluation.of(scores, clips.labels());
                ClipIntervals intervals =
                        resampling == null ? null : ClipIntervals.of(ClipScores.of(scores, clips.labels()), resampling);
                report(new EvaluationReport(evaluation, model.classes(), intervals), clips);
            }
        }
        return Thgcl.DONE;
    }

    private Resampling resampling() {
        if (bootstrap < 1) {
            throw new IllegalArgumentException("--bootstrap: " + bootstrap + " isn't allowed, must be at least 1");
        }
        return Resampling.of(bootstrap);
    }

    private void report(EvaluationReport report, ChosenClips clips) throws IOException {
        String written = out == null ? null : report.write(out);
        PrintWriter terminal = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> first = new LinkedHashMap<>();
            first.put("checkpoint", input.checkpoint().toString());
            first.put("data", clips.data());
            first.put("part", clips.part().word());
            terminal.print(Json.page(report.json(first)));
        } else {
            terminal.print(report.table());
            terminal.println(
                    out == null
                            ? "confusion matrix and table as CSV: add --out DIR"
                            : "written to " + out + ": " + written);
        }
        terminal.flush();
    }
}
