package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.GridResult;

@Tag("slow")
class AblateCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    /// Arguments for a sweep of a small network, quickly trained.
    private List<Object> ablate(Object sweep, Object... more) {
        List<Object> args = new ArrayList<>(List.of("ablate", sweep, "--out", folder.resolve("out"), "--threads", 1));
        args.addAll(List.of("--cache", folder.resolve("cache"), "--seeds", 2));
        for (String setting : List.of("hidden=4", "embedding=3", "layers=1", "batch=6", "iterations=4", "patience=9")) {
            args.addAll(List.of("--set", setting));
        }
        args.addAll(List.of("--set", "validate_every=2"));
        args.addAll(List.of(more));
        return args;
    }

    private Path clips() {
        return ClipFile.good().write(folder.resolve("clips.h5"));
    }

    @Test
    void sweep_writes_its_result_and_says_what_it_is_worth() throws IOException {
        terminal.done(ablate("figure3", "--train", clips(), "--set", "video_dilation=1")
                .toArray());
        assertThat(terminal.out())
                .contains("focal + contrastive", "reference", "test mAP by seed", "* Data: clips.h5", "* 2 seeds")
                .contains("written to " + folder.resolve("out"));
        assertThat(terminal.err()).contains("6 runs to make, 0 made before", "run 6/6", "at most");
        AblationResult result = AblationResult.read(folder.resolve("out/ablation.json"));
        assertThat(result.seeds()).containsExactly(0L, 1L);
        assertThat(result.variants()).hasSize(3);
        assertThat(result.configuration()).contains("hidden: 4", "standardise: true", "learning_rate: 5.0E-4");
        assertThat(Files.readAllLines(folder.resolve("out/runs.csv"))).hasSize(1 + 3 * 2);
        assertThat(Files.readAllLines(folder.resolve("out/variants.csv"))).hasSize(1 + 3);
        assertThat(Files.readAllLines(folder.resolve("out/curves.csv"))).hasSize(1 + 3 * (4 + 2 + 2));
        assertThat(Files.readString(folder.resolve("out/runs.csv")))
                .contains("," + result.variant("focal").runs().get(1).test().map() + ",");
    }

    @Test
    void seeds_needed_are_estimated_where_that_is_asked_for() throws IOException {
        List<Object> args = ablate("figure3", "--train", clips(), "--set", "video_dilation=1", "--power", "0.05");
        terminal.done(args.toArray());
        assertThat(terminal.out()).contains("This is an estimate", "'focal': about", "written: power.json");
        assertThat(Files.readString(folder.resolve("out/power.json")))
                .contains("\"difference\": 0.05", "\"fewest\": 7");
        args.set(args.size() - 1, "0");
        terminal.refused(args, "--power 0.0: must be above 0 and at most 1");
        terminal.refused(List.of("ablate", "lag", "--power", "0.1"), "--power isn't for the sweep lag");
    }

    @Test
    void a_second_time_nothing_is_run_and_the_result_has_the_same_bytes() throws IOException {
        Object[] args = ablate("table2", "--train", clips(), "--set", "video_dilation=1")
                .toArray();
        terminal.done(args);
        byte[] first = Files.readAllBytes(folder.resolve("out/ablation.json"));
        terminal.done(args);
        assertThat(terminal.err()).contains("0 runs to make, 6 made before");
        assertThat(folder.resolve("out/ablation.json")).hasBinaryContent(first);
    }

    @Test
    void changed_clips_are_other_data() throws IOException {
        Path clips = clips();
        Object[] args =
                ablate("table2", "--train", clips, "--set", "video_dilation=1").toArray();
        terminal.done(args);
        float[][][] audio = ClipFile.features(ClipFile.CLIPS, 6, 4);
        audio[0][0][0] += 1;
        ClipFile.good().with("audio", audio).write(clips);
        terminal.done(args);
        assertThat(terminal.err()).contains("6 runs to make, 0 made before");
    }

    @Test
    void variants_come_from_a_file_and_the_preset_alone_if_wanted() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
            about: Which fusion?
            variants:
              - name: add
              - name: none
                set: {fusion: none}
            """);
        terminal.done(ablate(file, "--train", clips(), "--preset-only", "--set", "video_dilation=1")
                .toArray());
        assertThat(terminal.out()).startsWith("Which fusion?");
        AblationResult result = AblationResult.read(folder.resolve("out/ablation.json"));
        assertThat(result.sweep()).isEqualTo("mine");
        assertThat(result.reference()).isEqualTo("add");
        assertThat(result.configuration()).contains("standardise: false", "learning_rate: 0.005");
    }

    @Test
    void a_preset_is_not_overruled_by_the_settings_of_sweeps() throws IOException {
        terminal.done(ablate("table2", "--train", clips(), "--preset", "tmac", "--set", "embedding=0")
                .toArray());
        assertThat(AblationResult.read(folder.resolve("out/ablation.json")).configuration())
                .contains("graph_embedding: audio", "video_span: 8");
    }

    @Test
    void lag_sweeps_the_synthetic_clips() throws IOException {
        terminal.done(ablate("lag", "--lags", "0,3", "--noises", "1").toArray());
        assertThat(terminal.out()).contains("attention alone", "lag", "noise");
        GridResult grid = GridResult.read(folder.resolve("out/lag.json"));
        assertThat(grid.cells()).extracting(GridResult.Cell::lag).containsExactly(0, 3);
        assertThat(Files.readAllLines(folder.resolve("out/variants.csv")).getFirst())
                .startsWith("lag,noise,variant,");
        assertThat(Files.readAllLines(folder.resolve("out/variants.csv"))).hasSize(1 + 2 * 4);
    }

    @Test
    void wrong_arguments_are_refused() throws IOException {
        Path clips = clips();
        refused(ablate("tabel2"), "there is no sweep 'tabel2'", "table2, figure3, register, lag");
        refused(ablate("none.yaml"), "none.yaml");
        refused(ablate(Files.writeString(folder.resolve("bad.yaml"), "variants: 1")), "bad.yaml", "must be a list");
        refused(ablate("table2", "--first-seed", "x"), "--first-seed");
        refused(ablate("table2", "--jobs", "0"), "--jobs: 0", "at least 1");
        refused(ablate("table2", "--set", "seed=3"), "--set seed", "--seeds");
        refused(ablate("table2", "--set", "hiden=3"), "hiden", "hidden");
        refused(ablate("table2", "--train", folder.resolve("none.h5")), "no such file", "none.h5");
        refused(ablate("table2", "--train", clips, "--validation", clips), "--validation without --test");
        refused(ablate("table2", "--test", clips), "need --train");
        refused(ablate("lag", "--train", clips), "lag computes its clips");
        refused(ablate("table2", "--lags", "3"), "belong to the sweep lag");
        refused(ablate("lag", "--lags", "50"), "video-segments", "at least");
        refused(ablate("lag", "--noises", "-1"), "noise is -1.0");
        refused(ablate("table2", "--train", clips, "--set", "batch=1000"), "batch is 1000");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void too_few_seeds_are_refused() {
        List<Object> args = new ArrayList<>(ablate("table2"));
        args.set(args.indexOf("--seeds") + 1, 0);
        refused(args, "--seeds: 0", "at least 1");
    }

    private void refused(List<Object> args, String... parts) {
        terminal.refused(args, parts);
    }
}
