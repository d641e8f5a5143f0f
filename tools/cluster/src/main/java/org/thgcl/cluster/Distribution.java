package org.thgcl.cluster;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/// Hands out items of work to the executors and receives their results one by one.
///
/// Each item is a job of Spark's with one task: an item that can't be done stops no other. Spark itself gives
/// an item to another executor if the first one dies or isn't fit, up to `spark.task.maxFailures` times. An
/// item whose work fails is tried as often, at the end of the queue.
///
/// Spark has as many items in its hands as keep the cluster busy. So neither the driver's memory nor the time
/// to choose the next one grows with the number of all.
final class Distribution {
    /// The key under which a job says which item it is for.
    static final String ITEM = "thgcl.item";

    static final String MAX_FAILURES = "spark.task.maxFailures";

    /// Spark's own number.
    static final int USUAL_ATTEMPTS = 4;

    /// Items in Spark's hands, at least: a cluster that grows on demand sees that there is something to do.
    private static final int WINDOW = 64;

    private static final long PAUSE_MILLIS = 10;
    private static final long ALONE_NANOS = 30_000_000_000L;

    private final JavaSparkContext spark;
    private final ClusterListener listener;
    private final List<Item> items;
    private final Receiver receiver;
    private final Attempt attempt;
    private final int attempts;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Map<Integer, JavaFutureAction<List<Attempt.Answer>>> open = new LinkedHashMap<>();
    private final Map<Integer, Integer> failures = new TreeMap<>();
    private final Map<Integer, String> undone = new TreeMap<>();
    private long aloneSince = System.nanoTime();

    private Distribution(
            JavaSparkContext spark, ClusterListener listener, List<Item> items, Work work, Receiver receiver) {
        this.spark = spark;
        this.listener = listener;
        this.items = items;
        this.receiver = receiver;
        attempt = new Attempt(work, spark.sc().longAccumulator(ClusterListener.UPDATES));
        attempts = attempts(spark.getConf());
        for (int item = 0; item < items.size(); item++) {
            waiting.add(item);
        }
    }

    /// How often an item is tried.
    static int attempts(SparkConf conf) {
        return conf.getInt(MAX_FAILURES, USUAL_ATTEMPTS);
    }

    /// What there is to do.
    ///
    /// @param name for messages and for Spark's pages
    /// @param text what the work is told
    record Item(String name, String text) {}

    /// Receives what happens to items, which are known by their position. All calls come from the thread that
    /// waits.
    interface Receiver {
        /// Something worth knowing once.
        void note(String text);

        /// An executor begins.
        void begun(int item);

        /// Steps made so far by the executor that works on it.
        void updated(int item, int steps);

        /// An attempt came to nothing, and another one follows.
        ///
        /// @param reason a phrase; `null` where a note has said what there is to say
        void lost(int item, String reason);

        /// A result is there.
        ///
        /// @throws IllegalArgumentException if it is damaged: the item is tried again then
        /// @throws IOException if it can't be kept: all work ends then
        void done(int item, String result) throws IOException;
    }

    /// Has all items worked on.
    ///
    /// @param listener one that Spark tells of its tasks
    /// @return why some could not be done, by position; empty if all were
    /// @throws IOException if the cluster has gone, or a result can't be kept
    static Map<Integer, String> run(
            JavaSparkContext spark, ClusterListener listener, List<Item> items, Work work, Receiver receiver)
            throws IOException {
        Distribution distribution = new Distribution(spark, listener, items, work, receiver);
        try {
            distribution.run();
            return distribution.undone;
        } catch (IllegalStateException e) {
            distribution.requireCluster(); // it may have been stopped at any moment
            throw e;
        } finally {
            // nothing is left of it, unless an exception ends it
            distribution.open.values().forEach(job -> job.cancel(true));
        }
    }

    private void run() throws IOException {
        while (!waiting.isEmpty() || !open.isEmpty()) {
            int window = Math.max(WINDOW, 2 * spark.defaultParallelism());
            while (!waiting.isEmpty() && open.size() < window) {
                submit(waiting.remove());
            }
            Shutdown.waitIfUnderWay(); // before executors that end with it are told of
            listener.tell(receiver);
            sayIfAlone();
            List<Integer> ended = open.keySet().stream()
                    .filter(item -> open.get(item).isDone())
                    .toList();
            for (int item : ended) {
                take(item, open.remove(item));
            }
            if (ended.isEmpty()) {
                pause();
            }
        }
    }

    private void submit(int item) {
        spark.setLocalProperty(ITEM, Integer.toString(item));
        spark.sc().setJobDescription(items.get(item).name());
        open.put(
                item,
                spark.parallelize(List.of(items.get(item).text()), 1)
                        .map(attempt)
                        .collectAsync());
    }

    /// What has come of a job.
    private void take(int item, JavaFutureAction<List<Attempt.Answer>> job) throws IOException {
        String failure;
        try {
            Attempt.Answer answer = job.get().getFirst();
            failure = answer.failure();
            if (failure == null) {
                receiver.done(item, answer.result());
                return;
            }
        } catch (IllegalArgumentException damaged) {
            failure = damaged.getMessage();
        } catch (ExecutionException given) {
            // Spark has given up, after several attempts of its own
            requireCluster();
            undone.put(
                    item,
                    listener.reason(item)
                            .orElse(ClusterListener.firstLine(given.getCause().toString())));
            return;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (failures.merge(item, 1, Integer::sum) < attempts) {
            receiver.lost(item, failure);
            waiting.add(item);
        } else {
            undone.put(item, failure);
        }
    }

    private void requireCluster() throws IOException {
        Shutdown.waitIfUnderWay();
        if (spark.sc().isStopped()) {
            throw new IOException("the cluster " + spark.master() + " has gone");
        }
    }

    /// A cluster without room for an executor says nothing.
    private void sayIfAlone() {
        long now = System.nanoTime();
        if (spark.isLocal() || listener.executors() > 0) {
            aloneSince = now;
        } else if (now - aloneSince > ALONE_NANOS) {
            aloneSince = now;
            receiver.note("still no executor: " + spark.master() + " has none with "
                    + Settings.executor(spark.getConf()) + " free.");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the cluster", e);
    }
}
