package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.ablation.Parallelism;
import org.thgcl.ablation.RunCache;
import org.thgcl.ablation.RunMaker;
import org.thgcl.ablation.Shard;
import org.thgcl.page.ShellWord;
import org.thgcl.report.Program;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command that makes many runs makes them, and where it keeps them.
final class QueueOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private ComputeOptions compute;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs at the same time, at least 1; the results don't depend on it. Each needs its own "
                    + "memory. They share the processors unless --threads says otherwise. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            defaultValue = "runs/ablations/cache",
            description = "Folder of finished runs, which ablate and reproduce share. Default: ${DEFAULT-VALUE}.")
    private Path cache;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Make only the I-th of N equal shares of the runs, and no result: N processes make all, on"
                    + " one machine or many. The same command without this makes the result (docs/scale.md).")
    private String shard;

    /// The share of the runs that was asked for; `null` for all.
    ///
    /// @throws IllegalArgumentException if there is no such share
    Shard shard() {
        try {
            return shard == null ? null : Shard.parse(shard);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--shard: " + e.getMessage(), e);
        }
    }

    /// Says what a shard has made, what is missing, and how to go on.
    void say(Shard.Outcome outcome) {
        PrintWriter terminal = command.commandLine().getOut();
        terminal.println("shard " + shard + ": " + outcome.own() + " of all " + outcome.all() + " runs, now in " + cache
                + "; missing there: " + outcome.missing());
        terminal.println(
                "for the result, with all runs in --cache: " + Program.command() + " " + commandWithoutShard());
        terminal.flush();
    }

    private String commandWithoutShard() {
        List<String> words = new ArrayList<>();
        boolean value = false;
        for (String word : command.root().commandLine().getParseResult().originalArgs()) {
            if (!value && !word.startsWith("--shard")) {
                words.add(ShellWord.of(word));
            }
            value = word.equals("--shard");
        }
        return String.join(" ", words);
    }

    /// How many runs at the same time, with how many threads each.
    ///
    /// @throws IllegalArgumentException if fewer than one job or thread was asked for
    Parallelism execution() {
        if (jobs < 1) {
            throw new IllegalArgumentException("--jobs: " + jobs + " isn't allowed, must be at least 1");
        }
        RunMaker maker = Thgcl.maker(command.commandLine());
        return new Parallelism(jobs, maker == null ? compute.threads(jobs) : compute.threadsOr(1), maker);
    }

    /// Whether a command has these options.
    static boolean areOf(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .anyMatch(mixin -> mixin.userObject() instanceof QueueOptions);
    }

    /// The finished runs, to be closed after use.
    RunCache runs() throws IOException {
        return RunCache.open(cache);
    }
}
