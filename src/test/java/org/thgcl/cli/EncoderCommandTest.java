package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An encoder of Table 1 on small spectrograms, from a file to scores, by the same commands as THGN.
class EncoderCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private Path spectrograms() {
        Path data = folder.resolve("logmels.h5");
        String sizes = "--classes 4 --clips 120 --audio-segments 16 --audio-features 8 --video-segments 8"
                + " --video-features 1 --slots 4 --lag 0 --strength 8 --imbalance 1 --out";
        List<Object> arguments = new ArrayList<>(List.of("data", "plant"));
        arguments.addAll(List.of(sizes.split(" ")));
        arguments.add(data);
        terminal.done(arguments.toArray());
        return data;
    }

    /// Classes of equal size: the mean AP of scores by chance is near 1/4.
    @Test
    void ast_learns_small_spectrograms_and_is_evaluated() {
        List<Object> arguments = new ArrayList<>(
                List.of("train", "--train", spectrograms(), "--preset", "ast", "--dtype", "f32", "--threads", 1));
        for (String setting : List.of(
                "width=16",
                "mlp=32",
                "heads=2",
                "layers=1",
                "patch_bands=4",
                "patch_frames=2",
                "stride_bands=4",
                "stride_frames=2",
                "batch=16",
                "iterations=120",
                "validate_every=40",
                "learning_rate=0.005")) {
            arguments.addAll(List.of("--set", setting));
        }
        Path run = folder.resolve("run");
        arguments.addAll(List.of("--out", run));
        terminal.done(arguments.toArray());
        terminal.done("evaluate", run, "--json");
        JsonObject scores = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(scores.get("map").getAsDouble()).isGreaterThan(0.5);
    }
}
