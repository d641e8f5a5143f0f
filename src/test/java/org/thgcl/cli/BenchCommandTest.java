package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class BenchCommandTest {
    @TempDir
    private Path folder;

    private static final List<String> QUICK = List.of("--repeats", "1", "--warmup", "1", "--threads", "1");
    private static final List<String> SMALL =
            List.of("--segments", "7,4", "--embedding", "3", "--hidden", "5", "--layers", "2", "--batch", "3");

    private final Terminal terminal = new Terminal();

    private JsonObject json(String benchmark, List<String> more) {
        List<String> args = new ArrayList<>(List.of("bench", benchmark, "--json"));
        args.addAll(QUICK);
        args.addAll(more);
        terminal.done(args.toArray());
        assertThat(terminal.err()).isEmpty();
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }

    private static double number(JsonObject json, String key) {
        JsonElement value = json.get(key);
        assertThat(value).as(key).isNotNull();
        assertThat(value.getAsJsonPrimitive().isNumber()).as(key).isTrue();
        return value.getAsDouble();
    }

    @Test
    void a_step_is_measured_beside_the_peak() {
        JsonObject step = json("step", SMALL);
        assertThat(step.get("dtype").getAsString()).isEqualTo("f32");
        assertThat(number(step, "threads")).isEqualTo(1);
        assertThat(number(step, "audio_segments")).isEqualTo(7);
        assertThat(number(step, "video_segments")).isEqualTo(4);
        assertThat(number(step, "hidden")).isEqualTo(5);
        double median = number(step, "median_seconds");
        assertThat(number(step, "min_seconds")).isPositive().isLessThanOrEqualTo(median);
        assertThat(number(step, "max_seconds")).isGreaterThanOrEqualTo(median);
        assertThat(number(step, "bytes_per_step")).isPositive();
        assertThat(number(step, "peak_before_gflops")).isPositive();
        assertThat(number(step, "peak_after_gflops")).isPositive();
        // forward and backward: alignment 2 x 2 (21 x 128 + 12 x 1024) 3, layer 0 2 x 3 (21 + 24) 3 x 5,
        // layer 1 2 x 3 (21 + 24) 5 x 5, head 2 x 3 x 3 x 5 x 33
        double flop = 4.0 * (21 * 128 + 12 * 1024) * 3 + 6 * 45 * 15 + 6 * 45 * 25 + 6 * 3 * 5 * 33;
        assertThat(number(step, "flop")).isEqualTo(flop);
        double gflops = number(step, "gflops");
        // a few roundings
        assertThat(gflops * median * 1e9).isBetween(flop * (1 - 1e-14), flop * (1 + 1e-14));
        if (number(step, "disturbed") == 3) {
            assertThat(step.get("percent_of_peak").isJsonNull()).isTrue();
        } else {
            double percent = 100 * gflops / number(step, "peak_gflops");
            assertThat(number(step, "percent_of_peak")).isBetween(percent * (1 - 1e-14), percent * (1 + 1e-14));
        }
        assertThat(number(step, "samples")).isBetween(1.0, 3.0);
    }

    @Test
    void figures_name_their_machine() {
        JsonObject machine = json("spmm", SMALL).getAsJsonObject("machine");
        assertThat(machine.keySet()).containsExactly("processor", "processors", "vector_bits", "java", "date");
        assertThat(machine.get("processor").getAsString()).isNotBlank();
        assertThat(number(machine, "vector_bits")).isIn(64.0, 128.0, 256.0, 512.0);
        assertThat(machine.get("date").getAsString()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    void inference_is_given_in_clips_a_second() {
        JsonObject inference = json("inference", SMALL);
        assertThat(number(inference, "clips_per_second")).isEqualTo(3 / number(inference, "median_seconds"));
    }

    @Test
    void sparse_times_dense_has_two_operations_an_entry_and_column() {
        JsonObject spmm = json("spmm", SMALL);
        assertThat(number(spmm, "rows")).isEqualTo(21);
        // 7 segments, distance 3: lattices of 3, 2 and 2 nodes, each joined to all of its own
        assertThat(number(spmm, "flop")).isEqualTo(2.0 * 3 * (9 + 4 + 4) * 5);
    }

    @Test
    void a_clip_without_video_can_be_measured() {
        assertThat(number(json("inference", List.of("--segments", "9,0", "--batch", "2", "--hidden", "4")), "flop"))
                .isEqualTo(2.0 * (18 * 128 * 128 + 18 * 128 * 4 + 3 * 18 * 4 * 4 + 2 * 4 * 33));
    }

    @Test
    void the_table_names_what_was_measured() {
        List<Object> args = new ArrayList<>(List.of("bench", "step"));
        args.addAll(QUICK);
        args.addAll(SMALL);
        terminal.done(args.toArray());
        assertThat(terminal.out())
                .startsWith("f32, threads 1, samples 1\n")
                .contains("median ms", "GFLOP/s", "% of peak", "peak before step", "training step", "peak after step");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--dtype f16          | '--dtype'",
                "--threads 0          | --threads: 0",
                "--repeats 0          | --repeats: 0",
                "--warmup -1          | --warmup: -1",
                "--segments 101       | --segments: 101",
                "--segments 101,x     | --segments: 101,x",
                "--segments 0,4       | audio_segments",
                "--batch 1            | batch: 1",
                "--hidden 0           | hidden",
                "--layers many        | --layers",
                "--colour blue        | '--colour'",
            })
    void bad_options_are_refused(String options, String message) {
        List<String> args = new ArrayList<>(List.of("bench", "step"));
        args.addAll(List.of(options.split(" ")));
        terminal.refused(args, message);
    }

    @Test
    void profile_and_scaling_give_what_the_documentation_shows() {
        JsonObject profile = json("profile", SMALL).getAsJsonObject("profile");
        assertThat(number(profile, "step_seconds")).isPositive();
        JsonObject part = profile.getAsJsonArray("parts").get(0).getAsJsonObject();
        assertThat(part.keySet())
                .containsExactly("kernel", "calls", "seconds", "share", "flop", "bytes", "limit", "percent_of_limit");
        JsonObject sweep =
                json("scaling", SMALL).getAsJsonArray("sweeps").get(0).getAsJsonObject();
        assertThat(sweep.keySet()).containsExactly("axis", "points", "exponent", "standard_error");
        terminal.done("bench", "profile", "--repeats", "1", "--warmup", "0", "--threads", "1", "--batch", "2");
        assertThat(terminal.out()).contains("matmul", "outside of kernels", "GB/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "gemm", "spmm", "inference", "features", "profile", "scaling"})
    void every_benchmark_explains_itself(String benchmark) {
        terminal.done("bench", benchmark, "--help");
        assertThat(terminal.out()).startsWith("Usage: thgcl bench " + benchmark).contains("--dtype", "--json");
        assertThat(terminal.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void the_vector_module_is_loaded_without_a_warning() throws IOException, InterruptedException {
        assertThat(java("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED"))
                .isEqualTo(Thgcl.DONE);
        assertThat(Files.readString(folder.resolve("out.txt"))).startsWith("f32, threads 1, samples 1\n");
        // on a busy machine it says what it does
        assertThat(Files.readString(folder.resolve("err.txt")).lines()).allMatch(line -> line.startsWith("measuring "));
    }

    /// Runs a small benchmark in a virtual machine of its own, output to files, and returns its exit code.
    private int java(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Thgcl.class.getName()));
        command.addAll(List.of("bench", "spmm", "--repeats", "1", "--warmup", "0", "--threads", "1"));
        command.addAll(SMALL);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        // options from there would be announced
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start().waitFor();
    }
}
