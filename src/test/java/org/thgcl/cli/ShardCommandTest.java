package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--shard` makes some of the runs, says what is missing and how to go on.
@Tag("slow")
class ShardCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private Object[] args(String command, List<Object> of, String cache, Object... more) {
        List<Object> args = new ArrayList<>(List.of(command));
        args.addAll(of);
        Path clips = ClipFile.good().write(folder.resolve("clips.h5"));
        args.addAll(List.of("--train", clips, "--seeds", 1, "--cache", folder.resolve(cache), "--set", "hidden=4"));
        for (String setting : List.of("embedding=3", "batch=6", "iterations=2", "validate_every=2")) {
            args.addAll(List.of("--set", setting));
        }
        args.addAll(List.of(more));
        return args.toArray();
    }

    @Test
    void two_shards_copied_together_give_the_bytes_of_one_process() throws IOException {
        Path file = Files.writeString(folder.resolve("my variants.yaml"), """
            variants:
              - name: add
              - name: none
                set: {fusion: none}
            """);
        Path out = folder.resolve("out");
        terminal.done(args("ablate", List.of(file), "whole", "--out", out));
        byte[] expected = Files.readAllBytes(out.resolve("ablation.json"));
        Path merged = Files.createDirectory(folder.resolve("merged"));
        for (int shard = 1; shard <= 2; shard++) {
            String cache = "cache" + shard;
            terminal.done(args("ablate", List.of(file, "--shard", shard + "/2"), cache, "--out", folder.resolve("no")));
            assertThat(terminal.out())
                    .startsWith("shard " + shard + "/2: 1 of all 2 runs, now in " + folder.resolve(cache)
                            + "; missing there: 1")
                    .contains(" ablate '" + file + "' --train " + folder.resolve("clips.h5") + " --seeds 1 --cache");
            try (Stream<Path> entries = Files.list(folder.resolve(cache))) {
                for (Path entry : entries.toList()) {
                    Files.copy(entry, merged.resolve(entry.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        assertThat(folder.resolve("no")).doesNotExist();
        terminal.done(args("ablate", List.of(file), "merged", "--out", out));
        assertThat(terminal.err()).contains("0 runs to make, 2 made before");
        assertThat(out.resolve("ablation.json")).hasBinaryContent(expected);
    }

    @Test
    void table_1_and_the_reproduction_have_shards_too() {
        terminal.done(args("table1", List.of("--shard=7/7"), "cache", "--out", folder.resolve("no")));
        assertThat(terminal.out())
                .startsWith("shard 7/7: 1 of all 7 runs, now in " + folder.resolve("cache") + "; missing there: 6")
                .contains(" table1 --train " + folder.resolve("clips.h5"));
        terminal.done(args("reproduce", List.of("--shard", "1/7"), "cache", "--out", folder.resolve("no")));
        assertThat(terminal.out())
                .startsWith("shard 1/7: 1 of all 7 runs, now in ")
                .contains("; missing there: 6");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void shares_that_are_none_are_refused() {
        for (String shard : List.of("0/2", "3/2", "2", "1/0", "a/b", "-1/2", "1/2/3", "", "1/ 2", "1/9999999999")) {
            terminal.refused(
                    List.of("ablate", "table2", "--shard", shard),
                    "--shard: '" + shard + "' isn't allowed, must be I/N with whole numbers, I from 1 to N");
        }
        terminal.refused(List.of("table1", "--shard", "1/2"), "without --train there are none");
        terminal.refused(
                List.of("reproduce", "--train", "synthetic", "--cost", "--shard", "1/2"),
                "--cost is said of all runs, --shard makes some");
    }
}
