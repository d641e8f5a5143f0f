package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.thgcl.ablation.Ablation;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.GridResult;
import org.thgcl.ablation.LagSweep;
import org.thgcl.ablation.Parallelism;
import org.thgcl.ablation.Power;
import org.thgcl.ablation.RegisterSweep;
import org.thgcl.ablation.RunCache;
import org.thgcl.ablation.Shard;
import org.thgcl.ablation.StandardSweeps;
import org.thgcl.ablation.Sweep;
import org.thgcl.ablation.SweepData;
import org.thgcl.ablation.SweepFiles;
import org.thgcl.ablation.SweepProgress;
import org.thgcl.ablation.VariantsFile;
import org.thgcl.data.PlantedEvents;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl ablate`: trains several configurations with several seeds and compares them.
@Command(
        name = "ablate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains several variants of a configuration with the same seeds and says what their differences are worth.",
            "",
            "At the same seed, variants share the split, the initial parameters, the batches and the noise. Runs are "
                    + "kept: a sweep that was interrupted goes on where it stopped, and one with more seeds or "
                    + "variants makes only the new runs.",
            ""
        },
        footer = {
            "",
            "Files, in the folder given by --out:",
            "  ablation.json   everything: settings, runs, comparisons, curves, findings (lag.json of lag)",
            "  variants.csv    one line per variant",
            "  runs.csv        one line per run",
            "  curves.csv      loss, validation mAP and cross entropy by iteration",
            "",
            "Examples:",
            "  thgcl ablate table2",
            "  thgcl ablate figure3 --train clips.h5 --seeds 10 --jobs 2",
            "  thgcl ablate register --train train.h5 --test test.h5 --set hidden=128",
            "  thgcl ablate my-variants.yaml --train clips.h5",
            "  thgcl ablate table2 --power 0.02",
            "  thgcl ablate lag --lags 0,3,8 --noises 1",
            "  thgcl ablate register --train train.h5 --test test.h5 --seeds 12 --shard 2/8"
        })
final class AblateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SWEEP",
            description = "table2: the edge weights of the paper's Table 2. figure3: the losses of its Figure 3. "
                    + "register: each open point's other readings, one at a time. lag: edge weights on synthetic clips "
                    + "of several lags and noise levels. Or a YAML file with a list of variants (docs/ablations.md).")
    private String sweep;

    @Mixin
    private AblationDataOptions data;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of seeds, at least 1. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "The first seed; the others follow it. Default: ${DEFAULT-VALUE}.")
    private long firstSeed;

    @Option(
            names = "--lags",
            paramLabel = "N,N,...",
            split = ",",
            description = "Lags in audio segments, for lag. Default: 0,3,8.")
    private List<Integer> lags;

    @Option(
            names = "--noises",
            paramLabel = "X,X,...",
            split = ",",
            description = "Standard deviations of the noise, for lag. Default: 0.5,1,2.")
    private List<Double> noises;

    @Option(
            names = "--power",
            paramLabel = "D",
            description = "Also estimate how many seeds it takes to see a difference of D in test mAP with a chance of "
                    + "80 %%, from the spread of the differences so far. Needs 2 seeds or more; not for lag.")
    private Double power;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--preset-only",
            description =
                    "Start from the preset as it is. Without this, settings that keep a sweep short take the place of"
                        + " the paper's where neither the preset nor --config nor --set says otherwise; they are in "
                        + "docs/ablations.md.")
    private boolean presetOnly;

    @Mixin
    private QueueOptions queue;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the result, created if need be; an older result in it is replaced. Default: "
                    + "runs/ablations/SWEEP-DATA.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check();
        Parallelism execution = queue.execution();
        Shard shard = queue.shard();
        SweepProgress progress = SweepProgressDisplay.on(spec.commandLine().getErr());
        List<Long> range =
                LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
        try (SweepData clips = data.open();
                RunCache runs = queue.runs()) {
            Configuration base = base(clips);
            if (shard != null) {
                queue.say(
                        isLag()
                                ? lagSweep(base, range).run(shard, runs, execution, progress)
                                : new Ablation(sweep(base), clips, base, range).run(shard, runs, execution, progress));
                return Thgcl.DONE;
            }
            Path folder = folder(isLag() ? "synthetic" : data.word());
            Destination.check(folder);
            if (isLag()) {
                GridResult grid = lagSweep(base, range).run(runs, execution, progress);
                SweepFiles.write(grid, folder);
                print(AblationTables.of(grid), folder, "lag.json");
            } else {
                AblationResult result = new Ablation(sweep(base), clips, base, range).run(runs, execution, progress);
                SweepFiles.write(result, folder);
                print(AblationTables.of(result) + power(result, folder), folder, "ablation.json");
            }
        }
        return Thgcl.DONE;
    }

    private boolean isLag() {
        return sweep.equals("lag");
    }

    private void check() {
        require("--seeds", seeds);
        if (isLag() && data.files()) {
            throw new ParameterException(
                    spec.commandLine(), "lag computes its clips: leave --train, --validation and --test out");
        }
        if (!isLag() && (lags != null || noises != null)) {
            throw new ParameterException(spec.commandLine(), "--lags and --noises belong to the sweep lag");
        }
        if (power != null && isLag()) {
            throw new ParameterException(spec.commandLine(), "--power isn't for the sweep lag");
        }
        if (power != null && (seeds < 2 || !(power > 0 && power <= 1))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--power " + power + ": must be above 0 and at most 1, and the spread takes --seeds 2 or more");
        }
        if (settings.set("seed")) {
            throw new ParameterException(
                    spec.commandLine(), "--set seed: a sweep has several seeds, give --seeds and --first-seed");
        }
    }

    private static void require(String option, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(option + ": " + number + " isn't allowed, must be at least 1");
        }
    }

    /// The configuration that variants change.
    private Configuration base(SweepData clips) throws IOException {
        Map<String, Object> changes = new LinkedHashMap<>(clips.sizes());
        if (!presetOnly) {
            Configuration preset = settings.configuration(Map.of());
            data.settings().forEach((key, value) -> {
                if (preset.value(key).equals(Preset.PAPER.configuration().value(key))) {
                    changes.put(key, value);
                }
            });
        }
        changes.putAll(settings.given());
        return settings.configuration(changes);
    }

    private Sweep sweep(Configuration base) throws IOException {
        return switch (sweep) {
            case "table2" -> StandardSweeps.table2();
            case "figure3" -> StandardSweeps.figure3();
            case "register" -> RegisterSweep.of(base);
            default -> fromFile();
        };
    }

    private Sweep fromFile() throws IOException {
        Path file = Path.of(sweep);
        if (!sweep.contains(".")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no sweep '" + sweep + "', only table2, figure3, register, lag and YAML files");
        }
        VariantsFile variants = VariantsFile.read(file);
        return new Sweep(name(file), variants.about(), variants.reference(), variants.variants(), List.of());
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    private LagSweep lagSweep(Configuration base, List<Long> range) {
        return new LagSweep(
                PlantedEvents.Design.demo(),
                lags == null ? LagSweep.LAGS : lags,
                noises == null ? LagSweep.NOISES : noises,
                base,
                range);
    }

    /// What `--power` asks for; nothing without it.
    private String power(AblationResult result, Path folder) throws IOException {
        if (power == null) {
            return "";
        }
        Power needed = Power.of(result, power);
        AtomicFile.write(folder.resolve("power.json"), Json.page(needed));
        return needed.sentences().stream().map(Wrapping::item).collect(Collectors.joining()) + "written: power.json\n";
    }

    private Path folder(String dataWord) {
        return out != null ? out : Path.of("runs", "ablations", name(Path.of(sweep)) + "-" + dataWord);
    }

    private void print(String text, Path folder, String json) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(text);
        terminal.println("written to " + folder + ": " + json + ", variants.csv, runs.csv, curves.csv");
        terminal.flush();
    }
}
