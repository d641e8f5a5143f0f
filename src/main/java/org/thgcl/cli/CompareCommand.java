package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.thgcl.data.Subset;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import org.thgcl.statistics.ClipComparison;
import org.thgcl.statistics.ClipScores;
import org.thgcl.statistics.Resampling;
import org.thgcl.tensor.Workers;
import org.thgcl.training.DataIdentity;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl compare`: two trained models on the same clips.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares two trained models on the same clips: differences of mAP, AUC and each class's AP, with a paired "
                    + "bootstrap interval and a paired permutation test over the clips.",
            "",
            "All differences are the second run minus the first: variant minus reference. They are about these two "
                    + "models and the choice of the clips. What another seed would change, 'thgcl ablate' measures.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl compare runs/reference runs/variant",
            "  thgcl compare runs/reference runs/variant --data other.h5 --out difference.json"
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "REFERENCE", description = "Folder of a run: the first model.")
    private Path reference;

    @Parameters(index = "1", paramLabel = "VARIANT", description = "Folder of another run: the second model.")
    private Path variant;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "HDF5 file of labelled clips for both models, from which neither should have learnt. "
                    + "Default: the clips that both runs were tested on; it is an error if these differ.")
    private Path data;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Clips to take: all, or the part train, validation or test. Default: all of --data; of the "
                    + "runs' own clips those that they were tested on, or validated on if they weren't tested.")
    private Part part;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "" + Resampling.USUAL,
            description = "Samples of clips for the intervals, and permutations for the test, at least 1. The smallest "
                    + "possible p is 1/(N + 1). Default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(names = "--json", description = "Print one JSON object with everything instead of the table.")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "File for the same JSON. Default: it is not written.")
    private Path out;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    /// A model's scores, and what they were computed on.
    private record Scored(
            Path run, List<String> classes, String data, Part part, List<DataIdentity> clips, ClipScores scores) {}

    @Override
    public Integer call() throws IOException {
        if (resamples < 1) {
            throw new IllegalArgumentException("--resamples: " + resamples + " isn't allowed, must be at least 1");
        }
        if (out != null) {
            Destination.file(out);
        }
        ModelFile.requireRun(reference);
        ModelFile.requireRun(variant);
        try (Workers workers = compute.workers()) {
            Scored first = scored(reference, workers);
            Scored second = scored(variant, workers);
            requireSameClips(first, second);
            ClipComparison comparison = ClipComparison.of(first.scores, second.scores, Resampling.of(resamples));
            report(new ComparisonReport(reference, variant, first.data, first.part, first.classes, comparison));
        }
        return Thgcl.DONE;
    }

    private Scored scored(Path run, Workers workers) throws IOException {
        RunFolder folder = new RunFolder(run);
        TrainedModel model = TrainedModel.load(folder.best(), workers);
        try (ChosenClips clips = data == null
                ? ChosenClips.of(folder, model, part)
                : ChosenClips.of(data, model, part == null ? Part.ALL : part, true)) {
            List<DataIdentity> identities = new ArrayList<>();
            for (Subset subset : clips.subsets()) {
                identities.add(DataIdentity.of(subset));
            }
            ClipScores scores = ClipScores.of(clips.scores(model.predictor()), clips.labels());
            return new Scored(run, model.classes(), clips.data(), clips.part(), identities, scores);
        }
    }

    /// Refuses models of other classes or clips.
    private static void requireSameClips(Scored first, Scored second) {
        if (!first.classes.equals(second.classes)) {
            throw new IllegalArgumentException(second.run + ": its classes are " + second.classes + ", those of "
                    + first.run + " are " + first.classes + "; models of the same classes can be compared");
        }
        List<String> differences = new ArrayList<>();
        if (first.clips.size() != second.clips.size()) {
            differences.add("number of files (" + second.clips.size() + " instead of " + first.clips.size() + ")");
        } else {
            for (int k = 0; k < first.clips.size(); k++) {
                differences.addAll(first.clips.get(k).differences(second.clips.get(k)));
            }
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(second.run + ": its " + second.part.word()
                    + " clips aren't those of " + first.run + "; these differ: "
                    + String.join(", ", differences)
                    + ". Seed, fractions and stratified decide how one file is split. Give --data FILE to compare the"
                    + " models on other clips");
        }
    }

    private void report(ComparisonReport report) throws IOException {
        String page = Json.page(report.json());
        if (out != null) {
            AtomicFile.write(out, page);
        }
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(json ? page : report.text() + (out == null ? "" : "written to " + out + "\n"));
        terminal.flush();
    }
}
