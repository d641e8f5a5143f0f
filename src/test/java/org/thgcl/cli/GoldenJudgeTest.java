package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.golden.suite.Suite;

/// `golden judge` on results that are right, wrong, incomplete or for something else.
class GoldenJudgeTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path suite;
    private JsonObject results;

    @BeforeEach
    void a_suite_of_two_files_and_right_results() throws IOException {
        suite = Files.createDirectories(folder.resolve("suite"));
        results = new JsonObject();
        results.addProperty("format", "thgcl-results/1");
        results.addProperty("suite", Suite.VERSION);
        results.addProperty("implementation", "port 0.1, C, float64");
        JsonArray files = new JsonArray();
        for (String name : List.of("gaussian_weight.json", "joint_objective.json")) {
            String text = Files.readString(Path.of("golden", "cases", name));
            Files.writeString(suite.resolve(name), text);
            JsonObject file = new JsonObject();
            file.addProperty("file", name);
            file.addProperty("sha256", sha256(text));
            JsonArray cases = new JsonArray();
            JsonParser.parseString(text)
                    .getAsJsonObject()
                    .getAsJsonArray("cases")
                    .forEach(c -> {
                        JsonObject result = new JsonObject();
                        List.of("id", "outputs", "gradients").forEach(field -> {
                            if (c.getAsJsonObject().has(field)) {
                                result.add(field, c.getAsJsonObject().get(field));
                            }
                        });
                        cases.add(result);
                    });
            file.add("cases", cases);
            files.add(file);
        }
        results.add("files", files);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject file(int index) {
        return results.getAsJsonArray("files").get(index).getAsJsonObject();
    }

    private JsonObject result(int file, int index) {
        return file(file).getAsJsonArray("cases").get(index).getAsJsonObject();
    }

    private int judge(Object... more) throws IOException {
        Path given = Files.writeString(folder.resolve("results.json"), results.toString());
        Object[] line = new Object[5 + more.length];
        System.arraycopy(new Object[] {"golden", "judge", given, "--suite", suite}, 0, line, 0, 5);
        System.arraycopy(more, 0, line, 5, more.length);
        return terminal.run(line);
    }

    @Test
    void right_results_conform() throws IOException {
        assertThat(judge()).isEqualTo(Thgcl.DONE);
        assertThat(terminal.out())
                .contains("Results of: port 0.1, C, float64", "gaussian_weight.json", "0 failed, 0 missing")
                .endsWith("the implementation conforms\n");
    }

    @Test
    void a_wrong_number_is_named_after_the_mistake_that_gives_it() throws IOException {
        JsonArray decoys = JsonParser.parseString(Files.readString(suite.resolve("gaussian_weight.json")))
                .getAsJsonObject()
                .getAsJsonArray("cases")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("decoys");
        JsonObject half = decoys.get(0).getAsJsonObject();
        assertThat(half.get("name").getAsString()).isEqualTo("missing-half");
        result(0, 0).add("outputs", half.get("outputs"));
        assertThat(judge("--out", folder.resolve("report"))).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).contains("1 failed", "the number got is what the mistake 'missing-half' gives");
        JsonObject page = JsonParser.parseString(Files.readString(folder.resolve("report/conformance.json")))
                .getAsJsonObject();
        assertThat(page.get("conforms").getAsBoolean()).isFalse();
        JsonObject judged = page.getAsJsonArray("files")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("cases")
                .get(0)
                .getAsJsonObject();
        assertThat(judged.get("verdict").getAsString()).isEqualTo("failed");
        assertThat(judged.get("decoys").toString()).isEqualTo("[\"missing-half\"]");
        assertThat(Files.readString(folder.resolve("report/conformance.txt"))).isEqualTo(terminal.out());
    }

    @Test
    void what_is_missing_is_counted() throws IOException {
        file(0).getAsJsonArray("cases").remove(1);
        result(1, 0).remove("gradients");
        assertThat(judge()).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out())
                .contains("0 failed, 2 missing")
                .contains("missing: joint_objective.json: case 'paper': gradients.focal, gradients.contrastive");
    }

    @Test
    void a_file_that_is_left_out_is_missing() throws IOException {
        results.getAsJsonArray("files").remove(1);
        assertThat(judge()).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).contains("missing: joint_objective.json: case 'paper'");
    }

    @Test
    void files_can_be_judged_alone() throws IOException {
        results.getAsJsonArray("files").remove(1);
        assertThat(judge("--only", "gaussian_weight.json")).isEqualTo(Thgcl.DONE);
        assertThat(terminal.out())
                .contains("0 failed, 0 missing: the implementation conforms")
                .doesNotContain("joint_objective")
                .endsWith("Judged only: gaussian_weight.json\n");
        assertThat(judge("--only", "gaussian_weight.json,joint_objective.json")).isEqualTo(Thgcl.FAILED);
    }

    @Test
    void a_file_to_judge_alone_must_be_there_and_gives_no_report() throws IOException {
        assertThat(judge("--only", "eq1.json")).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("suite: has no golden file 'eq1.json'");
        assertThat(judge("--only", "gaussian_weight.json", "--out", folder.resolve("report")))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("--out: the report is about the whole suite; leave out --only");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    private void refused(String... parts) throws IOException {
        assertThat(judge()).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).startsWith("thgcl: ").contains(parts);
    }

    @Test
    void results_for_another_edition_are_refused() throws IOException {
        file(0).addProperty("sha256", "0".repeat(64));
        refused("'gaussian_weight.json': sha256: is 000", "another edition");
        results.addProperty("suite", "1.0.0");
        refused("suite: is 1.0.0, the suite in", "is 2.0.0");
    }

    @Test
    void what_the_suite_doesnt_have_is_refused() throws IOException {
        file(0).addProperty("file", "x.json");
        result(1, 0).addProperty("id", "nobody");
        refused("'x.json': the suite has no such file", "case 'nobody': the file has no such case");
    }

    @Test
    void names_and_shapes_that_dont_fit_are_refused() throws IOException {
        JsonObject outputs = result(1, 0).getAsJsonObject("outputs");
        outputs.add("sum", outputs.get("loss"));
        refused("case 'paper': outputs.sum: the suite states no such numbers here, only loss");
        outputs.remove("sum");
        outputs.add("loss", JsonParser.parseString("{\"shape\": [1], \"data\": [0.875]}"));
        refused("case 'paper': outputs.loss: has shape [1], must be []");
    }

    @Test
    void what_the_format_doesnt_know_is_refused() throws IOException {
        results.addProperty("note", "x");
        refused("results.json: note: the format has no such field");
        results.remove("note");
        results.remove("implementation");
        refused("results.json: implementation is missing");
        results.addProperty("implementation", "x");
        file(0).addProperty("sha256", "12");
        refused("files[0].sha256: is '12', must be 64 digits");
        results.addProperty("format", "thgcl-golden/1");
        refused("format: is 'thgcl-golden/1', this program reads 'thgcl-results/1'");
    }

    @Test
    void a_folder_without_a_suite_is_refused() throws IOException {
        suite = Files.createDirectories(folder.resolve("empty"));
        refused("empty: has no golden files");
    }
}
