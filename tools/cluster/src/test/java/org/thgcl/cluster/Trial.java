package org.thgcl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;

/// What becomes of work that fails, of an executor that isn't fit, of a result that is damaged: tried on a
/// cluster on this machine, see `tools/cluster/check`. Ends with an exception if something isn't as it should
/// be.
final class Trial {
    private static final int ITEMS = 12;
    private static final int FAILS = 3;
    private static final int FAILS_ONCE = 5;
    private static final int DAMAGED_ONCE = 7;

    private static final int PAUSES = 1200;
    private static final int PAUSE_MILLIS = 100;

    private Trial() {}

    /// Work that goes wrong in several ways.
    ///
    /// @param folder where executors leave notes of what they have tried
    private record Mishaps(String folder) implements Work {
        private static final long serialVersionUID = 1;

        @Override
        public String on(String item, IntConsumer updates) throws IOException, InterruptedException {
            String executor = SparkEnv.get().executorId();
            if (executor.equals("0")) {
                Files.createTempFile(Path.of(folder), "refused-", "-" + item);
                throw new Unfit("this program is another one", null);
            }
            awaitRefusal();
            Files.createTempFile(Path.of(folder), "tried-", "-" + item);
            switch (Integer.parseInt(item)) {
                case FAILS -> throw new IllegalStateException("always fails");
                case FAILS_ONCE -> {
                    if (count(Path.of(folder), "tried-", item) == 1) {
                        throw new IllegalArgumentException("fails the first time");
                    }
                }
                default -> {}
            }
            return item + " by " + executor;
        }

        /// An executor that starts sooner doesn't do everything alone.
        private void awaitRefusal() throws IOException, InterruptedException {
            for (int pause = 0; pause < PAUSES && count(Path.of(folder), "refused-", "") == 0; pause++) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static long count(Path folder, String what, String item) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(what) && (item.isEmpty() || name.endsWith("-" + item)))
                    .count();
        }
    }

    /// Writes down what it hears.
    private static final class Record implements Distribution.Receiver {
        private final Map<Integer, String> results = new TreeMap<>();
        private final Map<Integer, List<String>> losses = new HashMap<>();
        private final List<String> notes = new ArrayList<>();
        private boolean damaged;

        @Override
        public void note(String text) {
            notes.add(text);
        }

        @Override
        public void begun(int item) {
            // of no interest here
        }

        @Override
        public void updated(int item, int steps) {
            // of no interest here
        }

        @Override
        public void lost(int item, String reason) {
            losses.computeIfAbsent(item, _ -> new ArrayList<>()).add(reason);
        }

        @Override
        public void done(int item, String result) {
            if (item == DAMAGED_ONCE && !damaged) {
                damaged = true;
                throw new IllegalArgumentException("came back damaged");
            }
            results.put(item, result);
        }
    }

    /// @param args a folder for notes
    public static void main(String... args) throws IOException {
        System.setProperty("thgcl.cluster.log", args[0] + "/trial.log");
        System.setProperty("log4j2.configurationFile", "cluster-log4j2.properties");
        Path folder = Files.createDirectory(Path.of(args[0], "trial"));
        List<Path> jars = Stream.of(System.getProperty("thgcl.cluster.jars").split(":"))
                .map(Path::of)
                .toList();
        List<Distribution.Item> items = IntStream.range(0, ITEMS)
                .mapToObj(item -> new Distribution.Item("item " + item, Integer.toString(item)))
                .toList();
        Record record = new Record();
        Map<Integer, String> undone;
        try (Cluster cluster = new Cluster(new Settings(new Master("local-cluster[2,1,1024]"), Map.of(), jars))) {
            cluster.open(1, 0);
            undone = cluster.distribute(items, new Mishaps(folder.toString()), record);
        }
        System.out.println("results " + record.results + "\nlosses " + record.losses + "\nundone " + undone + "\nnotes "
                + record.notes);
        require(undone.keySet().equals(Set.of(FAILS)), "one item must be left undone");
        require(
                undone.get(FAILS).contains("always fails") && undone.get(FAILS).contains("executor "),
                "the reason must name cause and executor");
        require(
                count(folder, "tried-", Integer.toString(FAILS)) == Distribution.USUAL_ATTEMPTS,
                "what fails must be tried " + Distribution.USUAL_ATTEMPTS + " times");
        require(record.results.size() == ITEMS - 1, "all others must be done");
        require(
                record.losses.getOrDefault(FAILS_ONCE, List.of()).toString().contains("fails the first time"),
                "a failure must be told");
        require(
                record.losses.getOrDefault(DAMAGED_ONCE, List.of()).toString().contains("came back damaged"),
                "damage must be told");
        require(record.results.values().stream().noneMatch(result -> result.endsWith("by 0")), "executor 0 isn't fit");
        require(count(folder, "refused-", "") >= 1, "executor 0 must have refused something");
        List<String> refusals = record.notes.stream()
                .filter(note ->
                        note.startsWith("executor 0 on ") && note.endsWith(" is refused: this program is another one."))
                .toList();
        require(refusals.size() == 1, "a refusal must be told once");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException(rule);
        }
    }
}
