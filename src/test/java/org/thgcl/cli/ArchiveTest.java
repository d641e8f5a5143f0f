package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.file.Csv;

/// An archive in pieces. Batches are of 6 clips, the file has 30.
class ArchiveTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;
    private Path run;

    @BeforeEach
    void train() {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
        run = folder.resolve("run");
        terminal.done(Terminal.train(data, run).toArray());
    }

    private List<String> words(Object... files) {
        List<String> words =
                new ArrayList<>(List.of("--checkpoint", run.toString(), "--out", "scores", "--clips", "8"));
        Arrays.stream(files).map(Object::toString).forEach(words::add);
        return words;
    }

    @Test
    void pieces_of_whole_batches_have_the_scores_of_predict_in_any_order() throws IOException {
        terminal.done("predict", run, "--data", data);
        List<String> expected = terminal.out().lines().skip(1).toList();
        try (Archive archive = Archive.of(words(data))) {
            Archive.Plan plan = archive.plan();
            assertThat(plan.pieces())
                    .extracting(ArchivePiece::name)
                    .containsExactly(data + ", clips 0 to 11", data + ", clips 12 to 23", data + ", clips 24 to 29");
            assertThat(plan.clips()).isEqualTo(30);
            for (ArchivePiece piece : plan.pieces().reversed()) {
                List<String> lines = new ArrayList<>();
                List<Integer> steps = new ArrayList<>();
                assertThat(archive.predict(ArchivePiece.parse(piece.line()), steps::add, (source, clip) -> {
                            assertThat(source).isEqualTo(data.toString());
                            List<Object> fields = new ArrayList<>(List.of(clip.id(), clip.label()));
                            fields.add(clip.prediction().predicted());
                            fields.addAll(clip.prediction().scores().values());
                            lines.add(Csv.text(fields).strip());
                        }))
                        .isEmpty();
                assertThat(lines).isEqualTo(expected.subList(piece.first(), piece.first() + piece.clips()));
                assertThat(steps).last().isEqualTo(piece.clips());
            }
        }
    }

    @Test
    void a_folder_has_files_and_recordings_and_what_is_damaged_is_named() throws IOException {
        Path mixed = Files.createDirectory(folder.resolve("mixed"));
        Files.copy(data, mixed.resolve("a.h5"));
        Path other = ClipFile.good()
                .with("audio", ClipFile.features(ClipFile.CLIPS, 7, 4))
                .write(mixed.resolve("b.h5"));
        MadeRecordings.sound(mixed.resolve("c.wav"), 8_000, 1, 2, 400);
        Files.writeString(mixed.resolve("notes.md"), "neither");
        try (Archive archive = Archive.of(words(mixed, data, data))) {
            Archive.Plan plan = archive.plan();
            assertThat(plan.pieces()).hasSize(3 + 3 + 1);
            assertThat(plan.pieces().getLast().name())
                    .isEqualTo(mixed.resolve("c.wav").toString());
            assertThat(plan.failures()).containsOnlyKeys(other.toString());
            assertThat(plan.failures().get(other.toString())).contains("b.h5", "7", "6");
            assertThat(archive.bytes(plan)).isPositive();
        }
        try (Archive archive = Archive.of(words(folder.resolve("nowhere")))) {
            assertThatThrownBy(archive::plan).isInstanceOf(IOException.class).hasMessageContaining("nowhere");
        }
    }

    @Test
    void a_file_that_was_changed_or_has_gone_is_told() throws IOException {
        try (Archive archive = Archive.of(words(data))) {
            ArchivePiece piece = archive.plan().pieces().getFirst();
            assertThat(piece.differences()).isEmpty();
            Files.writeString(data, "shorter");
            assertThat(piece.differences()).singleElement().asString().contains("clips.h5: is another file here");
            Files.delete(data);
            assertThat(piece.differences()).singleElement().asString().contains("clips.h5: no such file here");
        }
    }

    @Test
    void identity_is_of_model_program_type_and_cut() throws IOException {
        List<String> single = words(data);
        single.addAll(List.of("--dtype", "f32"));
        try (Archive archive = Archive.of(words(data));
                Archive other = Archive.of(single)) {
            assertThat(archive.identity(false)).containsOnlyKeys("model", "program", "dtype", "clips", "recordings");
            assertThat(archive.identity(false).get("clips")).isEqualTo("12");
            assertThat(other.identity(false)).containsEntry("dtype", "FLOAT32");
            assertThat(other.identity(false).get("model"))
                    .isEqualTo(archive.identity(false).get("model"));
        }
    }

    @Test
    void a_wrong_command_line_is_refused() {
        assertThatThrownBy(() -> Archive.of(List.of("--out", "scores", data.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predict: Missing required option: '--checkpoint=RUN'");
        List<String> none = words(data);
        none.addAll(List.of("--threads", "0"));
        assertThatThrownBy(() -> Archive.of(none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--threads: 0 isn't allowed, must be at least 1");
        assertThat(Archive.help()).contains("--checkpoint=RUN", "--vggish", "Parquet");
    }
}
