package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.training.JavaProcess;

/// From recordings to a file of features, with small random encoders.
@Tag("slow")
class FeaturesCommandTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private List<Object> command(Path out, Object... more) {
        List<Object> args = new ArrayList<>(List.of("features"));
        args.addAll(List.of(more));
        args.addAll(List.of("--weights", "random:small:5", "--frame-rate", MadeRecordings.FRAME_RATE));
        args.addAll(List.of("--out", out, "--threads", 1));
        return args;
    }

    private static List<String> ids(DataSet data) {
        return IntStream.range(0, data.size()).mapToObj(data::id).toList();
    }

    @Test
    void recordings_with_labels_become_clips_in_their_order() throws IOException {
        Path films = Files.createDirectory(folder.resolve("films"));
        Path cow = MadeRecordings.film(films.resolve("cow"), 10, 200);
        Path dog = MadeRecordings.film(films.resolve("dog"), 11.5, 700);
        Path labels = Files.writeString(
                folder.resolve("labels.csv"), "label,path,by\nmoo," + cow + ",x\n\"bark, loud\",dog,y\n");
        Path out = folder.resolve("clips.h5");
        terminal.done(command(out, films, "--labels", labels).toArray());
        assertThat(terminal.out().lines())
                .containsExactly(
                        "RANDOM WEIGHTS (random:small:5): these features are for demonstration; they weren't made by"
                                + " encoders that have learnt anything.",
                        cow + "@0: 10 s, 44100 Hz, 2 channels; 2 fps, 20 frames, 40 chunks of 6; 20 chunks without a"
                                + " picture of their own have the one that is shown then; the pictures of 40 chunks are"
                                + " repeated, they are too few",
                        dog + "@0: 10 s, 44100 Hz, 2 channels; 2 fps, 20 frames, 40 chunks of 6; 20 chunks without a"
                                + " picture of their own have the one that is shown then; the pictures of 40 chunks are"
                                + " repeated, they are too few",
                        dog + "@10: 1.5 s, 44100 Hz, 2 channels; 2 fps, 3 frames, 40 chunks of 6; 8.5 s of silence are"
                                + " added at the end; 37 chunks without a picture of their own have the one that is"
                                + " shown then; the pictures of 40 chunks are repeated, they are too few",
                        terminal.out().lines().toList().getLast());
        assertThat(terminal.out()).contains(out + ": 3 clips, fingerprint ", ", RANDOM WEIGHTS");
        try (Hdf5DataSet data = Hdf5DataSet.open(out)) {
            assertThat(ids(data)).containsExactly(cow + "@0", dog + "@0", dog + "@10");
            assertThat(data.classes()).containsExactly("bark, loud", "moo");
            assertThat(data.labels()).containsExactly(1, 0, 0);
            assertThat(List.of(data.audioSegments(), data.audioFeatures(), data.videoSegments(), data.videoFeatures()))
                    .containsExactly(101, 128, 40, 1024);
            assertThat(data.fingerprint().orElseThrow().made())
                    .containsEntry("decoder", "frames")
                    .containsEntry("s3d", "random:small:5")
                    .containsEntry("chunks", "time");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("films", "labels.csv", "clips.h5");
        }
    }

    @Test
    void what_fails_is_named_and_left_out() throws IOException {
        Path good = MadeRecordings.sound(folder.resolve("good.wav"), 16_000, 1, 10, 300);
        Path shorter = MadeRecordings.sound(folder.resolve("shorter.wav"), 8000, 1, 0.3, 300);
        Path broken = Files.writeString(folder.resolve("broken.wav"), "RIFF and nothing else");
        Path rest = MadeRecordings.sound(folder.resolve("rest.wav"), 8000, 1, 10.5, 300);
        Path out = folder.resolve("clips.h5");
        assertThat(terminal.run(command(out, shorter, good, broken, rest, "--audio-only")
                        .toArray()))
                .as(terminal.err())
                .isEqualTo(Thgcl.FAILED);
        assertThat(terminal.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("thgcl: left out: " + broken + ": "))
                .contains("thgcl: left out: " + shorter + ": lasts 0.3 s; it must last at least 1 s");
        assertThat(terminal.out())
                .contains(
                        good + "@0: 10 s, 16000 Hz, 1 channel; no video\n",
                        rest + ": the last 0.5 s are left out, they are too short for a clip\n",
                        out + ": 2 clips, 2 left out, fingerprint ");
        try (Hdf5DataSet data = Hdf5DataSet.openAsFound(out)) {
            assertThat(ids(data)).containsExactly(good + "@0", rest + "@0");
            assertThat(data.hasVideo()).isFalse();
            assertThat(data.isLabelled()).isFalse();
        }
        Path none = folder.resolve("none.h5");
        assertThat(terminal.run(command(none, good).toArray())).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.err()).contains(good + ": has no pictures");
        assertThat(terminal.out()).contains("no clip could be made");
        assertThat(none).doesNotExist();
    }

    @Test
    void what_is_wrong_is_said_before_the_work_begins() throws IOException {
        Path sound = MadeRecordings.sound(folder.resolve("sound.wav"), 8000, 1, 10, 300);
        Path labels = Files.writeString(folder.resolve("labels.csv"), "path,label\nother.wav,moo\n");
        Path out = folder.resolve("clips.h5");
        terminal.refused(
                command(out, sound, "--labels", labels), "labels.csv: has no label of " + sound, "by its path");
        Files.writeString(labels, "file,label\nsound.wav,moo\n");
        terminal.refused(command(out, sound, "--labels", labels), "'file,label'; it must name columns path and label");
        Files.writeString(labels, "path,label\nsound.wav,moo\nsound.wav,baa\n");
        terminal.refused(command(out, sound, "--labels", labels), "line 3 has the path 'sound.wav' for the second");
        terminal.refused(command(out, folder.resolve("nowhere.wav")), "nowhere.wav: there is no such file");
        terminal.refused(command(out, sound, "--set", "a30=tame"), "--set", "chunks: 'tame' isn't allowed");
        terminal.refused(command(out, sound, "--set", "chunk=time"), "there is no such setting; the nearest is chunks");
        terminal.refused(command(out, sound, "--start", "-1"), "--start: '-1' isn't allowed");
        terminal.refused(
                command(out, sound, "--ffmpeg", folder.resolve("nope")), "--ffmpeg: '" + folder, "nope' is no program");
        terminal.refused(command(out, sound, "--length", "x"), "--length: 'x' isn't allowed");
        terminal.refused(command(out, sound, "--vggish", "v.safetensors"), "--weights stands for all weights");
        terminal.refused(List.of("features", sound, "--out", out), "weights of vggish are missing: --vggish FILE");
        terminal.refused(
                List.of("features", sound, "--out", out, "--weights", "random:x"),
                "'random:x' isn't allowed, must be random:SEED");
        assertThat(folder.resolve("clips.h5.clips")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void names_of_files_may_hold_anything() throws IOException {
        Path odd = folder.resolve("$(touch x); 'a' \"b\" `c` \n\u001b[2J&é.wav");
        MadeRecordings.sound(odd, 8000, 1, 2, 300);
        Path out = folder.resolve("clips.h5");
        terminal.done(command(out, odd, "--audio-only").toArray());
        assertThat(terminal.out()).doesNotContain("\u001b").contains("`c` ??[2J&é.wav@0: 2 s");
        try (Hdf5DataSet data = Hdf5DataSet.openAsFound(out)) {
            assertThat(data.id(0)).isEqualTo(odd + "@0");
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void a_run_that_was_killed_goes_on_to_the_same_file() throws IOException, InterruptedException {
        Path sound = MadeRecordings.sound(folder.resolve("long.wav"), 16_000, 1, 30, 300);
        Path whole = folder.resolve("whole.h5");
        terminal.done(command(whole, sound, "--audio-only").toArray());
        Path out = folder.resolve("clips.h5");
        kill(command(out, sound, "--audio-only"), sound + "@0: ");
        assertThat(out).doesNotExist();
        terminal.refused(
                command(out, sound, "--audio-only", "--set", "a27=true"),
                "clips.h5.clips: holds clips of a run that was stopped, made in another way",
                "final_relu: false and true");
        Path other = Files.createDirectory(folder.resolve("other.h5.clips"));
        Files.writeString(other.resolve("mine.txt"), "not of this program");
        terminal.refused(command(folder.resolve("other.h5"), sound, "--audio-only"), "holds mine.txt of somebody else");
        terminal.done(command(out, sound, "--audio-only").toArray());
        assertThat(terminal.out()).contains(sound + "@0: 10 s, 16000 Hz, 1 channel; no video; made before");
        assertThat(out).hasSameBinaryContentAs(whole);
        assertThat(folder.resolve("clips.h5.clips")).doesNotExist();
    }

    /// Runs a command in a process that dies where it has printed a line.
    private static void kill(List<Object> args, String line) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(line));
        args.forEach(arg -> arguments.add(arg.toString()));
        Process process = JavaProcess.of(Mortal.class, arguments.toArray(String[]::new))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isEqualTo(Mortal.KILLED);
    }

    /// The program, until it prints a line that begins in a certain way. Then it is gone at once, as by SIGKILL.
    static final class Mortal {
        private static final int KILLED = 137;

        private Mortal() {}

        /// Runs the program.
        ///
        /// @param args the beginning of the line, then the program's own
        public static void main(String[] args) {
            PrintWriter out = new PrintWriter(Writer.nullWriter()) {
                @Override
                public void println(String line) {
                    if (line.startsWith(args[0])) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                }
            };
            Thgcl.run(out, new PrintWriter(Writer.nullWriter()), Arrays.copyOfRange(args, 1, args.length));
        }
    }
}
