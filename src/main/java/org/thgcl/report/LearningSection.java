package org.thgcl.report;

import org.thgcl.page.Html;
import org.thgcl.page.Section;
import org.thgcl.training.MetricsHistory;

/// How the run learnt.
///
/// @param run may be null
record LearningSection(TrainedRun run) implements Section {
    @Override
    public String id() {
        return "learning";
    }

    @Override
    public String title() {
        return "Learning curves";
    }

    @Override
    public String html() {
        if (run == null) {
            return MissingInputs.run();
        }
        MetricsHistory history = run.history();
        if (history.updates().isEmpty() || history.validations().isEmpty()) {
            return Html.note("The run made " + history.updates().size() + " updates and "
                    + history.validations().size() + " validations, which is too few for curves.");
        }
        LearningCurves curves = LearningCurves.of(history);
        String kept = "The run hasn't ended, so the kept parameters may still change.";
        if (run.result() != null) {
            int best = run.result().bestIteration();
            curves.loss().moment(best, "kept");
            curves.validation().moment(best, "kept");
            kept = "The parameters kept are those after " + best + " updates, where the validation was best; "
                    + run.result().iterations() + " updates were made.";
        }
        if (run.clips() != null) {
            Chance chance = run.clips().validation();
            curves.validation().level(chance.auc(), "AUC by chance").level(chance.map(), "mAP by chance");
        }
        return curves.loss()
                        .wideFigure("Training loss (Eq. 5: focal and contrastive loss; the contrastive loss can be"
                                + " below 0), of single batches and smoothed.")
                + curves.validation().wideFigure("Validation part. " + kept);
    }
}
