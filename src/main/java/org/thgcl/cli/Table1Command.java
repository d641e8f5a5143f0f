package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.thgcl.ablation.Ablation;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.RunCache;
import org.thgcl.ablation.Shard;
import org.thgcl.ablation.Sweep;
import org.thgcl.ablation.SweepData;
import org.thgcl.ablation.SweepFiles;
import org.thgcl.ablation.SweepProgress;
import org.thgcl.ablation.SystemsSweep;
import org.thgcl.audit.Table1;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import org.thgcl.model.Configuration;
import org.thgcl.report.Table1Page;
import org.thgcl.settings.Nearest;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `thgcl table1`: the systems of the paper's Table 1, counted and, where they read the same features, trained.
@Command(
        name = "table1",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows each system of the paper's Table 1 with the number of parameters that its program has, what that"
                    + " number includes, and whether it agrees with the printed one.",
            "",
            "With --train, the systems that read the same features as THGCL are trained on your clips, each with its"
                    + " own loss and optimiser, on the same splits and seeds. Runs are kept: what was interrupted goes"
                    + " on where it stopped when the same command is given again.",
            ""
        },
        footer = {
            "",
            "Files, in the folder given by --out:",
            "  table1.json    every row: printed figures, counts, agreement, own scores",
            "  table1.html    the same as a page, with the trained systems",
            "  ablation.json, variants.csv, runs.csv, curves.csv    of the trained systems, as ablate writes them",
            "",
            "Examples:",
            "  thgcl table1",
            "  thgcl table1 --out runs/table1",
            "  thgcl table1 --train synthetic --seeds 5",
            "  thgcl table1 --train train.h5 --test test.h5 --seeds 7 --set hidden=128"
        })
final class Table1Command implements Callable<Integer> {
    @Mixin
    private AblationDataOptions data;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of seeds, at least 1: 0, 1 and so on. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private QueueOptions queue;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the files, created if need be. Default: no files; with --train " + "runs/table1-DATA.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        boolean train = spec.commandLine().getParseResult().hasMatchedOption("--train");
        Shard shard = queue.shard();
        check(train, shard);
        if (shard != null) {
            queue.say(train((ablation, runs) -> ablation.run(shard, runs, queue.execution(), progress())));
            return Thgcl.DONE;
        }
        List<Table1.Row> rows = Table1.rows();
        Path folder = out == null && train ? Path.of("runs", "table1-" + data.word()) : out;
        if (folder != null) {
            Destination.check(folder);
        }
        AblationResult result =
                train ? train((ablation, runs) -> ablation.run(runs, queue.execution(), progress())) : null;
        if (folder != null) {
            Destination.folder(folder);
            AtomicFile.write(folder.resolve("table1.json"), Json.page(Table1Text.json(rows, result)));
            AtomicFile.write(folder.resolve("table1.html"), new Table1Page(rows, result).html());
            if (result != null) {
                SweepFiles.write(result, folder);
            }
        }
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(Table1Text.of(rows, result));
        if (result != null) {
            terminal.print("\n" + AblationTables.of(result));
        }
        if (folder != null) {
            terminal.println("written to " + folder + ": table1.json, table1.html"
                    + (result == null ? "" : ", ablation.json, variants.csv, runs.csv, curves.csv"));
        }
        terminal.flush();
        return Thgcl.DONE;
    }

    private void check(boolean train, Shard shard) {
        if (shard != null && !train) {
            throw new ParameterException(
                    spec.commandLine(), "--shard shares out runs, and without --train there are none: add --train");
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: " + seeds + " isn't allowed, must be at least 1");
        }
        if (settings.set("seed")) {
            throw new ParameterException(spec.commandLine(), "--set seed: there are several seeds, give --seeds");
        }
        if (settings.set("model")) {
            throw new ParameterException(spec.commandLine(), "--set model: every system is trained");
        }
    }

    /// What is done with the runs of the systems.
    private interface Making<T> {
        T of(Ablation ablation, RunCache runs) throws IOException;
    }

    private <T> T train(Making<T> making) throws IOException {
        try (SweepData clips = data.open();
                RunCache runs = queue.runs()) {
            Map<String, Object> given = settings.given(Table1Command::check);
            Map<String, Object> changes = new LinkedHashMap<>(clips.sizes());
            changes.putAll(data.settings());
            changes.putAll(given);
            changes.keySet().retainAll(Preset.PAPER.configuration().keys().all());
            Configuration base = settings.configuration(changes);
            Sweep sweep = SystemsSweep.of(base, data.settings(), given);
            List<Long> range = LongStream.range(0, seeds).boxed().toList();
            return making.of(new Ablation(sweep, clips, base, range), runs);
        }
    }

    private SweepProgress progress() {
        return SweepProgressDisplay.on(spec.commandLine().getErr());
    }

    /// Checks a setting that any of the systems may have.
    private static void check(String key, Object value) {
        List<String> keys = Models.all().stream()
                .flatMap(family -> family.keys().all().stream())
                .distinct()
                .toList();
        Models.all().stream()
                .filter(family -> family.keys().all().contains(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(key + ": no system has such a setting" + Nearest.hint(key, keys)))
                .keys()
                .check(key, value);
    }
}
