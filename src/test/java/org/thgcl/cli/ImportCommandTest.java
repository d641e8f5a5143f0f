package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.file.SafeTensors;
import org.thgcl.file.Sha256;
import org.thgcl.model.ParameterSpec;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.ConfigurationFile;
import org.thgcl.training.Models;

/// Parameters of another program, which here are those of a run in that program's clothes.
class ImportCommandTest {
    private static final String CLASSES = "dog;cat, \"small\";cow";

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;
    private Path trained;
    private Path file;
    private Path out;
    private Path classes;
    private String scores;

    @BeforeEach
    void run() throws IOException {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
        trained = folder.resolve("trained");
        file = folder.resolve("m.safetensors");
        out = folder.resolve("imported");
        classes = Files.writeString(folder.resolve("classes.txt"), CLASSES.replace(';', '\n') + "\n");
        terminal.done(Terminal.train(data, trained, "--set", "iterations=2").toArray());
        scores = scores(trained);
    }

    private String scores(Path run) {
        terminal.done("predict", run, "--data", data);
        return terminal.out();
    }

    private SavedFile saved() throws IOException {
        return new SavedFile(
                SafeTensors.read(trained.resolve("best.safetensors")).tensors());
    }

    private List<ParameterSpec> specs() throws IOException {
        return Models.configuration(ConfigurationFile.read(trained.resolve("configuration.yaml")))
                .model()
                .parameters();
    }

    /// The other program's file with its square matrices transposed.
    private SavedFile withSquaresTransposed() throws IOException {
        SavedFile saved = saved();
        Map<String, Tensor> tensors =
                SafeTensors.read(trained.resolve("best.safetensors")).tensors();
        for (ParameterSpec spec : specs()) {
            if (spec.matrix() && spec.shape().rows() == spec.shape().columns()) {
                saved.with(spec.name(), SavedFile.transposed(tensors.get(spec.name())));
            }
        }
        return saved;
    }

