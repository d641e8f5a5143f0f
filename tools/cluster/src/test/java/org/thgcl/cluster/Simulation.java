package org.thgcl.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A long queue of runs that do nothing, to see what the queue itself takes: `tools/cluster/simulate`.
///
/// Each run sleeps and gives back as much text as a run's record has. Nothing is kept of it, as nothing is kept
/// of a run's but its file.
final class Simulation {
    private Simulation() {}

    /// The fake run.
    ///
    /// @param millis that it takes
    /// @param characters of what it gives back
    private record Sleep(long millis, int characters) implements Work {
        private static final long serialVersionUID = 1;

        @Override
        public String on(String item, IntConsumer updates) throws InterruptedException {
            Thread.sleep(millis);
            updates.accept(1);
            return "x".repeat(characters);
        }
    }

    /// Counts.
    private static final class Count implements Distribution.Receiver {
        private int done;
        private int begun;

        @Override
        public void note(String text) {
            System.err.println(text);
        }

        @Override
        public void begun(int item) {
            begun++;
        }

        @Override
        public void updated(int item, int steps) {
            // counted by nobody
        }

        @Override
        public void lost(int item, String reason) {
            throw new IllegalStateException("run " + item + " was lost: " + reason);
        }

        @Override
        public void done(int item, String result) {
            done++;
        }
    }

    /// @param args master, runs, milliseconds of each, characters of its request, characters of its record
    public static void main(String... args) throws IOException {
        Master master = new Master(args[0]);
        int runs = Integer.parseInt(args[1]);
        long millis = Long.parseLong(args[2]);
        String request = "x".repeat(Integer.parseInt(args[3]));
        int characters = Integer.parseInt(args[4]);
        System.setProperty("thgcl.cluster.log", "runs/simulation.log");
        System.setProperty("log4j2.configurationFile", "cluster-log4j2.properties");
        List<Path> jars = Stream.of(System.getProperty("thgcl.cluster.jars").split(":"))
                .map(Path::of)
                .toList();
        List<Distribution.Item> items = IntStream.range(0, runs)
                .mapToObj(run -> new Distribution.Item("run " + run, run + " " + request))
                .toList();
        Count count = new Count();
        try (Cluster cluster = new Cluster(new Settings(master, Map.of(), jars))) {
            cluster.open(1, 0);
            cluster.distribute(items.subList(0, Math.min(runs, 100)), new Sleep(millis, characters), new Count());
            used();
            long begun = System.nanoTime();
            Map<Integer, String> undone = cluster.distribute(items, new Sleep(millis, characters), count);
            double seconds = (System.nanoTime() - begun) * 1e-9;
            long most = peak();
            if (!undone.isEmpty() || count.done != runs) {
                throw new IllegalStateException(count.done + " of " + runs + " runs came back; failed: " + undone);
            }
            PrintStream out = System.out;
            out.printf(
                    Locale.ROOT,
                    "%d runs of %d ms on %s in %.1f s: %.0f a second%n",
                    runs,
                    millis,
                    args[0],
                    seconds,
                    runs / seconds);
            out.printf(
                    Locale.ROOT,
                    "driver's heap: %d MiB in use at the end, %d MiB at most, %d MiB allowed%n",
                    used() >> 20,
                    most >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    /// Heap in use after a collection; the peak is measured from here on.
    private static long used() {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long peak() {
        return pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }
}
