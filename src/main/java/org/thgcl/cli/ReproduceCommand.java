package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Parallelism;
import org.thgcl.ablation.Reproduction;
import org.thgcl.ablation.RunCache;
import org.thgcl.ablation.Shard;
import org.thgcl.ablation.SweepData;
import org.thgcl.ablation.SweepProgress;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import org.thgcl.model.Configuration;
import org.thgcl.report.Checklist;
import org.thgcl.report.ReproductionPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `thgcl reproduce`: the paper's own experiments on one's data.
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the paper's experiments on your clips, at the paper's settings: the rows of Table 1 that this"
                    + " program can train (THGCL, THGCL with d = 512, TMac), Table 2 and Figure 3.",
            "",
            "First a few updates of each configuration are measured, and the time that all runs take is said. Runs are "
                    + "kept: what was interrupted goes on where it stopped when the same command is given again.",
            ""
        },
        footer = {
            "",
            "Files, in the folder given by --out:",
            "  reproduction.json   everything: settings, runs, comparisons, curves, checklist",
            "  reproduction.html   the paper's figures and yours, comparisons, curves, checklist",
            "",
            "Examples:",
            "  thgcl reproduce --train train.h5 --test test.h5 --cost",
            "  thgcl reproduce --train train.h5 --test test.h5 --seeds 7",
            "  thgcl reproduce --train clips.h5 --seeds 2 --set iterations=100 --set hidden=64"
        })
final class ReproduceCommand implements Callable<Integer> {
    @Mixin
    private AblationDataOptions data;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "7",
            description = "Number of seeds, at least 1: 0, 1 and so on. Two comparisons can be significant from 7 on. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--cost", description = "Only say what it will cost, and stop.")
    private boolean costOnly;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private QueueOptions queue;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the result, created if need be. Default: runs/reproduction-DATA.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check();
        Parallelism execution = queue.execution();
        Shard shard = queue.shard();
        Path folder = out != null ? out : Path.of("runs", "reproduction-" + data.word());
        if (shard == null) {
            Destination.check(folder);
        }
        try (SweepData clips = data.open();
                RunCache runs = queue.runs()) {
            Map<String, Object> changes = new LinkedHashMap<>(clips.sizes());
            changes.putAll(settings.given());
            Configuration base = settings.configuration(changes);
            Reproduction reproduction = new Reproduction(
                    clips, base, LongStream.range(0, seeds).boxed().toList());
            if (shard != null) {
                queue.say(reproduction.run(shard, runs, execution, progress()));
                return Thgcl.DONE;
            }
            Reproduction.Cost cost = reproduction.cost(runs, execution);
            say(cost);
            if (!costOnly) {
                make(reproduction, runs, execution, cost, folder);
            }
        }
        return Thgcl.DONE;
    }

    private void check() {
        if (!spec.commandLine().getParseResult().hasMatchedOption("--train")) {
            throw new ParameterException(
                    spec.commandLine(), "--train FILE is missing: the clips to learn from (or: synthetic)");
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: " + seeds + " isn't allowed, must be at least 1");
        }
        if (costOnly && queue.shard() != null) {
            throw new ParameterException(
                    spec.commandLine(), "--cost is said of all runs, --shard makes some: leave one of them out");
        }
        if (settings.set("seed")) {
            throw new ParameterException(spec.commandLine(), "--set seed: there are several seeds, give --seeds");
        }
    }

    private SweepProgress progress() {
        return SweepProgressDisplay.on(spec.commandLine().getErr());
    }

    /// Says what the runs cost, before any of them begins.
    private void say(Reproduction.Cost cost) {
        PrintWriter terminal = spec.commandLine().getOut();
        TextTable table = new TextTable("to be made", "runs", "clips/s", "time of a run", "memory (MB)");
        for (Reproduction.Cost.Of of : cost.of()) {
            table.row(
                    of.variant(),
                    of.runs(),
                    String.format(Locale.ROOT, "%,.0f", of.clipsPerSecond()),
                    clock(of.seconds()),
                    String.format(Locale.ROOT, "%,.0f", of.bytes() / 1e6));
        }
        terminal.print(cost.of().isEmpty() ? "" : table + "\n");
        terminal.println(cost.runs() + " runs to make, at most " + clock(cost.seconds())
                + " by a few measured updates; " + cost.known() + " made before.");
        terminal.flush();
    }

    private static String clock(double seconds) {
        return ProgressDisplay.clock(Duration.ofMillis((long) (1000 * seconds)));
    }

    private void make(
            Reproduction reproduction, RunCache runs, Parallelism execution, Reproduction.Cost cost, Path folder)
            throws IOException {
        long begun = System.nanoTime();
        List<AblationResult> results = reproduction.run(runs, execution, progress());
        double seconds = (System.nanoTime() - begun) * 1e-9;
        Checklist checklist =
                ReproductionChecklist.of(reproduction, results, execution, cost, clock(seconds), clock(cost.seconds()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("about", "the experiments of arXiv 2509.14893 that this program can make");
        json.put("differences", "variant minus reference");
        json.put("sweeps", results);
        json.put("checklist", checklist.items());
        Destination.folder(folder);
        AtomicFile.write(folder.resolve("reproduction.json"), Json.page(json));
        AtomicFile.write(
                folder.resolve("reproduction.html"),
                new ReproductionPage(results.get(0), results.get(1), results.get(2), checklist).html());
        PrintWriter terminal = spec.commandLine().getOut();
        results.forEach(result -> terminal.print("\n" + AblationTables.of(result)));
        terminal.println("\nwritten to " + folder + ": reproduction.json, reproduction.html");
        terminal.flush();
    }
}
