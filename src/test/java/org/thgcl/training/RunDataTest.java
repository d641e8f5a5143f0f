package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Clips;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;

class RunDataTest {
    /// When everything was written long ago.
    private static final InstantSource LATER = InstantSource.fixed(Instant.parse("2200-01-01T00:00:00Z"));

    @TempDir
    private Path scratch;

    private RunFolder run;

    @BeforeEach
    void folder() throws IOException {
        run = new RunFolder(Files.createDirectory(scratch.resolve("run")));
    }

    private RunData known(Clips clips) throws IOException {
        RunData data = RunData.of(parts(clips), Optional.empty(), run, LATER, _ -> {});
        AtomicFile.write(run.data(), Json.page(data));
        return data;
    }

    private static Split.Parts parts(Clips clips) {
        return new Split.Parts(
                new Subset(clips, new int[] {0}), new Subset(clips, new int[] {2}), new Subset(clips, new int[] {1}));
    }

    @Test
    void what_is_kept_comes_back() throws IOException {
        RunData data = known(Clips.three(Files.createFile(scratch.resolve("clips.h5"))));
        assertThat(RunData.read(run)).contains(data);
        assertThat(data.sources().keySet()).containsExactly("train");
    }

    @Test
    void parts_from_other_files_have_roles_of_their_own() throws IOException {
        Clips train = Clips.three(Files.createFile(scratch.resolve("a.h5")));
        Clips test = Clips.three(Files.createFile(scratch.resolve("b.h5"))).withIds(List.of("1", "2", "3"));
        Split.Parts parts =
                new Split.Parts(new Subset(train, new int[] {0}), new Subset(train, new int[] {2}), Subset.all(test));
        RunData data = RunData.of(parts, Optional.empty(), run, LATER, _ -> {});
        assertThat(data.paths(run)).containsExactly(scratch.resolve("a.h5"), scratch.resolve("b.h5"));
        assertThat(data.contents().get("test")).isEqualTo(DataIdentity.of(test));
        assertThat(SplitTable.of(parts)).isEqualTo("""
            clip,id,label,part,file
            0,x,Glocke-ä,train,clips
            2,z,Glocke-ä,validation,clips
            0,1,Glocke-ä,test,clips
            1,2,b,test,clips
            2,3,Glocke-ä,test,clips
            """.replace("\n", "\r\n"));
    }

    @Test
    void a_file_in_the_runs_folder_moves_with_it_and_another_stays() throws IOException {
        RunData inside = known(Clips.three(Files.createFile(run.path().resolve("demo.h5"))));
        RunData outside = RunData.of(
                parts(Clips.three(Files.createFile(scratch.resolve("clips.h5")))),
                Optional.empty(),
                run,
                LATER,
                _ -> {});
        RunFolder moved = new RunFolder(scratch.resolve("moved"));
        Files.move(run.path(), moved.path());
        assertThat(inside.path(moved, "train")).contains(moved.path().resolve("demo.h5"));
        assertThat(outside.path(moved, "train")).contains(scratch.resolve("clips.h5"));
    }

    @Test
    void a_file_that_has_not_changed_is_not_read_again() throws IOException {
        Path file = Files.writeString(scratch.resolve("clips.h5"), "1234");
        RunData data = known(Clips.three(file));
        Clips unreadable = Clips.three(file).unreadable();
        assertThat(RunData.of(parts(unreadable), Optional.empty(), run, LATER, _ -> {}))
                .isEqualTo(data);
        data.requireSame("train", unreadable, LATER);
    }

    @Test
    void a_file_that_has_changed_is_read_again() throws IOException {
        Path file = Files.writeString(scratch.resolve("clips.h5"), "1234");
        RunData data = known(Clips.three(file));
        Clips other = Clips.three(file).withIds(List.of("1", "2", "3"));
        Files.writeString(file, "12345");
        assertThat(RunData.of(parts(other), Optional.empty(), run, LATER, _ -> {})
                        .contents())
                .isNotEqualTo(data.contents());
        data.requireSame("train", Clips.three(file), LATER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.requireSame("train", other, LATER))
                .withMessage(file + ": differs from the run's train data in: ids;"
                        + " --data FILE says which clips to use instead");
    }

    @Test
    void an_altered_digest_is_computed_again() throws IOException {
        Path file = Files.writeString(scratch.resolve("clips.h5"), "1234");
        RunData data = known(Clips.three(file));
        String text = Files.readString(run.data());
        String ids = data.contents().get("train").ids();
        AtomicFile.write(run.data(), text.replace(ids, (ids.startsWith("0") ? "1" : "0") + ids.substring(1)));
        assertThat(RunData.of(parts(Clips.three(file)), Optional.empty(), run, LATER, _ -> {}))
                .isEqualTo(data);
    }

    @Test
    void a_damaged_note_is_written_anew_and_that_is_said() throws IOException {
        AtomicFile.write(run.data(), "{\"sources\": {");
        List<String> notes = new ArrayList<>();
        Clips clips = Clips.three(null);
        assertThat(RunData.of(parts(clips), Optional.empty(), run, LATER, notes::add)
                        .contents())
                .containsValue(DataIdentity.of(clips));
        assertThat(notes).singleElement().asString().startsWith(run.data() + ": doesn't say which data the run has");
    }
}
