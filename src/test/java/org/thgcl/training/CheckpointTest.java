package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.PlantedEvents;
import org.thgcl.file.SafeTensors;
import org.thgcl.optimise.EarlyStopping;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class CheckpointTest {
    @TempDir
    Path folder;

    @Test
    void everything_comes_back() throws IOException {
        Path file = folder.resolve("last.safetensors");
        checkpoint().save(file);
        Checkpoint loaded = Checkpoint.load(file);
        assertThat(loaded.parameters().keySet()).containsExactly("head.weight", "head.bias");
        assertThat(loaded.parameters().get("head.weight").toArray()).containsExactly(1, 2, 3, 4);
        assertThat(loaded.parameters().get("head.weight").shape()).isEqualTo(Shape.of(2, 2));
        assertThat(loaded.optimiser().keySet()).containsExactly("adam.first_moment.head.bias");
        assertThat(loaded.optimiser().get("adam.first_moment.head.bias").toArray())
                .containsExactly(0.1, 0.2);
        assertThat(loaded.standardisation().keySet()).containsExactly("audio.mean");
        assertThat(loaded.configuration()).isEqualTo("hidden: 2\nnote: \"ü\"\n");
        assertThat(loaded.classes()).containsExactly("Bark, \"loud\"", "Meow");
        assertThat(loaded.iteration()).isEqualTo(750);
        assertThat(loaded.stopping()).isEqualTo(new EarlyStopping.State(0.1 + 0.2, 500, 1));
        assertThat(loaded.seed()).isEqualTo(Long.MIN_VALUE);
        assertThat(loaded.data()).isEqualTo(checkpoint().data());
    }

    @Test
    void state_before_the_first_validation_comes_back() throws IOException {
        Path file = folder.resolve("first.safetensors");
        new Checkpoint(
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        "",
                        List.of(),
                        0,
                        EarlyStopping.State.START,
                        0,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty())
                .save(file);
        assertThat(Checkpoint.load(file).stopping()).isEqualTo(EarlyStopping.State.START);
    }

    @Test
    void parameters_lie_under_their_own_names() throws IOException {
        Path file = folder.resolve("names.safetensors");
        checkpoint().save(file);
        assertThat(SafeTensors.read(file).tensors().keySet())
                .containsExactly(
                        "head.weight",
                        "head.bias",
                        "optimiser.adam.first_moment.head.bias",
                        "standardisation.audio.mean");
    }

    @Test
    void equal_checkpoints_are_equal_files() throws IOException {
        Path one = folder.resolve("one.safetensors");
        Path two = folder.resolve("two.safetensors");
        checkpoint().save(one);
        checkpoint().save(two);
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void every_altered_byte_is_detected() throws IOException {
        Path file = folder.resolve("altered.safetensors");
        checkpoint().save(file);
        byte[] bytes = Files.readAllBytes(file);
        int detected = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte bit = (byte) (1 << (i % 8));
            bytes[i] ^= bit;
            Files.write(file, bytes);
            bytes[i] ^= bit;
            assertThatThrownBy(() -> Checkpoint.load(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file + ": ");
            detected++;
        }
        assertThat(detected).isEqualTo(bytes.length).isGreaterThan(600);
    }

    @Test
    void every_cut_is_detected() throws IOException {
        Path file = folder.resolve("cut.safetensors");
        checkpoint().save(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Checkpoint.load(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file + ": truncated");
        }
    }

    @Test
    void appended_bytes_are_detected() throws IOException {
        Path file = folder.resolve("longer.safetensors");
        checkpoint().save(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        assertThatThrownBy(() -> Checkpoint.load(file)).hasMessageContaining("1 bytes after the last tensor");
    }

    @Test
    void tensors_of_other_programs_are_no_checkpoint() throws IOException {
        Path file = folder.resolve("foreign.safetensors");
        Files.write(file, "\2\0\0\0\0\0\0\0{}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Checkpoint.load(file))
                .hasMessageStartingWith(
                        file + ": is not a checkpoint of this program: its metadata lack thgcl.checkpoint");
    }

    @Test
    void other_versions_are_refused() throws IOException {
        Path file = folder.resolve("version.safetensors");
        SafeTensors.write(file, Map.of(), Map.of("thgcl.checkpoint", "2"));
        assertThatThrownBy(() -> Checkpoint.load(file))
                .hasMessage(file + ": is a checkpoint of version 2, this program reads version 1");
    }

    @Test
    void bad_metadata_are_refused() throws IOException {
        Path good = folder.resolve("good.safetensors");
        checkpoint().save(good);
        for (String name : SafeTensors.read(good).metadata().keySet()) {
            Map<String, String> metadata =
                    new LinkedHashMap<>(SafeTensors.read(good).metadata());
            Path file = folder.resolve("bad.safetensors");
            metadata.remove(name);
            SafeTensors.write(file, Map.of(), metadata);
            if (name.equals("data")) { // which older versions didn't write
                assertThat(Checkpoint.load(file).data()).isEmpty();
            } else if (name.equals("features")) { // likewise
                assertThat(Checkpoint.load(file).features()).isEmpty();
            } else if (name.equals("origin")) { // only of a run that began from another
                assertThat(Checkpoint.load(file).origin()).isEmpty();
            } else {
                assertThatThrownBy(() -> Checkpoint.load(file)).hasMessageContaining("its metadata lack " + name);
            }
            if (!name.equals("configuration")) {
                metadata.put(name, "?");
                SafeTensors.write(file, Map.of(), metadata);
                assertThatThrownBy(() -> Checkpoint.load(file))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(file + ": ");
            }
        }
    }

    @Test
    void parameters_with_names_of_other_kinds_are_refused() {
        for (String name : List.of("optimiser.x", "standardisation.x")) {
            Checkpoint clash = new Checkpoint(
                    Map.of(name, Tensor.scalar(1)),
                    Map.of(),
                    Map.of(),
                    "",
                    List.of(),
                    0,
                    EarlyStopping.State.START,
                    0,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty());
            assertThatThrownBy(() -> clash.save(folder.resolve("clash.safetensors")))
                    .hasMessageStartingWith("checkpoint: no parameter can be called " + name);
        }
    }

    private static Checkpoint checkpoint() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("head.weight", Tensor.of(Shape.of(2, 2), 1, 2, 3, 4));
        parameters.put("head.bias", Tensor.vector(5, 6));
        return new Checkpoint(
                parameters,
                Map.of("adam.first_moment.head.bias", Tensor.vector(0.1, 0.2)),
                Map.of("audio.mean", Tensor.vector(-1)),
                "hidden: 2\nnote: \"ü\"\n",
                List.of("Bark, \"loud\"", "Meow"),
                750,
                new EarlyStopping.State(0.1 + 0.2, 500, 1),
                Long.MIN_VALUE,
                Map.of("train", DataIdentity.of(new PlantedEvents(PlantedEvents.Design.demo()))),
                Optional.of(new Fingerprint(Map.of("chunks", "time"))),
                Optional.of(new Origin("/models/m.safetensors", "12ab", "out_in", null)));
    }
}
