package org.thgcl.audit;

import java.util.List;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Curve;
import org.thgcl.ablation.VariantResult;

/// The curves of Figure 3, means over the seeds, and what its sentences say of them.
///
/// @param data on which data, with the number of seeds and iterations
/// @param crossEntropy CEL
/// @param focal FL
/// @param joint FL + CL
record LossCurves(String data, Run crossEntropy, Run focal, Run joint) {
    /// Iterations that a batch's loss is averaged over.
    private static final int WINDOW = 10;

    static LossCurves of(AblationResult sweep) {
        List<Run> runs = sweep.variants().stream().map(Run::of).toList();
        int iterations = runs.getFirst().loss.length;
        return new LossCurves(
                "embedded clips, " + sweep.seeds().size() + " seeds, " + iterations + " iterations",
                run("cross entropy", runs),
                run("focal", runs),
                run("focal + contrastive", runs));
    }

    private static Run run(String name, List<Run> runs) {
        return runs.stream()
                .filter(run -> run.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the sweep has no variant '" + name + "'"));
    }

    /// One objective's curves.
    ///
    /// @param name of the variant
    /// @param loss of each iteration's batches
    /// @param map of each validation
    @SuppressWarnings("ArrayRecordComponent") // package private, never changed
    record Run(String name, double[] loss, double[] map) {
        static Run of(VariantResult variant) {
            return new Run(variant.name(), means(variant.loss()), means(variant.validationMap()));
        }

        private static double[] means(Curve curve) {
            return curve.points().stream().mapToDouble(Curve.Point::mean).toArray();
        }

        /// The loss averaged over the last tenth of the iterations.
        double last() {
            return mean(loss.length - loss.length / 10, loss.length);
        }

        /// Standard deviation of the loss in the last tenth, by the whole fall of the loss.
        double roughness() {
            double mean = last();
            double squares = 0;
            int from = loss.length - loss.length / 10;
            for (int k = from; k < loss.length; k++) {
                squares += (loss[k] - mean) * (loss[k] - mean);
            }
            return Math.sqrt(squares / (loss.length - from - 1)) / (mean(0, 1) - mean);
        }

        /// Iterations until the loss has made a part of its fall from the first to the last value.
        int iterationsTo(double part) {
            double first = mean(0, 1);
            double aim = first - part * (first - last());
            for (int k = 0; k < loss.length; k++) {
                if (mean(Math.max(0, k - WINDOW + 1), k + 1) <= aim) {
                    return k + 1;
                }
            }
            return loss.length;
        }

        /// At how many of the validations from one to another, exclusive, this run's mean mAP is above the other's.
        int leads(Run other, int from, int to) {
            int leads = 0;
            for (int k = from; k < to; k++) {
                leads += map[k] > other.map[k] ? 1 : 0;
            }
            return leads;
        }

        private double mean(int from, int to) {
            double sum = 0;
            for (int k = from; k < to; k++) {
                sum += loss[k];
            }
            return sum / (to - from);
        }
    }
}
