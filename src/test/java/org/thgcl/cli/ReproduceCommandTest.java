package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private List<Object> reproduce(Object... more) {
        Path clips = ClipFile.good().write(folder.resolve("clips.h5"));
        List<Object> args = new ArrayList<>(List.of("reproduce", "--train", clips, "--seeds", 2, "--threads", 1));
        args.addAll(List.of("--out", folder.resolve("out"), "--cache", folder.resolve("cache")));
        for (String setting : List.of("hidden=4", "embedding=3", "layers=1", "batch=6", "iterations=2")) {
            args.addAll(List.of("--set", setting));
        }
        args.addAll(List.of("--set", "validate_every=2"));
        args.addAll(List.of(more));
        return args;
    }

    @Test
    void cost_is_said_before_anything_is_made() {
        terminal.done(reproduce("--cost").toArray());
        assertThat(terminal.out()).contains("THGCL, d = 512", "TMac", "14 runs to make, at most 0:0", "0 made before");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void the_three_experiments_give_one_page_and_one_json_and_are_made_once() throws IOException {
        terminal.done(reproduce().toArray());
        assertThat(terminal.out())
                .contains("14 runs to make", "written to " + folder.resolve("out"))
                .containsSubsequence("Table 1", "Table 2", "Figure 3");
        JsonObject json = json();
        assertThat(json.get("differences").getAsString()).isEqualTo("variant minus reference");
        assertThat(names(json.getAsJsonArray("sweeps"), "sweep")).containsExactly("table1", "table2", "figure3");
        Set<String> topics = new HashSet<>(names(json.getAsJsonArray("checklist"), "topic"));
        assertThat(topics).containsExactlyInAnyOrder("data", "code", "seeds", "hardware", "time", "statistics");
        String page = Files.readString(folder.resolve("out/reproduction.html"));
        assertThat(page)
                .contains("not here yet", "Checklist", "hidden=4", "This process made 14 runs", "0.574")
                .contains("Which sign?", "variant minus reference");
        JsonElement sweeps = json.get("sweeps");
        terminal.done(reproduce().toArray());
        assertThat(terminal.out()).contains("0 runs to make", "14 made before");
        assertThat(json().get("sweeps")).isEqualTo(sweeps);
    }

    private JsonObject json() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("out/reproduction.json")))
                .getAsJsonObject();
    }

    private static List<String> names(JsonArray rows, String key) {
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.getAsJsonObject().get(key).getAsString()));
        return names;
    }

    @Test
    void wrong_use_is_refused() {
        terminal.refused(List.of("reproduce"), "--train FILE is missing");
        terminal.refused(reproduce("--seeds", "0"), "should be specified only once");
        terminal.refused(reproduce("--set", "seed=3"), "there are several seeds");
        terminal.refused(reproduce("--jobs", "0"), "--jobs: 0");
        terminal.refused(reproduce("--set", "batch=1000"), "batch is 1000 clips, the training part has");
    }
}
