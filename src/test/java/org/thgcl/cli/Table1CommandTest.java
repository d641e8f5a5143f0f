package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.ablation.SystemsSweep;
import org.thgcl.report.Markup;

@Tag("slow")
class Table1CommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private List<Object> train(Object... more) {
        Path clips = ClipFile.good().write(folder.resolve("clips.h5"));
        List<Object> args = new ArrayList<>(List.of("table1", "--train", clips, "--seeds", 1, "--threads", 2));
        args.addAll(List.of("--out", folder.resolve("out"), "--cache", folder.resolve("cache")));
        for (String setting : List.of("hidden=4", "embedding=3", "batch=6", "iterations=1", "validate_every=1")) {
            args.addAll(List.of("--set", setting));
        }
        args.addAll(List.of(more));
        return args;
    }

    @Test
    void the_table_alone_trains_nothing_and_writes_nothing() {
        terminal.done("table1");
        assertThat(terminal.out())
                .containsPattern("HGCN +42\\.4 +42,382,705 +42,177,505 +205,200")
                .containsPattern("TMac +4\\.3 +4,353,569 +4,090,401 +263,168")
                .containsPattern("VATT +527 +39\\.4, 39\\.3 +39\\.7")
                .containsPattern("ResNet-1D-both +no count")
                .contains("What a count includes:")
                .doesNotContain("written to");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void the_table_goes_into_a_folder_as_json_and_as_a_page() throws IOException {
        terminal.done("table1", "--out", folder.resolve("table"));
        assertThat(terminal.out()).contains("written to " + folder.resolve("table") + ": table1.json, table1.html");
        List<JsonObject> rows = rows(folder.resolve("table"));
        assertThat(rows).hasSize(20).allSatisfy(row -> assertThat(row.has("map_here"))
                .isFalse());
        JsonObject ast = rows.get(12);
        assertThat(ast.get("system").getAsString()).isEqualTo("AST");
        assertThat(ast.get("counted").getAsLong()).isEqualTo(88_132_063);
        assertThat(ast.get("unused").getAsLong()).isEqualTo(1_538_000);
        assertThat(ast.get("agrees").getAsString()).isEqualTo("yes");
        String page = Files.readString(folder.resolve("table/table1.html"));
        assertThat(Markup.elements(Markup.parse(page), "table")).hasSize(3);
        assertThat(page).contains("88,132,063", "R(2+1)D-video");
        assertThat(folder.resolve("table/ablation.json")).doesNotExist();
    }

    @Test
    void all_systems_are_trained_once() throws IOException {
        terminal.done(train().toArray());
        assertThat(terminal.out()).contains(SystemsSweep.systems()).contains("ablation.json, variants.csv");
        List<JsonObject> rows = rows(folder.resolve("out"));
        assertThat(rows.stream()
                        .filter(row -> row.has("map_here") && row.has("auc_here"))
                        .map(row -> row.get("system").getAsString()))
                .containsExactlyInAnyOrderElementsOf(SystemsSweep.systems());
        Path page = folder.resolve("out/table1.html");
        Markup.parse(Files.readString(page));
        assertThat(Files.readString(page)).contains("Sweep table1 on clips.h5");
        Map<Path, FileTime> made = runs();
        assertThat(made).hasSameSizeAs(SystemsSweep.systems());
        String first = Files.readString(folder.resolve("out/ablation.json"));
        Files.delete(folder.resolve("out/ablation.json"));

        terminal.done(train().toArray());
        assertThat(runs()).isEqualTo(made);
        assertThat(Files.readString(folder.resolve("out/ablation.json"))).isEqualTo(first);

        Path report = folder.resolve("report.html");
        terminal.done("report", "--table1", folder.resolve("out/ablation.json"), "--out", report);
        assertThat(Files.readString(report))
                .contains("The systems of Table 1", "Sweep table1 on clips.h5")
                .doesNotContain("No system was trained");
    }

    /// The runs in the cache, and when each was written.
    private Map<Path, FileTime> runs() throws IOException {
        Map<Path, FileTime> runs = new LinkedHashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("cache"), "*.run")) {
            for (Path file : files) {
                runs.put(file, Files.getLastModifiedTime(file));
            }
        }
        return runs;
    }

    private static List<JsonObject> rows(Path out) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve("table1.json")))
                .getAsJsonObject()
                .getAsJsonArray("rows")
                .asList()
                .stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @Test
    void wrong_use_is_refused() {
        terminal.refused(List.of("table1", "--seeds", "0"), "--seeds: 0");
        terminal.refused(train("--set", "seed=3"), "there are several seeds, give --seeds");
        terminal.refused(train("--set", "model=vaed"), "every system is trained");
        terminal.refused(train("--set", "hiden=4"), "hiden", "the nearest is hidden");
        terminal.refused(train("--jobs", "0"), "--jobs: 0");
        terminal.refused(List.of("table1", "--train", folder.resolve("none.h5")), "none.h5");
    }

    @Test
    void help_says_what_it_writes_and_keeps() {
        terminal.done("table1", "--help");
        assertThat(terminal.out())
                .contains("table1.json", "table1.html", "ablation.json", "Runs are kept", "--seeds", "--cache");
    }
}
