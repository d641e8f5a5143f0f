package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.DataSet;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.data.MadeClips;
import org.thgcl.features.EncoderWeights;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.features.FeaturePreset;
import org.thgcl.features.FeatureSettings;
import org.thgcl.report.Markup;
import org.thgcl.tensor.Workers;
import org.w3c.dom.Document;

/// From a recording to its event. The model's clips are noise; they say that they were made like the recording's.
@Tag("slow")
class PredictRecordingTest {
    private static final String WEIGHTS = "random:small:5";

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path sound;

    @BeforeEach
    void recording() throws IOException {
        sound = MadeRecordings.sound(folder.resolve("tone.wav"), 22_050, 2, 12, 400);
    }

    private Path trained(boolean video, Optional<Fingerprint> fingerprint) throws IOException {
        ClipFile clips = ClipFile.labelled(ClipFile.turns(12)).with("audio", ClipFile.features(12, 101, 128));
        Path file = (video ? clips.with("video", ClipFile.features(12, 40, 1024)) : clips.without("video"))
                .write(folder.resolve("plain.h5"));
        Path made = folder.resolve("made.h5");
        try (DataSet data = Hdf5DataSet.open(file)) {
            Hdf5Writer.write(new MadeClips(data, fingerprint), made);
        }
        Path run = folder.resolve("run");
        terminal.done(Terminal.train(made, run, "--set", "iterations=2").toArray());
        return run;
    }

    private static Fingerprint fingerprint(FeatureSettings settings, boolean video) {
        EncoderWeights weights = EncoderWeights.random(WEIGHTS);
        try (Workers workers = Workers.one()) {
            return new FeatureExtractor(settings, video ? weights : weights.without(EncoderWeights.S3D), workers)
                    .fingerprint("frames");
        }
    }

    @Test
    void the_event_of_each_clip_is_named_with_its_score() throws IOException {
        FeatureSettings settings = FeaturePreset.PREDECESSOR.settings().with(Map.of("chunks", "time", "a37", "cut"));
        Path run = trained(false, Optional.of(fingerprint(settings, false)));
        // settings and random weights are those of the model
        terminal.done("predict", "--checkpoint", run, sound);
        assertThat(terminal.err()).contains("RANDOM WEIGHTS (" + WEIGHTS + ")");
        assertThat(terminal.out())
                .containsPattern("tone.wav@0: (dog|cat, \"small\"|cow), score 0\\.\\d{3} \\(RANDOM WEIGHTS\\)")
                .containsPattern("tone.wav@10: .*, score ")
                .containsPattern("RANDOM WEIGHTS\\)\\R  event +score\\R(  \\S.* 0\\.\\d{4}\\R){3}  10 s, 22050 Hz")
                .contains("2 s, 22050 Hz, 2 channels; no video; 8 s of silence are added at the end");
        String text = terminal.out();
        Path page = folder.resolve("page.html");
        terminal.done("predict", run, sound, "--format", "json", "--page", page);
        Document html = Markup.parse(Files.readString(page));
        assertThat(Markup.texts(html, "h1")).containsExactly("2 clips of " + sound);
        assertThat(Markup.texts(html, "strong")).containsExactly("The encoders' weights are random.");
        // two spectrograms without pictures, and the weights of 101 patches in each clip
        assertThat(Markup.elements(html, "img")).hasSize(2);
        assertThat(Markup.elements(html, "circle")).hasSize(2 * 101);
        JsonArray clips = JsonParser.parseString(terminal.out()).getAsJsonArray();
        assertThat(clips).hasSize(2);
        String first = clips.get(0).getAsJsonObject().get("predicted").getAsString();
        assertThat(text).contains("tone.wav@0: " + first + ", score ");
        terminal.done("predict", "--checkpoint", run.resolve("best.safetensors"), sound, "--format", "csv");
        String both = terminal.out();
        assertThat(both).startsWith("id,label,predicted,").contains(sound + "@10,");
        // one that is damaged loses nothing of the others
        Path broken = Files.writeString(folder.resolve("broken.wav"), "RIFF and nothing else");
        assertThat(terminal.run("predict", run, broken, sound, "--format", "csv"))
                .isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).isEqualTo(both);
        assertThat(terminal.err()).contains("left out: " + broken);
        assertThat(terminal.run("predict", run, broken)).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("thgcl: " + broken);
        Path scores = folder.resolve("scores.csv");
        assertThat(terminal.run("predict", run, broken, "--format", "csv", "--out", scores))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("thgcl: " + broken);
        assertThat(scores).doesNotExist();
    }

    @Test
    void other_features_than_the_models_are_refused_unless_forced() throws IOException {
        Path run = trained(false, Optional.of(fingerprint(FeaturePreset.PAPER.settings(), false)));
        Object[] command = {"predict", run, sound, "--set", "a22=pca", "--weights", WEIGHTS, "--length", "10"};
        assertThat(terminal.run(command)).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .contains(
                        "tone.wav: its features would be made in another way than those that",
                        "after_vggish: pca and none; pca: random:small:5 and none",
                        "add --force");
        terminal.done("predict", run, sound, "--set", "a22=pca", "--weights", WEIGHTS, "--length", "10", "--force");
        assertThat(terminal.err()).contains("the scores mean little");
        assertThat(terminal.out()).contains("tone.wav@0: ").doesNotContain("@10");
        Path other = MadeRecordings.sound(folder.resolve("other.wav"), 8_000, 1, 1, 400);
        assertThat(terminal.run("predict", run, sound, other, "--page", folder.resolve("page.html")))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("--page shows one recording, 2 are given");
        assertThat(terminal.run("predict", run, "--page", folder.resolve("page.html")))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("--page shows one recording, none is given");
    }

    @Test
    void of_unknown_features_nothing_is_predicted_unless_forced() throws IOException {
        Path film = MadeRecordings.film(folder.resolve("film"), 10, 300);
        Path run = trained(true, Optional.empty());
        terminal.refused(List.of("predict", run, film), "weights of vggish are missing: --vggish FILE");
        terminal.refused(
                List.of("predict", run, film, "--weights", WEIGHTS, "--frame-rate", 2),
                "instead of unknown",
                "add --force");
        terminal.done("predict", run, film, "--weights", WEIGHTS, "--frame-rate", 2, "--force");
        assertThat(terminal.out()).contains("film@0: ", "2 fps, 20 frames", "RANDOM WEIGHTS");
        assertThat(terminal.err()).contains("RANDOM WEIGHTS");
        terminal.refused(List.of("predict", run, sound, "--weights", WEIGHTS), "tone.wav: has no pictures");
        assertThat(terminal.run("predict", run, sound, "--weights", WEIGHTS, "--force"))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("tone.wav: has no pictures");
        terminal.refused(
                List.of("predict", run, film, "--data", folder.resolve("made.h5")),
                "--data and --part choose clips of a file");
        terminal.refused(List.of("predict", run, "--checkpoint", run), "RUN and --checkpoint both name a model");
    }
}
