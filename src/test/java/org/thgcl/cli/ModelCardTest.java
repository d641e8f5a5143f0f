package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.thgcl.file.Sha256;
import org.thgcl.training.RunFolder;

/// The card that `train` writes into a run's folder.
@Tag("slow")
class ModelCardTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    private Path train(String clips, String run, Object... more) {
        Path data = folder.resolve(clips);
        Path out = folder.resolve(run);
        terminal.done(Terminal.train(Files.exists(data) ? data : ClipFile.good().write(data), out, more)
                .toArray());
        return out;
    }

    private static String card(Path run) throws IOException {
        return Files.readString(new RunFolder(run).card());
    }

    @Test
    void its_command_makes_the_files_whose_digests_it_states() throws IOException {
        Path run = train("my clips.h5", "run", "--preset", "small", "--seed", "7");
        List<String> command = new ArrayList<>(Arrays.asList(line(card(run), "thgcl train")
                .replace("'my clips.h5'", "my_clips.h5")
                .split(" ")));
        command.removeFirst();
        command.replaceAll(word -> switch (word) {
            case "my_clips.h5" -> folder.resolve("my clips.h5").toString();
            case "configuration.yaml" -> run.resolve(word).toString();
            case "again" -> folder.resolve(word).toString();
            default -> word;
        });
        terminal.done(command.toArray());
        for (String file : List.of("best.safetensors", "configuration.yaml")) {
            assertThat(card(run))
                    .contains("| `" + file + "` | `"
                            + Sha256.of(folder.resolve("again").resolve(file)) + "` |");
        }
        assertThat(card(folder.resolve("again"))).isEqualTo(card(run)).doesNotContain(folder.toString());
    }

    @Test
    void its_numbers_are_those_of_the_run_and_of_evaluate() throws IOException {
        Path run = train("clips.h5", "run");
        terminal.done("evaluate", run, "--json", "--bootstrap", 2000);
        JsonObject evaluated = JsonParser.parseString(terminal.out()).getAsJsonObject();
        JsonObject intervals = evaluated.getAsJsonObject("bootstrap");
        for (String metric : List.of("mAP", "AUC")) {
            JsonObject interval = intervals.getAsJsonObject(metric.toLowerCase(Locale.ROOT));
            assertThat(line(card(run), "| " + metric + " |"))
                    .startsWith("| " + metric + " | " + number(evaluated, metric.toLowerCase(Locale.ROOT)) + " | "
                            + number(interval, "low") + " to " + number(interval, "high") + " | ");
        }
        // 30 clips of 3 classes in turn: 21 to train, 3 to validate, 6 to test; 2 of 6 in random order
        assertThat(card(run)).contains("thgcl export --checkpoint best.safetensors --out model.onnx");
        assertThat(line(card(run), "| accuracy |"))
                .startsWith("| accuracy | " + number(evaluated, "accuracy") + " | – | 0.3333 | ");
        assertThat(line(card(run), "| cat, \"small\" |")).startsWith("| cat, \"small\" | 7 | 2 | ");
        assertThat(card(run))
                .contains("2,000 samples", "Split: 21 clips to train, 3 to validate, 6 to test; the seed 1024 split")
                .contains("Every class has fewer than 10 clips");
        Map<?, ?> index = (Map<?, ?>) ((List<?>) metadata(card(run)).get("model-index")).getFirst();
        Map<?, ?> results = (Map<?, ?>) ((List<?>) index.get("results")).getFirst();
        assertThat(index.get("name")).isEqualTo("thgn trained on clips.h5");
        assertThat(results.get("metrics"))
                .asString()
                .contains("{type=mAP, value=" + evaluated.get("map").getAsDouble() + "}");
    }

    private static String number(JsonObject object, String name) {
        return String.format(Locale.ROOT, "%.4f", object.get(name).getAsDouble());
    }

    /// What stands between the first two lines of three dashes.
    private static Map<?, ?> metadata(String card) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(card.split("(?m)^---$", -1)[1]);
    }

    private static String line(String card, String beginning) {
        return card.lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_run_without_a_test_part_says_so() throws IOException {
        Path other = ClipFile.labelled(ClipFile.turns(9)).write(folder.resolve("other.h5"));
        Path run = train("clips.h5", "run", "--validation", other);
        assertThat(card(run))
                .contains("There was no test part.", "30 clips to train, 9 to validate; each part is a file of its own")
                .contains("thgcl train --train clips.h5 --validation other.h5 --config")
                .doesNotContain("nominal", "samples");
        assertThat(metadata(card(run)).containsKey("model-index")).isFalse();
    }

    @Test
    void files_of_one_name_are_told_apart() throws IOException {
        Path test = Files.createDirectories(folder.resolve("b/test")).resolve("clips.h5");
        Files.createDirectories(folder.resolve("b/train"));
        ClipFile.labelled(ClipFile.turns(9)).write(test);
        assertThat(card(train("b/train/clips.h5", "run", "--test", test)))
                .contains("thgcl train --train train/clips.h5 --test test/clips.h5 --config")
                .doesNotContain("b/train");
    }

    @Test
    void settings_are_compared_with_the_nearest_preset() throws IOException {
        String card = card(train("clips.h5", "run", "--preset", "authors-config"));
        assertThat(card).contains("The nearest preset is `authors-config`.", "| `hidden` | 4 | ");
        Path other = folder.resolve("other");
        terminal.done(
                "train",
                "--train",
                folder.resolve("clips.h5"),
                "--out",
                other,
                "--preset",
                "ssl_graph",
                "--set",
                "batch=6",
                "--set",
                "iterations=1");
        assertThat(card(other)).contains("# ssl\\_graph trained on clips.h5", "The nearest preset is `ssl_graph`.");
    }

    @Test
    void a_run_that_began_from_another_says_from_which() throws IOException {
        Path first = train("clips.h5", "first");
        Path run = train("clips.h5", "run", "--from", first);
        assertThat(card(run))
                .contains("| began from | trained parameters, of a file whose SHA-256 is `"
                        + Sha256.of(new RunFolder(first).best()) + "` |")
                .contains("thgcl train --train clips.h5 --from origin.safetensors --config configuration.yaml --out"
                        + " again")
                .contains("the same parameters, if `origin.safetensors` is the file that this run began from")
                .contains("It began from another model's parameters.")
                .doesNotContain(folder.toString());
    }

    @Test
    void a_page_that_was_there_before_is_not_replaced() throws IOException {
        Path data = ClipFile.good().write(folder.resolve("clips.h5"));
        Path mine = Files.writeString(folder.resolve("README.md"), "my notes");
        terminal.refused(Terminal.train(data, folder), mine + ": was there before the run");
        assertThat(mine).hasContent("my notes");
    }

    @Test
    void a_run_that_goes_on_writes_it_anew() throws IOException {
        Path run = train("clips.h5", "run");
        String card = card(run);
        Files.delete(new RunFolder(run).card());
        terminal.done("train", run, "--resume");
        assertThat(card(run)).isEqualTo(card);
    }
}
