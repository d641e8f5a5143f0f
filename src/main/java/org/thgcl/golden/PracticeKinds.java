package org.thgcl.golden;

import java.util.List;
import org.thgcl.data.FeatureMoments;
import org.thgcl.data.Split;
import org.thgcl.data.Standardisation;
import org.thgcl.metric.Evaluation;
import org.thgcl.optimise.EarlyStopping;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Kinds around training: scaled features, the split, the end of a run, right predictions.
final class PracticeKinds {
    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "standardisation",
                    "2.1",
                    "(y - mean) / deviation, both of x; the population's deviation, 1 where a feature never varies",
                    List.of(),
                    List.of("x[n,F]", "y[m,F]"),
                    List.of("mean[F]", "deviation[F]", "y_out[m,F]"),
                    PracticeKinds::standardisation),
            new EquationKind(
                    "split_sizes",
                    "3.1.1",
                    "n f, rounded by largest remainders; an empty part takes one from the largest",
                    List.of(),
                    List.of("int clips[k]", "fractions[parts]"),
                    List.of("int sizes[k,parts]"),
                    PracticeKinds::splitSizes),
            new EquationKind(
                    "early_stopping",
                    "3.1.2",
                    "the best validation so far, those since, and whether these are as many as patience",
                    KindSetting.ofModel("stopping", "patience"),
                    List.of("map[n]", "auc[n]"),
                    List.of("int best[n]", "int since[n]", "int stops[n]"),
                    PracticeKinds::earlyStopping),
            new EquationKind(
                    "accuracy",
                    "3.1.2",
                    "part of the clips whose own class has the highest score, the first of equals",
                    List.of(),
                    List.of("score[N,C]", "int label[N]"),
                    List.of("int predicted[N]", "accuracy[]", "precision[C]", "recall[C]", "f1[C]"),
                    PracticeKinds::accuracy));

    private PracticeKinds() {}

    private static Outputs standardisation(CaseSettings settings, CaseInputs in) {
        if (in.size("n") == 0) {
            throw new GoldenException("inputs.x", "has no segments to take a mean of");
        }
        int features = in.size("F");
        FeatureMoments moments = new FeatureMoments(features);
        moments.add(in.tensor("x"));
        Tensor mean = moments.mean();
        Tensor deviation = moments.deviation();
        Tensor y = in.tensor("y");
        Tensor scaled = Tensor.zeros(y.shape());
        for (int e = 0; e < y.shape().elements(); e++) {
            int feature = e % features;
            scaled.set(e, Standardisation.scaled(y.get(e), mean.get(feature), deviation.get(feature)));
        }
        return new Outputs()
                .put("mean", GoldenTensor.real(mean))
                .put("deviation", GoldenTensor.real(deviation))
                .put("y_out", GoldenTensor.real(scaled));
    }

    private static Outputs splitSizes(CaseSettings settings, CaseInputs in) {
        int[] clips = in.indices("clips", Integer.MAX_VALUE);
        double[] fractions = in.tensor("fractions").toArray();
        int parts = in.size("parts");
        Tensor sizes = Tensor.zeros(Shape.of(clips.length, parts));
        for (int k = 0; k < clips.length; k++) {
            int n = clips[k];
            int[] row = GoldenException.blaming("inputs", () -> Split.partSizes(n, fractions));
            for (int part = 0; part < parts; part++) {
                sizes.set(k * parts + part, row[part]);
            }
        }
        return new Outputs().put("sizes", GoldenTensor.whole(sizes));
    }

    private static Outputs earlyStopping(CaseSettings settings, CaseInputs in) {
        EarlyStopping rule = new EarlyStopping(
                settings.word(TrainingSettings.Stopping.class, "stopping"), settings.whole("patience"));
        int validations = in.size("n");
        int[] best = new int[validations];
        int[] since = new int[validations];
        int[] stops = new int[validations];
        EarlyStopping.State state = EarlyStopping.State.START;
        for (int k = 0; k < validations; k++) {
            state = rule.after(
                    state, k, in.tensor("map").get(k), in.tensor("auc").get(k));
            best[k] = state.bestIteration();
            since[k] = state.validationsSince();
            stops[k] = rule.stops(state) ? 1 : 0;
        }
        return new Outputs()
                .put("best", GoldenTensor.whole(best))
                .put("since", GoldenTensor.whole(since))
                .put("stops", GoldenTensor.whole(stops));
    }

    private static Outputs accuracy(CaseSettings settings, CaseInputs in) {
        int classes = in.size("C");
        Limits.require("inputs.score", classes, classes);
        int[] label = in.indices("label", classes);
        Tensor score = in.tensor("score");
        Evaluation found = GoldenException.blaming("inputs.score", () -> Evaluation.of(score, label));
        int[] predicted = new int[label.length];
        for (int clip = 0; clip < predicted.length; clip++) {
            predicted[clip] = Evaluation.predicted(score, clip);
        }
        Tensor precision = Tensor.zeros(Shape.of(classes));
        Tensor recall = Tensor.zeros(Shape.of(classes));
        Tensor f1 = Tensor.zeros(Shape.of(classes));
        for (int c = 0; c < classes; c++) {
            precision.set(c, found.classes().get(c).precision());
            recall.set(c, found.classes().get(c).recall());
            f1.set(c, found.classes().get(c).f1());
        }
        return new Outputs()
                .put("predicted", GoldenTensor.whole(predicted))
                .put("accuracy", GoldenTensor.real(Tensor.scalar(found.accuracy())))
                .put("precision", GoldenTensor.real(precision))
                .put("recall", GoldenTensor.real(recall))
                .put("f1", GoldenTensor.real(f1));
    }
}
