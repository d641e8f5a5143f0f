package org.thgcl.teach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.tensor.Kernels;

/// What the two runs of [TrainingFigure] have learnt after some updates: computed when the page is written.
final class TrainingFacts {
    /// Names of their tables, see [Learnt#rows].
    static final String UNTRAINED = "untrained";

    static final String RUN_A = "run-a";
    static final String RUN_B = "run-b";

    private static final int UPDATES = 120;

    private TrainingFacts() {}

    /// The tables by name.
    static Map<String, List<List<String>>> tables(Kernels kernels) {
        PlantedClips clips = new PlantedClips();
        WatchedTraining a = new WatchedTraining(TrainingFigure.settings(false), clips, kernels);
        WatchedTraining b = new WatchedTraining(TrainingFigure.settings(true), clips, kernels);
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        tables.put(UNTRAINED, a.learnt().rows());
        for (int update = 0; update < UPDATES; update++) {
            a.step();
            b.step();
        }
        tables.put(RUN_A, a.learnt().rows());
        tables.put(RUN_B, b.learnt().rows());
        return tables;
    }
}
