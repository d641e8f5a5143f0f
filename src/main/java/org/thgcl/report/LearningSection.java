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
        String kept = run.result() == null
                ? "The run hasn't ended, so the kept parameters may still change."
                : "The parameters kept are those after " + run.result().bestIteration()
                        + " updates, where the validation was best; "
                        + run.result().iterations() + " updates were made.";
        return Html.gallery(
                curves.loss()
                        .figure("Training loss (Eq. 5: focal and contrastive loss; the contrastive loss can be below"
                                + " 0), of single batches and smoothed."),
                curves.validation().figure("Validation part. " + kept));
    }
}
