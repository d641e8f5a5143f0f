package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.DataFacts;
import org.thgcl.ablation.Parallelism;
import org.thgcl.ablation.Reproduction;
import org.thgcl.ablation.VariantResult;
import org.thgcl.model.Configuration;
import org.thgcl.report.Checklist;
import org.thgcl.thgn.Preset;

/// The checklist of a reproduction, from what was run.
final class ReproductionChecklist {
    private final List<Checklist.Item> items = new ArrayList<>();

    private ReproductionChecklist() {}

    /// @param taken time that this process took for the runs
    /// @param forecast time that was said before
    static Checklist of(
            Reproduction reproduction,
            List<AblationResult> results,
            Parallelism execution,
            Reproduction.Cost cost,
            String taken,
            String forecast) {
        ReproductionChecklist list = new ReproductionChecklist();
        AblationResult first = results.getFirst();
        list.data(first.data());
        list.code(first, reproduction.base());
        list.add(
                "seeds",
                "Which seeds?",
                seeds(first) + "; the same for every variant: split, initial parameters,"
                        + " batches and noise are functions of the seed.");
        list.add(
                "hardware",
                "On which machine?",
                (execution.maker() == null
                                ? Version.lines().getLast() + "; " + execution.jobs() + " runs side by side, "
                                : execution.maker().place() + "; ")
                        + execution.threads() + " threads each. The results don't depend on it.");
        list.add(
                "time",
                "How long did it take?",
                String.format(
                        Locale.ROOT,
                        "This process made %d runs in %s (forecast: at most %s) and found %d made before.",
                        cost.runs(),
                        taken,
                        forecast,
                        cost.known()));
        list.statistics(results);
        return new Checklist(list.items);
    }

    private void add(String topic, String question, String answer) {
        items.add(new Checklist.Item(topic, question, answer));
    }

    private void data(DataFacts data) {
        add(
                "data",
                "Which clips?",
                String.format(
                        Locale.ROOT,
                        "%s: %d clips, %d classes, %d audio and %d video segments%s.",
                        data.name(),
                        data.clips(),
                        data.classes(),
                        data.audioSegments(),
                        data.videoSegments(),
                        data.synthetic() ? "; synthetic" : ""));
        add("data", "How were they split?", data.parts() + ".");
        add(
                "data",
                "What was each part used for?",
                "Training part: updates. Validation part: early stopping and the choice"
                        + " of the best parameters. Test part: the results, once for each run.");
        add("data", "Which content?", "SHA-256 " + data.fingerprint());
        add(
                "data",
                "Are they the paper's?",
                "No: the paper's clips aren't distributed. The results neither confirm nor"
                        + " refute the paper's figures.");
    }

    private void code(AblationResult result, Configuration base) {
        add("code", "Which program?", String.join("; ", Version.lines().subList(0, 2)));
        add("code", "Which numbers does it compute?", "fingerprint " + result.program() + ", " + result.precision());
        List<String> changed = base.differences(Preset.PAPER.configuration()).stream()
                .map(key -> key + "=" + base.text(key))
                .toList();
        add("code", "Which settings aren't the paper's?", changed.isEmpty() ? "none" : String.join(", ", changed));
        add("code", "What of the paper isn't here?", String.join(" ", result.notes()));
    }

    private void statistics(List<AblationResult> results) {
        int seeds = results.getFirst().seeds().size();
        add(
                "statistics",
                "Which interval?",
                seeds == 1
                        ? "nominal 95 %, paired percentile bootstrap over the test clips"
                        : "nominal 95 %, expanded percentile bootstrap over the seeds, of the paired difference in"
                                + " test mAP");
        add(
                "statistics",
                "Which test?",
                seeds == 1
                        ? "paired permutation over the test clips, two-sided, not corrected"
                        : "Wilcoxon's signed-rank test over the seeds, two-sided, corrected within each of the three"
                                + " experiments by Holm's method");
        add("statistics", "Which sign?", "variant minus reference");
        add(
                "statistics",
                "What is the spread about?",
                seeds == 1
                        ? "The choice of the test clips. Each model was trained once."
                        : "The randomness of training (and the split of one file), not the choice of the test clips.");
        add("statistics", "Did runs fail?", failures(results));
    }

    private static String failures(List<AblationResult> results) {
        String failed = results.stream()
                .flatMap(result -> result.variants().stream())
                .filter(variant -> variant.failures() > 0)
                .map(VariantResult::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return failed.isEmpty() ? "none" : "yes, of " + failed + "; they have no part in the means";
    }

    private static String seeds(AblationResult result) {
        return result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
