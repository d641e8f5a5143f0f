package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.tensor.DType;

class Hdf5WriterTest {
    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read() throws IOException {
        same(new PlantedEvents(PlantedEvents.Design.demo()));
        same(Clips.labelled(3, 4));
        same(Constant.of(1, 2));
    }

    private void same(DataSet data) throws IOException {
        Path path = folder.resolve("written.h5");
        Hdf5Writer.write(data, path);
        try (Hdf5DataSet read = Hdf5DataSet.open(path)) {
            assertThat(read.classes()).isEqualTo(data.classes());
            assertThat(read.labels()).isEqualTo(data.labels());
            assertThat(read.hasVideo()).isEqualTo(data.hasVideo());
            assertThat(read.id(1)).isEqualTo(data.id(1));
            Subset all = Subset.all(data);
            BatchReader reader = new BatchReader(all, null, DType.FLOAT64);
            BatchReader other = new BatchReader(Subset.all(read), null, DType.FLOAT64);
            BatchOrder.inSequence(data.size(), 100).forEachRemaining(positions -> {
                Batch expected = reader.read(positions);
                Batch found = other.read(positions);
                assertThat(found.audio().shape()).isEqualTo(expected.audio().shape());
                assertThat(found.audio().toArray()).isEqualTo(expected.audio().toArray());
                if (data.hasVideo()) {
                    assertThat(found.video().toArray())
                            .isEqualTo(expected.video().toArray());
                }
            });
        }
    }

    @Test
    void a_file_appears_whole_or_not_at_all() throws IOException {
        Path path = folder.resolve("written.h5");
        Hdf5Writer.write(Constant.of(1, 2), path);
        byte[] before = Files.readAllBytes(path);
        DataSet broken = Hdf5DataSet.open(withNaN());
        assertThatThrownBy(() -> Hdf5Writer.write(broken, path)).hasMessageContaining("NaN");
        broken.close();
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("written.h5", "events.h5");
        }
    }

    @Test
    void a_file_has_the_permissions_that_a_new_file_has() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path path = folder.resolve("written.h5");
        Hdf5Writer.write(Constant.of(1, 2), path);
        Path usual = Files.writeString(folder.resolve("usual.txt"), "");
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Hdf5Writer.write(Constant.of(1, 2), folder.resolve("nowhere/x.h5")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }

    private Path withNaN() {
        float[][][] audio = Hdf5Files.ramp(4, 3, 2, 1);
        audio[3][0][0] = Float.NaN;
        return Hdf5Files.good().with("audio", audio).write(folder);
    }
}
