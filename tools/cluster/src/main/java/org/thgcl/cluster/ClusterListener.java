package org.thgcl.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/// Hears from Spark which items are being worked on, how far they are and which executors are there.
///
/// Spark calls it from a thread of its own, before or after an item's result is there. What it hears it keeps
/// until it is asked, by the thread that waits for results.
final class ClusterListener extends SparkListener {
    /// Name of the accumulator in which an executor counts steps.
    static final String UPDATES = "updates";

    private final Queue<Consumer<Distribution.Receiver>> heard = new ConcurrentLinkedQueue<>();
    private final Map<Integer, String> reasons = new ConcurrentHashMap<>();
    private final Set<String> executors = ConcurrentHashMap.newKeySet();

    // used in Spark's thread alone
    private final Map<Integer, Integer> itemOfStage = new HashMap<>();
    private final Map<Long, Integer> itemOfTask = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    /// Executors that are there.
    int executors() {
        return executors.size();
    }

    /// Why the last attempt at an item came to nothing, as far as Spark has said.
    Optional<String> reason(int item) {
        return Optional.ofNullable(reasons.get(item));
    }

    /// Passes on what was heard since the last time.
    void tell(Distribution.Receiver receiver) {
        for (Consumer<Distribution.Receiver> next = heard.poll(); next != null; next = heard.poll()) {
            next.accept(receiver);
        }
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded event) {
        executors.add(event.executorId());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
        executors.remove(event.executorId());
    }

    @Override
    public void onJobStart(SparkListenerJobStart event) {
        String item = event.properties().getProperty(Distribution.ITEM);
        for (Object stage : CollectionConverters.asJava(event.stageIds())) {
            itemOfStage.put((Integer) stage, Integer.valueOf(item));
        }
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted event) {
        itemOfStage.remove(event.stageInfo().stageId());
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart event) {
        int item = itemOfStage.get(event.stageId());
        itemOfTask.put(event.taskInfo().taskId(), item);
        heard.add(receiver -> receiver.begun(item));
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
        CollectionConverters.asJava(event.accumUpdates()).forEach(task -> {
            Integer item = itemOfTask.get((Long) task._1());
            for (AccumulableInfo counter : CollectionConverters.asJava(task._4())) {
                if (item != null
                        && counter.name().contains(UPDATES)
                        && counter.update().isDefined()) {
                    int steps = ((Long) counter.update().get()).intValue();
                    heard.add(receiver -> receiver.updated(item, steps));
                }
            }
        });
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        Integer item = itemOfTask.remove(event.taskInfo().taskId());
        if (item == null || event.reason() == Success$.MODULE$) {
            return;
        }
        if (event.reason() instanceof ExceptionFailure failure
                && failure.className().equals(Work.Unfit.class.getName())) {
            String[] words = firstLine(failure.description()).split(Attempt.BEHIND_PLACE, 2);
            reasons.put(item, "refused: " + words[1]);
            boolean first = refused.add(words[0]);
            heard.add(receiver -> {
                if (first) {
                    receiver.note(words[0] + " is refused: " + words[1] + ".");
                }
                receiver.lost(item, null);
            });
        } else {
            String reason = words(event.reason());
            reasons.put(item, reason);
            heard.add(receiver -> receiver.lost(item, reason));
        }
    }

    private static String words(TaskEndReason reason) {
        return switch (reason) {
            case ExecutorLostFailure lost ->
                "executor " + lost.execId() + " was lost"
                        + (lost.reason().isDefined()
                                ? " (" + firstLine(lost.reason().get()) + ")"
                                : "");
            case TaskFailedReason failed -> firstLine(failed.toErrorString());
            default -> reason.toString();
        };
    }

    /// The first line of a text, which Spark may have made of a stack trace.
    static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
