package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.PlantedEvents;
import org.thgcl.file.Work;

class DataCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    /// A `.npy` file of float32, clip n's numbers all n.
    private Path array(String name, int clips, int segments, int features) throws IOException {
        String head = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d), }\n"
                .formatted(clips, segments, features);
        ByteBuffer file = ByteBuffer.allocate(10 + head.length() + 4 * clips * segments * features)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) head.length()).put(head.getBytes(StandardCharsets.US_ASCII));
        for (int clip = 0; clip < clips; clip++) {
            for (int i = 0; i < segments * features; i++) {
                file.putFloat(clip);
            }
        }
        return Files.write(folder.resolve(name), file.array());
    }

    @Test
    void made_clips_are_those_of_the_arrays() throws IOException {
        Path labels = Files.writeString(folder.resolve("l.csv"), "id,label\nx,dog\ny,cat\nz,dog\n");
        Path out = folder.resolve("new/folder/clips.h5");
        terminal.done(
                "data",
                "make",
                "--audio",
                array("a.npy", 3, 2, 4),
                "--video",
                array("v.npy", 3, 1, 5),
                "--labels",
                labels,
                "--out",
                out);
        assertThat(terminal.out()).contains("3 clips, 2 classes, audio 2 x 4, video 1 x 5");
        try (DataSet clips = Hdf5DataSet.open(out)) {
            assertThat(clips.classes()).containsExactly("cat", "dog");
            assertThat(clips.labels()).containsExactly(1, 0, 1);
            assertThat(clips.id(2)).isEqualTo("z");
            float[] audio = new float[8];
            clips.readAudio(2, audio, 0);
            assertThat(audio).containsOnly(2);
            float[] video = new float[5];
            clips.readVideo(1, video, 0);
            assertThat(video).containsOnly(1);
        }
    }

    /// Notes each work that ends, and how much of it was done.
    private static final class Ended implements Work.Display {
        private final List<String> works = new ArrayList<>();

        @Override
        public void show(Work work) {}

        @Override
        public void end(Work work) {
            works.add(work.name() + " " + work.done() + " of " + work.total());
        }
    }

    private List<String> works(Object... arguments) {
        Ended ended = new Ended();
        Work.shown(ended, () -> {
            terminal.done(arguments);
            return null;
        });
        return ended.works;
    }

    @Test
    void what_may_take_long_is_told_from_its_begin_to_its_end() throws IOException {
        Path array = array("a.npy", 3, 2, 4);
        Path archive = folder.resolve("a.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("audio.npy"));
            Files.copy(array, zip);
        }
        Path labels = Files.writeString(folder.resolve("l.csv"), "dog\ncat\ndog\n");
        Path out = folder.resolve("clips.h5");
        long bytes = Files.size(array);
        assertThat(works("data", "make", "--audio", archive, "--labels", labels, "--out", out))
                .containsExactly("unpacking a.npz, bytes " + bytes + " of " + bytes, "writing clips 3 of 3");
        assertThat(works("data", "info", out)).containsExactly("reading clips 3 of 3");
        assertThat(works("data", "plant", "--clips", 24, "--classes", 3, "--out", out))
                .containsExactly("writing clips 24 of 24");
    }

    @Test
    void what_cannot_be_made_leaves_nothing_behind() throws IOException {
        Path audio = array("a.npy", 3, 2, 4);
        Path labels = Files.writeString(folder.resolve("l.csv"), "dog\ncat\n");
        Path out = folder.resolve("clips.h5");
        List<Object> make = List.of("data", "make", "--audio", audio, "--labels", labels, "--out", out);
        terminal.refused(make, "l.csv has 2 clips", "a.npy has 3");
        terminal.refused(
                List.of("data", "make", "--audio", audio, "--labels", labels, "--out", labels), "one of the inputs");
        terminal.refused(List.of("data", "make", "--audio", audio, "--labels", labels, "--out", folder), "is a folder");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(audio, labels);
        }
    }

    @Test
    void planted_clips_follow_the_options() {
        Path out = folder.resolve("new/planted.h5");
        terminal.done("data", "plant", "--classes", 3, "--clips", 30, "--lag", 1, "--video-features", 7, "--out", out);
        try (DataSet clips = Hdf5DataSet.open(out)) {
            assertThat(clips.size()).isEqualTo(30);
            assertThat(clips.classes()).hasSize(3);
            assertThat(clips.audioSegments()).isEqualTo(24);
            assertThat(clips.videoFeatures()).isEqualTo(7);
        }
        terminal.refused(List.of("data", "plant", "--lag", -1, "--out", out), "lag is -1", "at least 0");
        terminal.refused(List.of("data", "plant", "--lag", Integer.MAX_VALUE, "--out", out), "video-segments");
        terminal.refused(List.of("data", "plant", "--strength", "1e300", "--out", out), "strength", "at most");
    }

    @Test
    void defaults_are_those_of_the_demonstration() {
        Path out = folder.resolve("planted.h5");
        terminal.done("data", "plant", "--out", out);
        PlantedEvents demo = new PlantedEvents(PlantedEvents.Design.demo());
        try (DataSet clips = Hdf5DataSet.open(out)) {
            assertThat(clips.labels()).isEqualTo(demo.labels());
            float[] expected = new float[demo.audioSegments() * demo.audioFeatures()];
            float[] found = expected.clone();
            demo.readAudio(639, expected, 0);
            clips.readAudio(639, found, 0);
            assertThat(found).containsExactly(expected);
        }
    }

    @Test
    void data_alone_shows_its_commands() {
        terminal.done("data");
        assertThat(terminal.out()).contains("Usage: thgcl data", "info", "make", "plant");
    }
}
