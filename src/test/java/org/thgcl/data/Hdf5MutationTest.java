package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A damaged file has the content of the sound one, or is refused. `-Dthgcl.fuzz=100000` damages files in more ways.
///
/// Some bytes can be changed so that another sound file comes out, which no reader can notice: contents without a
/// checksum and, in the older format, names and a few fields. `free.txt` lists them; `make_kinds.py` finds them with
/// h5py.
@Tag("slow")
class Hdf5MutationTest {
    private static final Path FILES = Path.of("src", "test", "resources", "org", "thgcl", "data", "damage");
    private static final int LONGEST = 8;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain-earliest.h5", "packed-earliest.h5", "plain-latest.h5", "packed-latest.h5"})
    void a_damaged_file_is_refused_or_has_the_same_content(String name) throws IOException {
        int trials = Integer.getInteger("thgcl.fuzz", 20_000) / 4;
        byte[] sound = Files.readAllBytes(FILES.resolve(name));
        BitSet free = free(name);
        Path path = Files.write(folder.resolve(name), sound);
        String content = content(path);
        Random random = new Random(name.hashCode());
        int same = 0;
        int refused = 0;
        int another = 0;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (int trial = 0; trial < trials; trial++) {
                int at = random.nextInt(sound.length);
                byte[] damage = damage(sound, at, random);
                channel.write(ByteBuffer.wrap(damage), at);
                String read = contentOrRefusal(path, name);
                boolean noticeable = free.get(at, at + damage.length).isEmpty();
                if (read == null) {
                    refused++;
                } else if (read.equals(content)) {
                    same++;
                } else {
                    another++;
                    assertThat(noticeable)
                            .as("trial %d: bytes from %d as %s give other content", trial, at, Arrays.toString(damage))
                            .isFalse();
                }
                channel.write(ByteBuffer.wrap(sound, at, damage.length), at);
            }
        }
        System.out.printf(
                "%s: %d of %d damages refused, %d without effect, %d another sound file%n",
                name, refused, trials, same, another);
        assertThat(refused).as("refused of %d", trials).isGreaterThan(trials / 20);
        assertThat(content(path)).isEqualTo(content);
    }

    /// One bit, one byte, or up to 8 bytes: zeros, ones, random ones, or ones from elsewhere in the file.
    private static byte[] damage(byte[] sound, int at, Random random) {
        int kind = random.nextInt(6);
        int length = kind < 2 ? 1 : Math.min(1 + random.nextInt(LONGEST), sound.length - at);
        byte[] damage = Arrays.copyOfRange(sound, at, at + length);
        switch (kind) {
            case 0 -> damage[0] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damage[0] = (byte) random.nextInt();
            case 2 -> Arrays.fill(damage, (byte) 0);
            case 3 -> Arrays.fill(damage, (byte) -1);
            case 4 -> random.nextBytes(damage);
            default -> System.arraycopy(sound, random.nextInt(sound.length - length + 1), damage, 0, length);
        }
        return damage;
    }

    @Test
    void every_cut_at_every_seventh_byte_is_refused() throws IOException {
        try (var files = Files.walk(FILES.getParent())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".h5")).toList()) {
                byte[] sound = Files.readAllBytes(file);
                Path path = Files.write(folder.resolve("cut.h5"), sound);
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    for (int length = (sound.length - 1) / 7 * 7; length >= 0; length -= 7) {
                        channel.truncate(length);
                        assertThat(contentOrRefusal(path, "cut.h5"))
                                .as("the first %d of %d bytes of %s", length, sound.length, file)
                                .isNull();
                    }
                }
            }
        }
    }

    @Test
    void a_cut_file_is_called_truncated() throws IOException {
        byte[] sound = Files.readAllBytes(FILES.resolve("plain-earliest.h5"));
        Path path = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(sound, 4000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdf5DataSet.open(path).close())
                .withMessageContaining("cut.h5 is truncated: 4000 of 4640 bytes");
    }

    /// The address of video becomes that of audio: nothing else is wrong with the file.
    @Test
    void two_datasets_in_one_place_are_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(FILES.resolve("plain-earliest.h5"));
        System.arraycopy(bytes, address("audio"), bytes, address("video"), Long.BYTES);
        Path path = Files.write(folder.resolve("twice.h5"), bytes);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdf5DataSet.open(path).close())
                .withMessageContainingAll("twice.h5 can't be read as HDF5", "content of audio", "content of video")
                .withMessageContaining("lie on one another");
    }

    /// Where in plain-earliest.h5 the address of a dataset's content stands.
    private static int address(String dataset) throws IOException {
        String end = " address of " + dataset;
        return Files.readAllLines(FILES.resolve("free.txt")).stream()
                .filter(line -> line.startsWith("plain-earliest.h5") && line.endsWith(end))
                .mapToInt(line -> Integer.parseInt(line.split(" ", 4)[1]))
                .findFirst()
                .orElseThrow();
    }

    private static BitSet free(String name) throws IOException {
        BitSet free = new BitSet();
        for (String line : Files.readAllLines(FILES.resolve("free.txt"))) {
            String[] words = line.split(" ", 4);
            if (words[0].equals(name)) {
                int first = Integer.parseInt(words[1]);
                free.set(first, first + Integer.parseInt(words[2]));
            }
        }
        return free;
    }

    /// Null for a file that is refused, in words that name it. Any other exception is a fault.
    private static String contentOrRefusal(Path path, String name) {
        try {
            return content(path);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains(name);
            return null;
        }
    }

    private static String content(Path path) {
        try (Hdf5DataSet data = Hdf5DataSet.open(path, null, true, new BlockCache(0))) {
            StringBuilder content = new StringBuilder().append(data.classes()).append(data.size());
            float[] audioFeatures = new float[data.audioSegments() * data.audioFeatures()];
            float[] videoFeatures = new float[data.videoSegments() * data.videoFeatures()];
            content.append(data.audioSegments()).append(data.videoSegments());
            for (int clip = 0; clip < data.size(); clip++) {
                data.readAudio(clip, audioFeatures, 0);
                data.readVideo(clip, videoFeatures, 0);
                content.append(data.id(clip)).append(data.label(clip));
                content.append(Arrays.hashCode(audioFeatures)).append(Arrays.hashCode(videoFeatures));
            }
            return content.toString();
        }
    }
}
