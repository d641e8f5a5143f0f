package org.thgcl.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A damaged file of weights has the content of the sound one, or is refused. `-Dthgcl.fuzz=100000` damages files in
/// more ways.
///
/// PyTorch's older format has no checksum, nor have the names in NumPy's archives, nor a safetensors file whose digest
/// has lost its name. There a damage may give another sound file, which no reader can notice. Where numbers have a
/// checksum, there must be the same numbers.
@Tag("slow")
class WeightsFuzzTest {
    private static final int TRIALS = 20_000;
    private static final int LONGEST = 8;

    @TempDir
    Path folder;

    static Stream<String> formats() {
        return WeightFiles.FORMATS.stream();
    }

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int number = 0;
        for (Shape shape : new Shape[] {Shape.of(2, 3), Shape.of(4), Shape.of(1, 2, 1, 2, 2), Shape.of(3, 1)}) {
            Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
            for (int i = 0; i < shape.elements(); i++) {
                tensor.set(i, ++number / 8.0);
            }
            tensors.put("features." + number, tensor);
        }
        return tensors;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_damaged_file_is_refused_or_has_the_same_content(String format) throws IOException {
        Path file = WeightFiles.write(format, folder.resolve(format), tensors());
        byte[] sound = Files.readAllBytes(file);
        String content = content(file).orElseThrow();
        Random random = new Random(format.hashCode());
        int trials = Integer.getInteger("thgcl.fuzz", TRIALS) / WeightFiles.FORMATS.size() + 1;
        int refused = 0;
        int another = 0;
        for (int trial = 0; trial < trials; trial++) {
            byte[] damaged = damage(sound, random);
            Files.write(file, damaged);
            Optional<String> read = content(file);
            refused += read.isEmpty() ? 1 : 0;
            if (read.isPresent() && !read.get().equals(content)) {
                another++;
                assertThat(hasChecksum(format, damaged) && !numbers(read.get()).equals(numbers(content)))
                        .as("trial %d gives other content: %s", trial, read.get())
                        .isFalse();
            }
        }
        System.out.printf("%s: %d of %d files refused, %d another sound file%n", format, refused, trials, another);
        assertThat(refused).as("refused of %d", trials).isGreaterThan(trials / 2);
    }

    private static boolean hasChecksum(String format, byte[] file) {
        return switch (format) {
            case "legacy" -> false;
            case "safetensors" -> new String(file, StandardCharsets.ISO_8859_1).contains("thgcl.sha256");
            default -> true;
        };
    }

    /// The content without the names, in an order that doesn't depend on them.
    private static List<String> numbers(String content) {
        return content.lines()
                .map(line -> line.substring(line.indexOf(" Tensor")))
                .sorted()
                .toList();
    }

    /// Bytes changed, cut off, taken out, put in twice, or exchanged with others.
    private static byte[] damage(byte[] sound, Random random) {
        int at = random.nextInt(sound.length);
        int length = Math.min(1 + random.nextInt(LONGEST), sound.length - at);
        byte[] damaged = sound.clone();
        switch (random.nextInt(8)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[at] = (byte) random.nextInt();
            case 2 -> Arrays.fill(damaged, at, at + length, (byte) (random.nextBoolean() ? 0 : -1));
            case 3 -> System.arraycopy(sound, random.nextInt(sound.length - length + 1), damaged, at, length);
            case 4 -> {
                int other = random.nextInt(sound.length - length + 1);
                System.arraycopy(sound, other, damaged, at, length);
                System.arraycopy(sound, at, damaged, other, length);
            }
            case 5 -> damaged = Arrays.copyOf(sound, at);
            case 6 -> damaged = joined(sound, at, Math.min(at + random.nextInt(64), sound.length));
            default -> damaged = joined(sound, at, Math.max(at - random.nextInt(64), 0));
        }
        return damaged;
    }

    /// The bytes before one place and those from another.
    private static byte[] joined(byte[] sound, int end, int begin) {
        byte[] joined = Arrays.copyOf(sound, end + sound.length - begin);
        System.arraycopy(sound, begin, joined, end, sound.length - begin);
        return joined;
    }

    /// Empty for a file that is refused, in words that name it. Any other exception is a fault.
    private static Optional<String> content(Path file) throws IOException {
        try (PublishedWeights weights = PublishedWeights.open(file)) {
            StringBuilder content = new StringBuilder();
            for (Map.Entry<String, StoredTensor> tensor : new TreeMap<>(weights.tensors()).entrySet()) {
                Tensor value = tensor.getValue().load();
                content.append(tensor.getKey())
                        .append(" Tensor")
                        .append(value.shape())
                        .append(Arrays.toString(value.toArray()))
                        .append('\n');
            }
            return Optional.of(content.toString());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains(file.toString());
            return Optional.empty();
        }
    }
}
