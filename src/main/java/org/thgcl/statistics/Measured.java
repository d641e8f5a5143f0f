package org.thgcl.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.metric.PerClass;

/// mAP, AUC and each class's average precision of one sample.
///
/// @param map mean over the classes that have positives in the sample
/// @param auc likewise, of classes that have positives and negatives
/// @param precisions average precision by class, NaN where the sample has no positives
record Measured(double map, double auc, List<Double> precisions) {

    /// All metrics in the order map, auc, then the classes.
    double[] all() {
        double[] all = new double[2 + precisions.size()];
        all[0] = map;
        all[1] = auc;
        for (int category = 0; category < precisions.size(); category++) {
            all[2 + category] = precisions.get(category);
        }
        return all;
    }

    /// Measures a sample.
    ///
    /// @param weight how often the sample has each entry of the orders
    static Measured of(List<ClassOrder> orders, int[] weight) {
        PerClass precisions = new PerClass(
                orders.stream().map(order -> order.averagePrecision(weight)).toList());
        PerClass areas =
                new PerClass(orders.stream().map(order -> order.auc(weight)).toList());
        return new Measured(precisions.mean(), areas.mean(), precisions.values());
    }

    /// The orders of a model's scores, one for each class; entries are clips.
    static List<ClassOrder> orders(ClipScores scores) {
        return IntStream.range(0, scores.classes())
                .mapToObj(category -> ClassOrder.of(scores.scores(category), scores.members(category)))
                .toList();
    }

    /// The orders of two models' scores together: entry k is clip k by the first, entry `clips` + k by the second.
    static List<ClassOrder> orders(ClipScores first, ClipScores second) {
        int clips = first.clips();
        List<ClassOrder> orders = new ArrayList<>();
        for (int category = 0; category < first.classes(); category++) {
            boolean[] one = first.members(category);
            boolean[] both = new boolean[2 * clips];
            System.arraycopy(one, 0, both, 0, clips);
            System.arraycopy(one, 0, both, clips, clips);
            orders.add(ClassOrder.of(ClassOrder.joined(first.scores(category), second.scores(category)), both));
        }
        return orders;
    }
}
