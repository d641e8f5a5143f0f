package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.thgcl.golden.Kinds;

/// Damaged golden files get a clean answer, whatever the damage. `-Dthgcl.fuzz.tries=30000` tries more of them.
@Tag("slow")
class GoldenFuzzTest {
    private static final int TRIES = 2000;
    private static final int EACH = Math.max(1, Integer.getInteger("thgcl.fuzz.tries", TRIES) / TRIES);
    private static final Path GOOD = Path.of("src", "test", "resources", "golden");

    /// Far more than any answer takes, on a busy machine, too.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Map<Integer, Integer> ANSWERS = new TreeMap<>();
    private static List<String> files;
    private static Path damaged;

    @BeforeContainer
    static void read() throws IOException {
        try (Stream<Path> all = Files.list(GOOD)) {
            files = all.sorted().map(GoldenFuzzTest::text).toList();
        }
        assertThat(files).hasSize(Kinds.all().size());
        damaged = Files.createTempFile("damaged", ".json");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterContainer
    static void forget() throws IOException {
        Files.delete(damaged);
        // the damage is neither always noticed (a comment changed) nor always fatal (a number changed)
        assertThat(ANSWERS.keySet()).containsExactly(Thgcl.DONE, Thgcl.FAILED, Thgcl.USAGE);
    }

    @Property(tries = TRIES)
    void a_damaged_file_gets_a_clean_answer(@ForAll long seed) throws IOException {
        for (int i = 0; i < EACH; i++) {
            byte[] bytes = new GoldenMutation(31 * seed + i).of(files);
            Files.write(damaged, bytes);
            Terminal terminal = new Terminal();
            long begun = System.nanoTime();
            int code = terminal.run("golden", "verify", damaged);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
            assertThat(code).as(terminal.err()).isBetween(Thgcl.DONE, Thgcl.USAGE);
            assertThat(terminal.err().isEmpty()).isEqualTo(code != Thgcl.USAGE);
            assertThat(terminal.out() + terminal.err())
                    .doesNotContain("Exception", "java.", "org.thgcl", "com.google", "\tat ", "defect", "null pointer");
            assertThat(terminal.err().lines()).allMatch(line -> line.startsWith("thgcl: " + damaged));
            ANSWERS.merge(code, 1, Integer::sum);
        }
    }
}
