package org.thgcl.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkConf;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/// Kills an executor of `local-cluster` in the middle of a run, and writes down who made the runs.
///
/// An executor is killed, by SIGKILL, when it has told that a run has made twenty updates. If that run ended
/// before the signal came, so that none was lost, another executor is killed, until a run is lost.
///
/// It is given to Spark by `spark.extraListeners`; `spark.thgcl.report` names the file that it writes: lines of
/// `lost EXECUTOR UPDATES` and `made EXECUTOR`.
public final class KillingListener extends SparkListener {
    /// Updates, of the several hundred of a run.
    private static final int MIDDLE = 20;

    private final Path report;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> killed = new HashSet<>();
    private boolean waiting;
    private boolean lost;
    private int updates;

    /// Made by Spark.
    public KillingListener(SparkConf conf) {
        report = Path.of(conf.get("spark.thgcl.report"));
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
        CollectionConverters.asJava(event.accumUpdates()).forEach(task -> {
            for (AccumulableInfo counter : CollectionConverters.asJava(task._4())) {
                if (counter.name().contains(ClusterListener.UPDATES)
                        && counter.update().isDefined()) {
                    kill(event.execId(), ((Long) counter.update().get()).intValue());
                }
            }
        });
    }

    private void kill(String executor, int made) {
        if (made >= MIDDLE && !lost && !waiting) {
            waiting = true;
            updates = made;
            killed.add(executor);
            process(executor).destroyForcibly();
        }
    }

    private static ProcessHandle process(String executor) {
        String argument = "--executor-id\0" + executor + "\0";
        return ProcessHandle.current()
                .descendants()
                .filter(process -> commandLine(process).contains(argument))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no process of executor " + executor));
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        String executor = event.taskInfo().executorId();
        if (event.reason() instanceof ExecutorLostFailure && killed.contains(executor)) {
            lost = true;
            lines.add("lost " + executor + " " + updates);
        } else if (event.reason() == Success$.MODULE$) {
            lines.add("made " + executor);
        }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
        if (killed.contains(event.executorId())) {
            waiting = false;
        }
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd event) {
        try {
            Files.write(report, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
