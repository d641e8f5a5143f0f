package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Clips;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.data.PlantedEvents;

class DataIdentityTest {
    private static final Clips CLIPS = Clips.three(null);

    /// Computed once with Python's hashlib and struct from the definition in docs/data.md.
    @Test
    void the_digest_is_that_of_the_definition() {
        DataIdentity identity = DataIdentity.of(CLIPS);
        assertThat(identity.sha256()).isEqualTo("59674f7075d77b6c3e9f8f2a4744f96707a7bf4b509de84b82c8289ed86526c8");
        assertThat(identity.audio()).isEqualTo("c59a9922b178975ccff17523b25cfbd380eb34f4c42808c436541c21248efb9b");
        assertThat(identity.isWhole()).isTrue();
    }

    @Test
    void the_same_clips_in_a_file_have_the_same_identity(@TempDir Path folder) throws IOException {
        PlantedEvents clips = new PlantedEvents(new PlantedEvents.Design(
                4,
                80,
                1.5,
                new PlantedEvents.Size(12, 6),
                new PlantedEvents.Size(8, 7),
                new PlantedEvents.Event(4, 1, 3.0),
                1,
                1.0,
                7));
        Path file = folder.resolve("clips.h5");
        Hdf5Writer.write(clips, file);
        try (Hdf5DataSet data = Hdf5DataSet.open(file)) {
            assertThat(DataIdentity.of(data)).isEqualTo(DataIdentity.of(clips));
        }
    }

    @Test
    void every_part_that_differs_is_named_and_no_other() {
        assertDiffers(CLIPS.withOrder(List.of(0, 1, 1)), "labels");
        assertDiffers(CLIPS.withIds(List.of("x", "y", "1z")), "ids");
        assertDiffers(CLIPS.withIds(List.of("x", "y,1z", "")), "ids");
        assertDiffers(CLIPS.withClasses(List.of("Glocke-ö", "b")), "the classes' names");
        assertDiffers(CLIPS.withAudio(List.of(1.5f, -0.25f, Math.nextUp(3f))), "audio");
        assertDiffers(CLIPS.withAudio(List.of(-0.25f, 1.5f, 3f)), "audio");
        assertDiffers(CLIPS.withVideo(List.of(0f, -0.5f, 1f, -1.5f, 2.5f, -2f)), "video");
        assertDiffers(CLIPS.withOrder(List.of(0, 1)), "clips (2 instead of 3)");
        assertDiffers(CLIPS.withClasses(List.of("Glocke-ä", "b", "c")), "classes (3 instead of 2)");
        assertDiffers(CLIPS.withIds(List.of("1", "2", "3")).withOrder(List.of(1, 1, 0)), "labels", "ids");
        assertDiffers(CLIPS);
    }

    private static void assertDiffers(Clips other, String... parts) {
        DataIdentity identity = DataIdentity.of(other);
        assertThat(DataIdentity.of(CLIPS).differences(identity)).containsExactly(parts);
        assertThat(identity.sha256().equals(DataIdentity.of(CLIPS).sha256())).isEqualTo(parts.length == 0);
    }
}
