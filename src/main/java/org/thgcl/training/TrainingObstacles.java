package org.thgcl.training;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;

/// Why a data set, given alone, would not be trained on: everything at once, where training names the first.
public final class TrainingObstacles {
    private static final int SHOWN = 5;

    private TrainingObstacles() {}

    /// The reasons in labels and sizes, each with what the rule is; none if training would begin.
    ///
    /// @param data with labels
    public static List<String> of(DataSet data, Configuration configuration) {
        List<String> obstacles = new ArrayList<>();
        int[] counts = Subset.all(data).classCounts();
        if (counts.length < 2) {
            obstacles.add("there is 1 class; at least 2 are needed");
        }
        double[] fractions = configuration.split().fractions().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        int needed = configuration.split().stratified() ? fractions.length : 1;
        List<String> rare = new ArrayList<>();
        int training = 0;
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] < needed) {
                rare.add("'" + data.classes().get(c) + "' (" + counts[c] + ")");
            } else if (configuration.split().stratified() && !data.severalLabels()) {
                training += Split.sizes(counts[c], fractions)[0];
            }
        }
        if (!rare.isEmpty()) {
            obstacles.add((rare.size() == 1 ? "1 class has" : rare.size() + " classes have") + " fewer than " + needed
                    + (needed == 1 ? " clip" : " clips, too few to be split into " + needed + " parts") + ": "
                    + String.join(", ", rare.subList(0, Math.min(SHOWN, rare.size())))
                    + (rare.size() > SHOWN ? ", ..." : "") + "; add clips or leave them out");
        }
        if (!configuration.split().stratified()) {
            training = Split.sizes(data.size(), fractions)[0];
        } else if (data.severalLabels()) {
            training = rare.isEmpty()
                    ? TrainingData.split(data, configuration).train().size()
                    : data.size();
        }
        DataFit.labelObstacle(configuration, data).ifPresent(obstacles::add);
        if (configuration.training().batch() > training) {
            obstacles.add("batch is " + configuration.training().batch() + " clips, the training part has " + training
                    + "; lower it with --set batch=" + Math.max(2, training / 2));
        }
        return obstacles;
    }
}
