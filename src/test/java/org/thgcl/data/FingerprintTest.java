package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.file.Sha256;

class FingerprintTest {
    private static final Fingerprint TIME = of("chunks", "time", "vggish", "ab12");
    private static final Fingerprint PREDECESSOR = of("chunks", "predecessor", "vggish", "ab12", "pca", "random:3");

    @TempDir
    private Path folder;

    @Test
    void its_digest_is_that_of_its_lines() {
        assertThat(TIME.text()).isEqualTo("chunks: time\nvggish: ab12\n");
        assertThat(TIME.sha256()).isEqualTo(Sha256.of("chunks: time\nvggish: ab12\n"));
        assertThat(TIME).hasToString(TIME.sha256().substring(0, 12));
        assertThat(Fingerprint.parse(TIME.text())).isEqualTo(TIME);
    }

    @Test
    void differences_are_named_with_both_values() {
        assertThat(TIME.differences(TIME)).isEmpty();
        assertThat(TIME.differences(PREDECESSOR))
                .containsExactly("chunks: time and predecessor", "pca: nothing and random:3");
    }

    @Test
    void random_weights_give_a_warning() {
        assertThat(TIME.warning()).isEmpty();
        assertThat(PREDECESSOR.warning())
                .hasValueSatisfying(warning -> assertThat(warning).startsWith("RANDOM WEIGHTS (random:3)"));
    }

    @Test
    void what_could_not_be_read_again_is_refused() {
        assertThatThrownBy(() -> new Fingerprint(Map.of())).hasMessageContaining("says nothing");
        assertThatThrownBy(() -> of("a: b", "c")).hasMessageContaining("'a: b: c' isn't one line");
        assertThatThrownBy(() -> of("a", "b\nc")).hasMessageContaining("isn't one line");
        assertThatThrownBy(() -> Fingerprint.parse("a: b\nc")).hasMessageContaining("line 'c'");
        assertThatThrownBy(() -> Fingerprint.parse("a: b\na: c")).hasMessageContaining("line 'a: c'");
    }

    @Test
    void a_file_keeps_it_and_others_have_none() throws IOException {
        Path file = folder.resolve("clips.h5");
        Hdf5Writer.write(clips(Optional.of(PREDECESSOR)), file);
        try (Hdf5DataSet read = Hdf5DataSet.openUnlabelled(file, List.of("a", "b"))) {
            assertThat(read.fingerprint()).contains(PREDECESSOR);
            assertThat(read.isLabelled()).isFalse();
            assertThat(read.id(1)).isEqualTo("1");
        }
        Hdf5Writer.write(clips(Optional.empty()), file);
        try (Hdf5DataSet read = Hdf5DataSet.openUnlabelled(file, List.of("a", "b"))) {
            assertThat(read.fingerprint()).isEmpty();
        }
    }

    @Test
    void an_attribute_that_was_altered_is_refused() throws IOException {
        Path file = folder.resolve("clips.h5");
        Hdf5Writer.write(clips(Optional.of(TIME)), file);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("chunks: time", "chunks: tame"), StandardCharsets.ISO_8859_1);
        // the header's own checksum finds it first
        assertThatThrownBy(() -> Hdf5DataSet.openUnlabelled(file, List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another checksum than its content");
    }

    private static Fingerprint of(String... namesAndValues) {
        Map<String, String> made = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            made.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Fingerprint(made);
    }

    private static DataSet clips(Optional<Fingerprint> fingerprint) {
        return new MadeClips(DataSet.unlabelled(new float[2][3][4], List.of("a", "b")), fingerprint);
    }
}
