package org.thgcl.cluster;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.LongAccumulator;

/// One item in the hands of an executor.
///
/// Work that fails gives an answer that says so: Spark would begin it anew at once, on the same executor if
/// need be, and [Distribution] does so later, where there is room. An executor that isn't fit, or dies, is
/// Spark's to deal with.
///
/// @param work to be done
/// @param updates what Spark carries to the driver with each heartbeat: steps made
record Attempt(Work work, LongAccumulator updates) implements Function<String, Attempt.Answer> {
    /// Stands between the place where something went wrong and what it was.
    static final String BEHIND_PLACE = ": ";

    /// What came of an attempt.
    ///
    /// @param result of the work; `null` if it failed
    /// @param failure why it failed, in one line; `null` if it didn't
    record Answer(String result, String failure) implements Serializable {}

    @Override
    public Answer call(String item) {
        TaskContext task = TaskContext.get();
        try {
            return new Answer(work.on(item, counter(task)), null);
        } catch (Work.Unfit unfit) {
            throw new Work.Unfit(place() + BEHIND_PLACE + unfit.getMessage(), unfit);
        } catch (TaskKilledException killed) {
            throw killed;
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            return new Answer(null, place() + BEHIND_PLACE + words(failure));
        }
    }

    /// Passes on how many steps have been made, and ends work that nobody wants any more.
    private IntConsumer counter(TaskContext task) {
        int[] before = {0};
        return steps -> {
            if (task.isInterrupted()) {
                throw new TaskKilledException();
            }
            updates.add(steps - before[0]);
            before[0] = steps;
        };
    }

    /// This executor, in words.
    static String place() {
        String id = SparkEnv.get().executorId();
        return id.equals("driver") ? "this process" : "executor " + id + " on " + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return SparkEnv.get().conf().get("spark.executor.host", "an unknown host");
        }
    }

    private static String words(Throwable failure) {
        String said = failure.getMessage() == null ? "" : failure.getMessage();
        if (failure instanceof OutOfMemoryError) {
            long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
            return String.format(
                    Locale.ROOT,
                    "out of memory (%s) with %d MiB; give more by --conf spark.executor.memory=...m",
                    said,
                    mebibytes);
        }
        boolean plain = failure instanceof IllegalArgumentException || failure instanceof java.io.IOException;
        String text = plain && !said.isBlank() ? said : failure.toString();
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
