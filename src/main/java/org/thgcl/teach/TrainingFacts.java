package org.thgcl.teach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.tensor.Kernels;

/// What the two runs of [TrainingFigure] have learnt after some updates: computed when the page is written.
final class TrainingFacts {
    /// Names of the runs' tables, see [Learnt#rows].
    static final String RUN_A = "run-a";

    static final String RUN_B = "run-b";

    /// Name of the table of where run A attended in the meantime, see [Glance#all].
    static final String GLANCES = "glances";

    private static final int UPDATES = 120;
    private static final int GLANCE = 20;

    private TrainingFacts() {}

    /// The tables by name.
    static Map<String, List<List<String>>> tables(Kernels kernels) {
        PlantedClips clips = new PlantedClips();
        WatchedTraining a = new WatchedTraining(TrainingFigure.settings(false), clips, kernels);
        WatchedTraining b = new WatchedTraining(TrainingFigure.settings(true), clips, kernels);
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        List<List<String>> glances = new ArrayList<>(Glance.of(a.learnt()).rows());
        for (int update = 1; update <= UPDATES; update++) {
            a.step();
            b.step();
            if (update % GLANCE == 0) {
                glances.addAll(Glance.of(a.learnt()).rows());
            }
        }
        tables.put(GLANCES, glances);
        tables.put(RUN_A, a.learnt().rows());
        tables.put(RUN_B, b.learnt().rows());
        return tables;
    }
}
