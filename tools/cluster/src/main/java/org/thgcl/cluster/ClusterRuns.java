package org.thgcl.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.thgcl.ablation.DataSource.DataFile;
import org.thgcl.ablation.RunEntry;
import org.thgcl.ablation.RunMaker;
import org.thgcl.ablation.RunRequest;
import org.thgcl.ablation.RunsNotMadeException;

/// Has the runs of sweeps made by Spark's executors.
///
/// @param cluster where they are made
/// @param ship whether executors are sent the files of clips; otherwise they find them by their paths
record ClusterRuns(Cluster cluster, boolean ship) implements RunMaker {
    @Override
    public String place() {
        return "Apache Spark at " + cluster.master().url();
    }

    @Override
    public void make(List<RunRequest> runs, Receiver receiver) throws IOException {
        int threads = runs.stream().mapToInt(RunRequest::threads).max().orElse(1);
        long bytes = runs.stream().mapToLong(RunRequest::bytes).max().orElse(0);
        cluster.open(threads, bytes);
        if (ship) {
            for (RunRequest run : runs) {
                for (DataFile file : run.data().files()) {
                    cluster.ship(file.path(), file.sha256());
                }
            }
        }
        List<Distribution.Item> items = runs.stream()
                .map(run -> new Distribution.Item(run.name(), run.line()))
                .toList();
        Map<Integer, String> undone = cluster.distribute(items, new Run(ship), new Forwarding(runs, receiver));
        if (!undone.isEmpty()) {
            Map<String, List<String>> names = new LinkedHashMap<>();
            undone.forEach((run, reason) -> names.computeIfAbsent(reason, _ -> new ArrayList<>())
                    .add(runs.get(run).name()));
            throw new RunsNotMadeException(undone.size() + " of " + runs.size()
                    + " runs could not be made, the others are kept: "
                    + names.entrySet().stream()
                            .map(some -> String.join("; ", some.getValue()) + " (" + some.getKey() + ")")
                            .collect(Collectors.joining("; ")));
        }
    }

    /// Tells of items as of the runs that they are.
    private record Forwarding(List<RunRequest> runs, Receiver receiver) implements Distribution.Receiver {
        @Override
        public void note(String text) {
            receiver.note(text);
        }

        @Override
        public void begun(int item) {
            receiver.begun(runs.get(item));
        }

        @Override
        public void updated(int item, int steps) {
            receiver.updated(runs.get(item), steps);
        }

        @Override
        public void lost(int item, String reason) {
            receiver.lost(runs.get(item), reason);
        }

        @Override
        public void done(int item, String result) throws IOException {
            receiver.accept(runs.get(item), RunEntry.parse(result));
        }
    }
}