    private List<Object> args(String layout, Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "import", file, "--config", trained.resolve("configuration.yaml"), "--classes", classes, "--out", out));
        if (!layout.isEmpty()) {
            args.addAll(List.of("--layout", layout));
        }
        args.addAll(Arrays.asList(more));
        return args;
    }

    private Object[] check(String csv) throws IOException {
        return new Object[] {
            "--check", Files.writeString(folder.resolve("scores.csv"), csv), "--data", data, "--threads", 1
        };
    }

    private void refused(String... parts) {
        terminal.refused(args("in_out"), parts);
        assertThat(out).doesNotExist();
    }

    // --- what comes in ---

    @Test
    void both_layouts_come_in_to_the_last_bit() throws IOException {
        saved().write(file);
        terminal.done(args("in_out", check(scores)).toArray());
        assertThat(terminal.out())
                .contains("scores.csv: 30 clips, largest difference of a score 0.0 ")
                .contains("at most");
        assertThat(scores(out)).isEqualTo(scores);
        assertThat(out.resolve("README.md")).content().contains("The import was checked: ");
        out = folder.resolve("second");
        saved().transposed(specs()).write(file);
        terminal.done(args("out_in", check(scores)).toArray());
        assertThat(scores(out)).isEqualTo(scores);
        assertThat(SafeTensors.read(out.resolve("best.safetensors")).tensors().toString())
                .isEqualTo(SafeTensors.read(trained.resolve("best.safetensors"))
                        .tensors()
                        .toString());
    }

    @Test
    void a_run_of_imported_parameters_is_used_as_others_are() throws IOException {
        saved().write(file);
        terminal.done(args("in_out").toArray());
        assertThat(terminal.out()).contains("unproved: ", " square matrices (layers.1.audio.psi, ");
        JsonObject origin = JsonParser.parseString(Files.readString(out.resolve("data.json")))
                .getAsJsonObject()
                .getAsJsonObject("origin");
        assertThat(origin.get("file").getAsString()).isEqualTo(file.toString());
        assertThat(origin.get("sha256").getAsString()).isEqualTo(Sha256.of(file));
        assertThat(origin.get("layout").getAsString()).isEqualTo("in_out");
        assertThat(out.resolve("README.md"))
                .content()
                .contains("whose SHA-256 is `" + Sha256.of(file) + "`, layout `in_out`")
                .contains("wasn't checked against scores of the other program", "This card has no results")
                .contains("thgcl export --checkpoint best.safetensors --out model.onnx")
                .doesNotContain(folder.toString());
        terminal.done("evaluate", out, "--data", data);
        terminal.refused(List.of("report", out, "--data", data), "imported: was imported, not trained");
        terminal.refused(List.of("predict", out), "its parameters were imported, without clips; add --data FILE");
        Path tuned = folder.resolve("tuned");
        terminal.done("train", "--train", data, "--from", out, "--out", tuned, "--set", "iterations=0");
        assertThat(scores(tuned)).isEqualTo(scores);
        assertThat(Files.readString(tuned.resolve("result.json"))).contains(Sha256.of(file));
        Path settings = out.resolve("configuration.yaml");
        assertThat(terminal.run("train", "--train", data, "--resume", "--out", out, "--config", settings))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("holds imported parameters, which would be lost", "(--from " + out + ")");
        assertThat(scores(out)).isEqualTo(scores);
    }

    /// What `save_file` makes of a checkpoint with its metadata: they have a digest that is no longer right, anywhere.
    @Test
    void a_checkpoint_that_another_program_has_written_anew_needs_no_settings() throws IOException {
        Map<String, String> metadata =
                SafeTensors.read(trained.resolve("best.safetensors")).metadata();
        for (boolean first : List.of(true, false)) {
            Map<String, String> texts = new LinkedHashMap<>();
            if (first) {
                texts.put("thgcl.sha256", "0".repeat(64));
            }
            texts.putAll(metadata);
            texts.put("thgcl.sha256", "0".repeat(64));
            saved().metadata(texts).write(file);
            Path run = folder.resolve("of-" + first);
            terminal.refused(List.of("predict", "--checkpoint", file, "--data", data), "m.safetensors");
            terminal.done("import", file, "--layout", "in_out", "--out", run);
            assertThat(scores(run)).isEqualTo(scores);
        }
        Path best = trained.resolve("best.safetensors");
        terminal.done("import", best, "--layout", "in_out", "--out", out);
        assertThat(scores(out)).isEqualTo(scores);
        byte[] bytes = Files.readAllBytes(best);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        terminal.refused(
                List.of("import", file, "--layout", "in_out", "--out", folder.resolve("none")), "altered: its SHA-256");
    }

    @Test
    void float32_is_proved_within_its_rounding() throws IOException {
        saved().float32().write(file);
        terminal.done(args("in_out", check(scores)).toArray());
        assertThat(terminal.out()).contains("by rounding in float32 at most ");
        out = folder.resolve("second");
        terminal.done(args("in_out", "--dtype", "f32").toArray());
        String own = scores(out);
        out = folder.resolve("third");
        terminal.done(args("in_out", check(own)).toArray());
        out = folder.resolve("fourth");
        saved().write(file);
        assertThat(terminal.run(args("in_out", check(own)).toArray())).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.err()).contains("by rounding in float64 at most ", "; nothing is written");
        assertThat(out).doesNotExist();
    }

    @Test
    void the_standardisation_comes_in_under_the_names_of_checkpoints() throws IOException {
        Path other = folder.resolve("scaled");
        terminal.done(Terminal.train(data, other, "--set", "standardise=true").toArray());
        trained = other;
        saved().write(file);
        terminal.done(args("in_out").toArray());
        assertThat(scores(out)).isEqualTo(scores(other));
        out = folder.resolve("none");
        terminal.refused(args("in_out", "--set", "standardise=false"), "standardise", "has tensors standardisation.");
        for (String name : List.of("audio.mean", "audio.deviation", "video.mean", "video.deviation")) {
            saved().without("standardisation." + name).write(file);
            refused("m.safetensors", "standardisation");
        }
    }

    @Test
    void names_can_be_mapped() throws IOException {
        saved().renamed("head.weight", "classifier.w")
                .counter("norm.num_batches_tracked")
                .write(file);
        Path names = Files.writeString(
                folder.resolve("names.yaml"), "classifier.w: head.weight\nnorm.num_batches_tracked: null\n");
        terminal.done(args("in_out", "--names", names).toArray());
        assertThat(scores(out)).isEqualTo(scores);
        out = folder.resolve("none");
        refused("m.safetensors: tensor norm.num_batches_tracked: dtype I64 can't be read");
        Files.writeString(names, "classifier.x: head.weight\nnorm.num_batches_tracked: null\n");
        terminal.refused(args("in_out", "--names", names), "has no tensor classifier.x", "the nearest is classifier.w");
        Files.writeString(names, "classifier.w: head.bias\nnorm.num_batches_tracked: null\n");
        terminal.refused(args("in_out", "--names", names), "two of its tensors are called head.bias");
        Files.writeString(names, "nothing: null\n");
        terminal.refused(args("in_out", "--names", names), "has no tensors [nothing], which are to be left out");
        Files.writeString(names, "- a\n");
        terminal.refused(args("in_out", "--names", names), "names.yaml: must have lines 'name in the file: name here'");
    }

    // --- what doesn't ---

    @Test
    void there_is_no_default_layout() throws IOException {
        saved().write(file);
        terminal.refused(args(""), "--layout is missing and has no default", "ruins the model", "layers.1.audio.psi");
        assertThat(out).doesNotExist();
    }

    @Test
    void square_matrices_that_lie_the_other_way_are_found_by_scores_alone() throws IOException {
        withSquaresTransposed().write(file);
        terminal.done(args("in_out").toArray());
        assertThat(scores(out)).isNotEqualTo(scores);
        out = folder.resolve("none");
        assertThat(terminal.run(args("in_out", check(scores)).toArray())).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().lines()).hasSize(1);
        assertThat(terminal.err())
                .contains("nothing is written; with the square matrices transposed it is 0.0: they lie the other way")
                .contains("than --layout in_out");
        assertThat(out).doesNotExist();
    }

    @Test
    void parameters_that_do_not_fit_are_named() throws IOException {
        saved().renamed("head.weight", "head.wieght").write(file);
        refused("parameters are missing: head.weight (the nearest is head.wieght)", "; tensors are none of", "--names");
        saved().with("more", Tensor.scalar(1)).write(file);
        refused("tensors are none of the configuration's parameters: more; --names");
        saved().transposed(specs()).write(file);
        refused("with --layout in_out the configuration needs", "; transposed it fits: is the layout another?");
        saved().with("head.bias", Tensor.vector(1, 2)).write(file);
        refused("parameter head.bias: has shape [2]", "needs [3]");
        Tensor weight = Tensor.zeros(Shape.of(4, 3));
        weight.set(7, Double.NaN);
        saved().with("head.weight", weight).write(file);
        refused("parameter head.weight: element [2, 1] is NaN, must be a finite number");
        weight.set(7, 1e300);
        saved().with("head.weight", weight).write(file);
        terminal.refused(args("in_out", "--dtype", "f32"), "element [2, 1] is Infinity in float32");
        Files.write(file, new byte[20]);
        refused("m.safetensors: ");
        Files.delete(file);
        refused("m.safetensors: no such file");
    }

    @Test
    void classes_must_be_as_many_as_the_configuration_has() throws IOException {
        saved().write(file);
        List<Object> args = args("in_out");
        args.set(args.indexOf(classes), "a,b");
        terminal.refused(args, "the classes are 2, [a, b]; must be 3");
        args.set(args.indexOf("a,b"), "a,b,b");
        terminal.refused(args, "the classes are 3, [a, b, b]; must be 3");
        terminal.done(
                "import", file, "--layout", "in_out", "--config", trained.resolve("configuration.yaml"), "--out", out);
        terminal.done("predict", out, "--data", ClipFile.good().without("label").write(folder.resolve("u.h5")));
        assertThat(terminal.out()).startsWith("id,label,predicted,0,1,2");
    }

    @Test
    void scores_that_prove_nothing_are_refused() throws IOException {
        saved().write(file);
        terminal.refused(args("in_out", "--data", data), "--check and --data go together");
        String header = scores.lines().findFirst().orElseThrow();
        checkRefused("id,label,predicted,a,b,c\nclip-1,,,0.1,0.2,0.7\n", "its first line is id,label,predicted,a,b,c");
        checkRefused(header + "\n", "has no clips");
        checkRefused(header + "\nclip-1,,,0.1,0.2,0.7\n", "at most 1 decimals");
        checkRefused(header + "\nclip-1,,,0.1,x,0.7\n", "line 2: 'x' is no number");
        checkRefused(header + "\nclip-x,,,0.12345,0.2,0.7\n", "clip 'clip-x' isn't in clips.h5");
    }

    private void checkRefused(String csv, String... parts) throws IOException {
        terminal.refused(args("in_out", check(csv)), parts);
        assertThat(out).doesNotExist();
    }

    @Test
    void rounded_scores_prove_what_they_can() throws IOException {
        saved().write(file);
        String rounded = rounded(6);
        terminal.done(args("in_out", check(rounded)).toArray());
        assertThat(terminal.out()).contains("by rounding in float64 at most 5.0e-07");
        String wrong = rounded.replaceFirst("(?<=,)0\\.(\\d)(\\d{5})\\R", "0.$12$2\n");
        assertThat(wrong).isNotEqualTo(rounded);
        out = folder.resolve("none");
        assertThat(terminal.run(args("in_out", check(wrong)).toArray())).isEqualTo(Thgcl.FAILED);
    }

    private String rounded(int decimals) {
        return Pattern.compile("0\\.\\d+(E-\\d+)?").matcher(scores).replaceAll(score -> new BigDecimal(score.group())
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    @Test
    void a_folder_with_something_in_it_stays() throws IOException {
        saved().write(file);
        Files.createDirectories(out);
        terminal.done(args("in_out").toArray());
        byte[] best = Files.readAllBytes(out.resolve("best.safetensors"));
        terminal.refused(args("in_out"), out + ": is there already and not empty");
        assertThat(out.resolve("best.safetensors")).hasBinaryContent(best);
        assertThat(folder.toFile().list((_, name) -> name.endsWith(".part"))).isEmpty();
    }
}
