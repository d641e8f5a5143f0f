package org.thgcl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String CLUSTER = "spark://node1:7077";
    private static final long MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1 << 30;

    private static SparkConf conf(String master, Map<String, String> given, int threads, long bytes) {
        return new Settings(new Master(master), given, List.of()).conf(threads, bytes);
    }

    private static void refused(String master, Map<String, String> given, int threads, long bytes, String message) {
        assertThatThrownBy(() -> conf(master, given, threads, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_executor_has_room_for_one_run() {
        SparkConf conf = conf(CLUSTER, Map.of(), 3, 5 * GIBIBYTE + 1);
        assertThat(conf.get("spark.master")).isEqualTo(CLUSTER);
        assertThat(conf.get("spark.task.cpus")).isEqualTo("3");
        assertThat(conf.get("spark.executor.cores")).isEqualTo("3");
        // 448 for Spark, 5121 for the run: whole mebibytes, rounded up
        assertThat(conf.get("spark.executor.memory")).isEqualTo("5569m");
        assertThat(conf.get("spark.driver.maxResultSize")).isEqualTo("0");
        assertThat(conf.get("spark.executor.extraJavaOptions")).isEqualTo("-XX:+UseSerialGC");
        assertThat(conf.contains("spark.driver.host")).isFalse();
    }

    @Test
    void small_runs_get_what_spark_asks_for_at_least() {
        assertThat(conf(CLUSTER, Map.of(), 1, MEBIBYTE).get("spark.executor.memory"))
                .isEqualTo("512m");
    }

    @Test
    void an_executor_for_several_runs_has_the_memory_of_all() {
        SparkConf conf = conf(CLUSTER, Map.of("spark.executor.cores", "9"), 2, 100 * MEBIBYTE);
        assertThat(conf.get("spark.executor.memory")).isEqualTo("848m"); // four runs
    }

    @Test
    void what_the_user_gives_is_taken() {
        Map<String, String> given = Map.of(
                "spark.task.cpus", "2",
                "spark.executor.memory", "7g",
                "spark.driver.maxResultSize", "1g",
                "spark.executor.extraJavaOptions", "-XX:+UseG1GC -Da=b",
                "spark.task.maxFailures", "2",
                "spark.cores.max", "64");
        SparkConf conf = conf(CLUSTER, given, 1, GIBIBYTE);
        given.forEach((key, value) -> assertThat(conf.get(key)).as(key).isEqualTo(value));
        assertThat(conf.get("spark.executor.cores")).isEqualTo("2");
        assertThat(Distribution.attempts(conf)).isEqualTo(2);
        assertThat(conf.get("spark.excludeOnFailure.task.maxTaskAttemptsPerNode"))
                .isEqualTo("1");
    }

    @Test
    void without_a_second_attempt_no_executor_is_shunned() {
        // Spark refuses the setting otherwise
        SparkConf conf = conf(CLUSTER, Map.of("spark.task.maxFailures", "1"), 1, 0);
        assertThat(conf.get("spark.excludeOnFailure.enabled")).isEqualTo("false");
    }

    @Test
    void settings_that_are_not_sparks_are_refused() {
        refused(CLUSTER, Map.of("hidden", "64"), 1, 0, "--conf hidden=64: Spark's settings begin with 'spark.'");
        refused(CLUSTER, Map.of("spark.master", "local"), 1, 0, "--conf spark.master=local: give --master");
        refused(CLUSTER, Map.of("spark.jars", "a.jar"), 1, 0, "--conf spark.jars=a.jar: is chosen by this program");
    }

    @Test
    void numbers_that_are_none_are_refused() {
        String rule = ": must be a whole number of at least 1";
        for (String key : List.of("spark.task.cpus", "spark.executor.cores", "spark.task.maxFailures")) {
            refused(CLUSTER, Map.of(key, "0"), 1, 0, "--conf " + key + "=0" + rule);
            refused(CLUSTER, Map.of(key, "x"), 1, 0, "--conf " + key + "=x" + rule);
        }
        refused(
                CLUSTER,
                Map.of("spark.executor.cores", "2"),
                3,
                0,
                "--conf spark.executor.cores=2: must be at least the 3");
        refused(
                CLUSTER,
                Map.of("spark.executor.memory", "much"),
                1,
                0,
                "--conf spark.executor.memory=much: must be a size");
    }

    @Test
    void executors_that_no_worker_has_room_for_are_refused() {
        String local = "local-cluster[2,2,2048]";
        assertThat(conf(local, Map.of(), 2, 1600 * MEBIBYTE).get("spark.executor.memory"))
                .isEqualTo("2048m");
        refused(local, Map.of(), 2, 1601 * MEBIBYTE, "no worker has 2 cores and 2049m of memory");
        refused(local, Map.of(), 3, MEBIBYTE, "no worker has 3 cores and 512m of memory");
        refused(local, Map.of("spark.executor.memory", "3g"), 1, 0, "no worker has 1 core and 3g of memory");
    }

    @Test
    void nothing_listens_to_the_outside_where_all_is_on_this_machine() {
        assertThat(conf("local[2]", Map.of(), 1, 0).get("spark.driver.bindAddress"))
                .isEqualTo("127.0.0.1");
    }
}
