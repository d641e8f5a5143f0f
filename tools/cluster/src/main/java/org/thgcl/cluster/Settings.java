package org.thgcl.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;

/// What Spark is asked for: executors that are large enough for one run each. Settings that the user gives take
/// the place of these.
///
/// @param master where Spark runs
/// @param given by the user, by key
/// @param jars that executors need, by their paths
record Settings(Master master, Map<String, String> given, List<Path> jars) {
    private static final String TASK_CORES = "spark.task.cpus";
    private static final String CORES = "spark.executor.cores";
    private static final String MEMORY = "spark.executor.memory";
    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

    /// Memory of an executor beside that of its runs, in MiB: Spark keeps 300 for itself, classes and results
    /// on their way take the rest.
    private static final long BESIDE = 448;

    /// Spark refuses less.
    private static final long LEAST = 512;

    private static final long MEBIBYTE = 1 << 20;

    /// A run's memory is in few large arrays: see tools/thgcl, which chooses the same. What executors need of
    /// modules, vectors among them, Spark itself adds.
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    /// Any number of executors on a machine may fail before the machine itself is shunned.
    private static final String ANY = "1000000";

    /// @throws IllegalArgumentException if a setting is none of Spark's, or one that is decided otherwise
    Settings {
        given = Map.copyOf(given);
        jars = List.copyOf(jars);
        given.forEach((key, value) -> {
            if (!key.startsWith("spark.")) {
                throw new IllegalArgumentException(
                        "--conf " + key + "=" + value + ": Spark's settings begin with 'spark.'");
            }
            if (key.equals("spark.master") || key.equals("spark.jars")) {
                throw new IllegalArgumentException("--conf " + key + "=" + value + ": "
                        + (key.equals("spark.master") ? "give --master" : "is chosen by this program"));
            }
        });
    }

    /// Settings for runs of a size.
    ///
    /// @param threads of each run
    /// @param bytes that each takes
    /// @throws IllegalArgumentException if no executor of this master could have as much
    SparkConf conf(int threads, long bytes) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(TASK_CORES, Integer.toString(threads));
        all.putAll(given);
        int perRun = number(all, TASK_CORES);
        all.putIfAbsent(CORES, Integer.toString(perRun));
        int cores = number(all, CORES);
        if (cores < perRun) {
            throw new IllegalArgumentException(
                    "--conf " + CORES + "=" + cores + ": must be at least the " + perRun + " of a run");
        }
        int runs = cores / perRun;
        all.putIfAbsent(MEMORY, Math.max(LEAST, BESIDE + runs * Math.ceilDiv(bytes, MEBIBYTE)) + "m");
        all.put(JAVA_OPTIONS, javaOptions(given.getOrDefault(JAVA_OPTIONS, "")));
        all.putIfAbsent("spark.ui.enabled", "false");
        // results are taken one by one: the sum of all has no limit
        all.putIfAbsent("spark.driver.maxResultSize", "0");
        exclusion(all);
        SparkConf conf = new SparkConf().setMaster(master.url()).setAppName("thgcl");
        if (master.onThisMachine()) {
            conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
        }
        all.forEach(conf::set);
        requireRoom(conf, cores);
        return conf;
    }

    /// An executor that isn't fit gets nothing more to do; one item that fails everywhere shuns none.
    private static void exclusion(Map<String, String> all) {
        int attempts = all.containsKey(Distribution.MAX_FAILURES)
                ? number(all, Distribution.MAX_FAILURES)
                : Distribution.USUAL_ATTEMPTS;
        String prefix = "spark.excludeOnFailure.";
        all.putIfAbsent(prefix + "enabled", Boolean.toString(attempts > 1));
        all.putIfAbsent(prefix + "task.maxTaskAttemptsPerNode", Integer.toString(attempts - 1));
        all.putIfAbsent(prefix + "stage.maxFailedExecutorsPerNode", ANY);
        all.putIfAbsent(prefix + "application.maxFailedTasksPerExecutor", "1");
        all.putIfAbsent(prefix + "application.maxFailedExecutorsPerNode", ANY);
        // where none of those that are there is fit, so long is waited for another
        all.putIfAbsent("spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "30s");
    }

    private static String javaOptions(String given) {
        return given.matches(".*-XX:\\+Use\\w*GC\\b.*") ? given : (COLLECTOR + " " + given).strip();
    }

    private static int number(Map<String, String> all, String key) {
        String text = all.get(key);
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--conf " + key + "=" + text + ": must be a whole number of at least 1");
    }

    /// A stand-in for a cluster would wait for ever for an executor that its workers have no room for.
    private void requireRoom(SparkConf conf, int cores) {
        long memory = mebibytes(conf);
        boolean fits = memory <= master.workerMemory().orElse(Integer.MAX_VALUE)
                && cores <= master.workerCores().orElse(Integer.MAX_VALUE);
        if (!fits) {
            throw new IllegalArgumentException("--master " + master.url() + ": no worker has " + executor(conf)
                    + ", which is what an executor takes; give workers more, or fewer --threads, or --conf " + MEMORY
                    + "=...");
        }
    }

    private static long mebibytes(SparkConf conf) {
        try {
            return conf.getSizeAsMb(MEMORY);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--conf " + MEMORY + "=" + conf.get(MEMORY) + ": must be a size such as 8g or 512m", e);
        }
    }

    /// What an executor takes, in words.
    static String executor(SparkConf conf) {
        return conf.get(CORES) + (conf.get(CORES).equals("1") ? " core and " : " cores and ") + conf.get(MEMORY)
                + " of memory";
    }
}
