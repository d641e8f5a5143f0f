package org.thgcl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.cli.Archive;
import org.thgcl.cli.ArchivePiece;
import org.thgcl.file.Json;

/// An archive's pieces and their parts, scored here without a cluster.
class PartsTest {
    @TempDir
    private Path folder;

    private SmallArchive archive;
    private Map<String, String> failures;

    @BeforeEach
    void make() throws IOException {
        archive = SmallArchive.make(folder);
    }

    /// Scores what is missing and returns how many pieces that were.
    private int predict(String... words) throws IOException {
        List<String> all = archive.words(words);
        try (Archive given = Archive.of(all)) {
            Files.createDirectories(archive.out());
            Archive.Plan plan = given.plan();
            failures = new java.util.TreeMap<>(plan.failures());
            Map<String, String> identity = given.identity(true);
            List<ArchivePiece> missing = new Parts(archive.out())
                    .prepare(new Parts.Common(identity, given.classes()), plan.pieces());
            Scoring scoring = new Scoring(all, archive.out().toString(), Json.line(identity), true);
            for (ArchivePiece piece : missing) {
                failures.putAll(Json.read(scoring.on(piece.line(), _ -> {}), Scoring.Outcome.class)
                        .failures());
            }
            return missing.size();
        }
    }

    @Test
    void rows_are_what_predict_says_to_the_last_bit_and_are_made_once() throws IOException {
        // pieces of two batches: 14, 9 and 23 clips are 2, 2 and 3 pieces, and there is a recording
        assertThat(predict(archive.clips().toString())).isEqualTo(8);
        assertThat(archive.actual()).isEqualTo(archive.expected()).hasSize(4);
        assertThat(predict(archive.clips().toString())).isZero();
        Files.delete(archive.parts().get(3));
        assertThat(predict(archive.clips().toString())).isEqualTo(1);
        assertThat(archive.actual()).isEqualTo(archive.expected());
        assertThat(failures).isEmpty();
    }

    @Test
    void what_can_not_be_read_is_named_and_tried_again() throws IOException {
        Path bad = Files.writeString(archive.clips().resolve("bad.wav"), "RIFF and nothing else");
        Path cut = archive.clips().resolve("cut.h5");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(archive.clips().resolve("clips0.h5")), 3000));
        assertThat(predict(archive.clips().toString())).isEqualTo(8);
        assertThat(failures).containsOnlyKeys(bad.toString(), cut.toString());
        assertThat(archive.actual()).isEqualTo(archive.expected());
        assertThat(archive.parts()).filteredOn(part -> part.toString().endsWith("-incomplete.parquet")).hasSize(1);
        assertThat(predict(archive.clips().toString())).isEqualTo(1);
        assertThat(failures).hasSize(2);
        assertThat(archive.actual()).isEqualTo(archive.expected());
    }

    @Test
    void another_model_other_options_and_changed_files_are_not_mixed_in() throws IOException {
        String clips = archive.clips().toString();
        predict(clips);
        assertThatThrownBy(() -> predict(clips, "--dtype", "f32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("these differ: dtype (FLOAT64, now FLOAT32); choose another folder");
        archive.train("other", 2);
        Files.copy(
                folder.resolve("other/best.safetensors"),
                folder.resolve("run/best.safetensors"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> predict(clips))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("these differ: model (");
    }

    @Test
    void a_changed_file_and_a_missing_one_are_refused() throws IOException {
        String clips = archive.clips().toString();
        predict(clips);
        Path file = archive.clips().resolve("clips1.h5");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThatThrownBy(() -> predict(clips))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 2 parts of other files, or of files that were changed since");
        assertThat(archive.actual()).isEqualTo(archive.expected());
    }

    @Test
    void an_executor_with_another_program_or_other_files_refuses() throws IOException {
        List<String> words = archive.words(archive.clips().toString());
        Files.createDirectories(archive.out());
        try (Archive given = Archive.of(words)) {
            String piece = given.plan().pieces().getFirst().line();
            Scoring other = new Scoring(words, archive.out().toString(), "{}", true);
            assertThatThrownBy(() -> other.on(piece, _ -> {}))
                    .isInstanceOf(Work.Unfit.class)
                    .hasMessageContaining("model or program are others here");
            Files.writeString(archive.clips().resolve("clips0.h5"), "changed");
            assertThatThrownBy(() -> other.on(piece, _ -> {}))
                    .isInstanceOf(Work.Unfit.class)
                    .hasMessageContaining("clips0.h5: is another file here, or was changed");
            assertThat(archive.parts()).isEmpty();
        }
    }
}
