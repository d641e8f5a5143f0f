package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Json;
import org.thgcl.training.TrainedModel;
import org.thgcl.training.TrainingData;
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
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl evaluate --checkpoint first/best.safetensors --data test.h5",
            "  thgcl evaluate --checkpoint first/best.safetensors --data clips.h5 \\",
            "      --part test --out tables"
        })
final class EvaluateCommand implements Callable<Integer> {
    /// Which clips of a file.
    enum Part {
        ALL,
        TRAIN,
        VALIDATION,
        TEST
    }

    @Mixin
    private ModelOptions input;

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "ALL",
            description = "Clips of the file: all, or the part train, validation or test into which 'train --train "
                    + "FILE' split this file if it was given alone. Default: all.")
    private Part part;

    @Option(names = "--json", description = "Print one JSON object with everything instead of the table.")
    private boolean json;

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
        if (out != null) {
            Destination.folder(out);
        }
        try (Workers workers = compute.workers()) {
            TrainedModel model = input.model(workers, spec.commandLine().getErr());
            try (DataSet data = input.open(model, true)) {
                Subset clips = clips(model, data);
                report(new EvaluationReport(model.predictor().evaluate(clips), model.classes()));
            }
        }
        return Thgcl.DONE;
    }

    private Subset clips(TrainedModel model, DataSet data) {
        if (part == Part.ALL) {
            return Subset.all(data);
        }
        Split.Parts parts = TrainingData.split(data, model.configuration());
        return switch (part) {
            case TRAIN -> parts.train();
            case VALIDATION -> parts.validation();
            default -> parts.test();
        };
    }

    private void report(EvaluationReport report) throws IOException {
        if (out != null) {
            report.write(out);
        }
        PrintWriter terminal = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> first = new LinkedHashMap<>();
            first.put("checkpoint", input.checkpoint().toString());
            first.put("data", input.data().toString());
            first.put("part", part.name().toLowerCase(Locale.ROOT));
            terminal.print(Json.page(report.json(first)));
        } else {
            terminal.print(report.table());
            terminal.println(
                    out == null
                            ? "confusion matrix and table as CSV: add --out DIR"
                            : "written to " + out + ": per_class.csv, confusion.csv");
        }
        terminal.flush();
    }
}
