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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run's folder as the one argument of the commands that use a run.
@Tag("slow")
class RunArgumentTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;
    private Path run;

    @BeforeEach
    void clips() {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
        run = folder.resolve("run");
    }

    private void train(Object... more) {
        terminal.done(Terminal.train(data, run, more).toArray());
    }

    private JsonObject printed() {
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }

    private JsonElement result(String part, String metric) throws IOException {
        return JsonParser.parseString(Files.readString(run.resolve("result.json")))
                .getAsJsonObject()
                .getAsJsonObject(part)
                .get(metric);
    }

    @Test
    void a_run_is_evaluated_on_what_it_was_tested_on() throws IOException {
        train();
        terminal.done("evaluate", run, "--json");
        assertThat(terminal.err().strip()).isEqualTo(run + ": the test part of " + data + ", 6 clips.");
        assertThat(printed().get("map")).isEqualTo(result("test", "map"));
        assertThat(printed().get("part").getAsString()).isEqualTo("test");
        assertThat(printed().get("data").getAsString()).isEqualTo(data.toString());
        terminal.done("evaluate", run, "--json", "--part", "validation");
        assertThat(printed().get("map")).isEqualTo(result("validation", "map"));
    }

    @Test
    void a_run_that_was_not_tested_is_evaluated_on_what_validated_it() throws IOException {
        Path other = ClipFile.labelled(ClipFile.turns(9)).write(folder.resolve("other.h5"));
        train("--validation", other);
        terminal.done("evaluate", run, "--json");
        assertThat(printed().get("map")).isEqualTo(result("validation", "map"));
        terminal.refused(List.of("evaluate", run, "--part", "test"), "the run has no test part");
        terminal.done("evaluate", run, "--json", "--part", "all");
        assertThat(printed().get("clips").getAsInt()).isEqualTo(39);
        assertThat(printed().get("data").getAsString()).isEqualTo(data + ", " + other);
        terminal.done("predict", run, "--part", "all");
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines).hasSize(40);
        // of both files, each in its order
        assertThat(lines.get(30)).startsWith("clip-29,");
        assertThat(lines.get(31)).startsWith("clip-0,");
        terminal.done("report", run, "--out", folder.resolve("page.html"));
        assertThat(Files.readString(folder.resolve("page.html")))
                .contains("The validation part")
                .contains("--train " + data + " --validation " + other);
    }

    @Test
    void predictions_of_a_part_are_those_of_its_clips_by_split_csv() throws IOException {
        train();
        List<String> split = Files.readAllLines(run.resolve("split.csv"));
        assertThat(split.getFirst()).isEqualTo("clip,id,label,part,file");
        assertThat(split).hasSize(31);
        assertThat(split.get(2)).matches("1,clip-1,\"cat, \"\"small\"\"\",(train|validation|test),clips.h5");
        terminal.done("predict", run, "--part", "all");
        List<String> all = terminal.out().lines().toList();
        for (String part : List.of("train", "validation", "test")) {
            List<String> ids = split.stream()
                    .filter(line -> line.contains("," + part + ",clips.h5"))
                    .map(line -> line.split(",", -1)[1])
                    .toList();
            terminal.done("predict", run, "--part", part);
            List<String> lines = terminal.out().lines().skip(1).toList();
            assertThat(lines).extracting(line -> line.split(",", -1)[0]).isEqualTo(ids);
            assertThat(all).containsAll(lines);
            // a file that is named is split in the same way
            terminal.done("predict", "--checkpoint", run.resolve("best.safetensors"), "--data", data, "--part", part);
            assertThat(terminal.out().lines().skip(1).toList()).isEqualTo(lines);
        }
        terminal.done("predict", run);
        assertThat(terminal.out().lines()).hasSize(7);
    }

    @Test
    void other_clips_are_taken_whole() {
        train();
        Path other = ClipFile.labelled(ClipFile.turns(9)).without("label").write(folder.resolve("other.h5"));
        terminal.done("predict", run, "--data", other);
        assertThat(terminal.out().lines()).hasSize(10);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void a_run_with_its_clips_inside_can_be_moved() throws IOException {
        Files.createDirectory(run);
        data = Files.move(data, run.resolve("clips.h5"));
        train();
        Path moved = Files.move(run, folder.resolve("moved"));
        terminal.done("evaluate", moved);
        assertThat(terminal.err()).contains("of " + moved.resolve("clips.h5"));
        terminal.done("train", moved, "--resume", "--threads", 1);
    }

    @Test
    void clips_that_are_gone_or_other_are_refused() throws IOException {
        train();
        ClipFile.labelled(reversed(ClipFile.turns(ClipFile.CLIPS))).write(data);
        for (String command : List.of("evaluate", "predict", "report")) {
            terminal.refused(List.of(command, run), data + ": differs from the run's train data in: ", "labels");
        }
        Files.delete(data);
        for (String command : List.of("evaluate", "predict")) {
            terminal.refused(
                    List.of(command, run), run + ": its data were in " + data, "no file any more", "--data FILE");
        }
        terminal.refused(List.of("train", run, "--resume"), "its data were in " + data, "--train FILE");
        Files.delete(run.resolve("data.json"));
        terminal.refused(List.of("evaluate", run), "doesn't say which data the run was given", "--data FILE");
        terminal.refused(List.of("train", run, "--resume"), "doesn't say which clips", "--train FILE");
    }

    private static String[] reversed(String[] labels) {
        return List.of(labels).reversed().toArray(String[]::new);
    }

    @Test
    void resuming_with_other_clips_is_refused_with_what_differs() throws IOException {
        train();
        Path changed = ClipFile.good()
                .with("audio_add", ClipFile.turns(ClipFile.CLIPS))
                .write(folder.resolve("a.h5"));
        terminal.refused(
                Terminal.train(changed, run, "--resume"),
                run.resolve("last.safetensors") + ": was made from other data; these differ: train data: ids;");
        Path same = Files.copy(data, folder.resolve("copy.h5"));
        terminal.done(Terminal.train(same, run, "--resume").toArray());
        terminal.done("evaluate", run);
        assertThat(terminal.err()).contains(same.toString());
    }

    @Test
    void a_run_goes_on_by_its_folder_alone() throws IOException {
        train();
        Files.delete(run.resolve("result.json"));
        terminal.done("train", run, "--resume", "--threads", 1);
        assertThat(terminal.err()).contains("going on from iteration 6");
        assertThat(terminal.out()).contains("best of 6 iterations").doesNotContain("NaN");
        assertThat(run.resolve("result.json")).exists();
        terminal.refused(List.of("train", run), "add --resume");
        terminal.refused(List.of("train", run, "--resume", "--out", folder), "both name a folder");
        terminal.refused(List.of("train", "--out", run), "clips to learn from are missing: --train FILE");
        terminal.refused(List.of("train", run, "--resume", "--set", "tau=2"), "'tau: 1.0' instead of 'tau: 2.0'");
    }

    @Test
    void what_names_no_model_or_two_is_refused() {
        terminal.refused(List.of("evaluate"), "a model is missing: give RUN, or --checkpoint and --data");
        terminal.refused(List.of("predict", "--data", data), "a model is missing");
        terminal.refused(List.of("predict", "--checkpoint", data), "--data FILE");
        terminal.refused(List.of("evaluate", run, "--checkpoint", data), "both name a model");
        terminal.refused(List.of("evaluate", run), "there is no such folder");
        terminal.refused(List.of("evaluate", folder), "best.safetensors: no such file");
    }

    @Test
    void training_says_what_it_will_take_and_what_comes_next() {
        train();
        List<String> lines = terminal.err().lines().toList();
        assertThat(lines.get(0)).matches("[\\d,]+ parameters, at most 6 updates of 6 clips; trying out a batch ...");
        assertThat(lines.get(1))
                .matches("[\\d,]+ clips/s, so at most \\d+:\\d\\d; memory: about [\\d,]+ of the [\\d,]+ MB allowed");
        List<String> next = terminal.out()
                .lines()
                .filter(line -> line.startsWith("  tools/thgcl "))
                .toList();
        assertThat(next).hasSize(3);
        for (String command : next) {
            String[] words = command.strip().split(" ");
            List<Object> args = new ArrayList<>(List.of(words).subList(1, words.length));
            if (!args.contains("evaluate")) {
                args.remove("scores.csv");
                args.remove("--out");
                args.addAll(List.of("--out", folder.resolve("file")));
            }
            terminal.done(args.toArray());
        }
    }

    @Test
    void several_runs_are_set_side_by_side() throws IOException {
        train();
        Path other = folder.resolve("other");
        terminal.done(Terminal.train(data, other, "--set", "tau=2", "--set", "checkpoint_minutes=1")
                .toArray());
        Path page = folder.resolve("both.html");
        terminal.done("report", run, other, "--out", page);
        String html = Files.readString(page);
        assertThat(html)
                .contains("<th scope=\"row\"><code>tau</code></th><td>1.0</td><td>2.0</td>")
                .contains("All runs had the same data in the same parts.")
                .contains("<th scope=\"row\">run</th><td>", "<th scope=\"row\">other</th><td>")
                .doesNotContain("<code>hidden</code>");
        terminal.refused(List.of("report", run, run, "--out", page), "is given twice");
        terminal.refused(
                List.of("report", run, other, "--data", data), "--data, --ablation and --table1 go with one run");
        terminal.refused(List.of("report", run, folder, "--out", page), "configuration.yaml");
    }
}
