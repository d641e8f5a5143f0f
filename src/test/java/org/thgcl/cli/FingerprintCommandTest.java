package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.data.MadeClips;

/// How features were made goes from the file into the checkpoint, and is compared with other files.
@Tag("slow")
class FingerprintCommandTest {
    private static final Fingerprint TIME = new Fingerprint(Map.of("chunks", "time"));
    private static final Fingerprint RANDOM = new Fingerprint(Map.of("chunks", "random:1"));

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void a_model_warns_of_features_that_were_made_in_another_way() throws IOException {
        Path plain = ClipFile.good().write(folder.resolve("plain.h5"));
        Path time = made(plain, TIME);
        Path run = folder.resolve("run");
        terminal.done(Terminal.train(time, run).toArray());
        terminal.done("evaluate", run);
        assertThat(terminal.err()).doesNotContain("another way");
        terminal.done("evaluate", run, "--data", time);
        assertThat(terminal.err()).isEmpty();
        terminal.done("evaluate", run, "--data", plain);
        assertThat(terminal.err())
                .contains("plain.h5: its features were made in another way", "fingerprint unknown instead of " + TIME);
        terminal.done("predict", run, "--data", made(plain, RANDOM));
        assertThat(terminal.err())
                .contains("fingerprint " + RANDOM + " instead of " + TIME + " (chunks: random:1 and time)");
    }

    @Test
    void a_model_of_unknown_features_is_applied_to_such_without_a_word() {
        Path plain = ClipFile.good().write(folder.resolve("plain.h5"));
        Path run = folder.resolve("run");
        terminal.done(Terminal.train(plain, run).toArray());
        terminal.done("predict", run, "--data", plain);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void random_weights_are_mentioned_wherever_their_features_are_used() throws IOException {
        Path plain = ClipFile.good().write(folder.resolve("plain.h5"));
        Path random = made(plain, RANDOM);
        Path run = folder.resolve("run");
        terminal.done(Terminal.train(random, run, "--test", plain).toArray());
        assertThat(terminal.err())
                .contains("RANDOM WEIGHTS (random:1)", "plain.h5: its features were made in another way");
        terminal.done("evaluate", run);
        assertThat(terminal.err()).contains("RANDOM WEIGHTS (random:1)");
        terminal.done("data", "info", random);
        assertThat(terminal.out()).contains("RANDOM WEIGHTS (random:1)", RANDOM + ": chunks: random:1");
        terminal.done("data", "info", plain);
        assertThat(terminal.out()).containsPattern("features +made in a way that the file doesn't say");
    }

    private Path made(Path clips, Fingerprint fingerprint) throws IOException {
        Path file = folder.resolve(fingerprint + ".h5");
        try (Hdf5DataSet data = Hdf5DataSet.open(clips)) {
            Hdf5Writer.write(new MadeClips(data, Optional.of(fingerprint)), file);
        }
        return file;
    }
}
