package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.ablation.Elsewhere;
import org.thgcl.ablation.RunMaker;

/// The program with another maker of runs: the same options, the same result.
@Tag("slow")
class RunsElsewhereTest {
    @TempDir
    Path folder;

    private final Elsewhere elsewhere = new Elsewhere();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(RunMaker maker, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Thgcl.run(maker, new PrintWriter(out), new PrintWriter(err), args);
    }

    private String[] args(String place, String... command) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--out", folder.resolve(place).toString()));
        args.addAll(List.of("--cache", folder.resolve(place + "-cache").toString()));
        Path clips = ClipFile.good().write(folder.resolve("clips.h5"));
        args.addAll(List.of("--train", clips.toString(), "--seeds", "1", "--set", "hidden=4", "--set", "layers=1"));
        for (String setting : List.of("embedding=3", "batch=6", "iterations=2", "video_dilation=1")) {
            args.addAll(List.of("--set", setting));
        }
        return args.toArray(String[]::new);
    }

    @Test
    void a_sweep_gives_the_same_report_and_result() throws IOException {
        String[] here = args("here", "ablate", "table2");
        assertThat(run(null, here)).as(err.toString()).isZero();
        String printed = out.toString().replace(folder.resolve("here").toString(), "");
        String[] there = args("there", "ablate", "table2");
        assertThat(run(elsewhere, there)).as(err.toString()).isZero();
        assertThat(out.toString().replace(folder.resolve("there").toString(), ""))
                .isEqualTo(printed);
        assertThat(folder.resolve("there/ablation.json"))
                .hasBinaryContent(Files.readAllBytes(folder.resolve("here/ablation.json")));
        assertThat(elsewhere.names())
                .containsExactly(List.of("Gaussian & Hawkes, seed 0", "both Hawkes, seed 0", "both Gaussian, seed 0"));
        assertThat(err.toString())
                .contains("3 runs to make, 0 made before.", "run 3/3  both Gaussian, seed 0: test mAP");
    }

    @Test
    void a_reproduction_says_where_its_runs_were_made() throws IOException {
        String[] args = args("there", "reproduce");
        assertThat(run(elsewhere, args)).as(err.toString()).isZero();
        assertThat(elsewhere.runs()).hasSize(7);
        assertThat(Files.readString(folder.resolve("there/reproduction.json")))
                .contains("a machine far away; 1 threads each.");
    }

    @Test
    void a_command_without_runs_is_refused() {
        assertThat(run(elsewhere, "params")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString())
                .startsWith("thgcl: 'params' has no runs that could be made elsewhere, only ablate, reproduce and"
                        + " table1 have; run it by thgcl itself");
        assertThat(run(elsewhere, "ablate", "--help")).isZero();
        assertThat(out.toString()).contains("--cache");
    }
}
