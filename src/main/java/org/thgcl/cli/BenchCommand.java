package org.thgcl.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.thgcl.bench.Benchmarks;
import org.thgcl.bench.MatrixProduct;
import org.thgcl.bench.Report;
import org.thgcl.bench.Setup;
import org.thgcl.bench.Timing;
import org.thgcl.file.Work;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl bench`: how fast this machine computes the method.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the speed of a training step, of matrix products, of sparse times dense, and of "
                    + "inference; without a name, of all of them, and of steps at the sizes of GRID's words and of "
                    + "AudioSet33. A loop of multiply-adds measures the processor's peak, before, after and beside "
                    + "each sample. A percentage is the median over the samples.",
            "",
            "Close other programs. A sample is disturbed if the peak changed meanwhile, or if other programs, or other "
                    + "virtual machines on the same host, took processor time (where the system tells: Linux). "
                    + "Another replaces it. Where too few are quiet, 'disturbed' stands in the place of percentages.",
            "",
            "'ast' measures the encoder AST of Table 1 on one clip of 10 s, which takes seconds a sample; 'features' "
                    + "measures VGGish and S3D on one, and each of their convolutions. "
                    + "'profile' shows the time and the limit of each kernel of a step. 'scaling' shows how the "
                    + "time grows with clips, segments, neighbours, hidden size and layers.",
            ""
        },
        subcommands = {
            BenchCommand.Step.class,
            BenchCommand.Gemm.class,
            BenchCommand.Spmm.class,
            BenchCommand.Inference.class,
            BenchCommand.Ast.class,
            BenchCommand.Features.class,
            BenchProfileCommand.class,
            BenchScalingCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  thgcl bench",
            "  thgcl bench step --threads 1 --hidden 256 --json",
            "  thgcl bench gemm --repeats 21"
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Setup setup = options.setup();
        Configuration paper = Preset.PAPER.configuration();
        List<Supplier<Report>> benchmarks = List.of(
                () -> Benchmarks.gemm(setup, MatrixProduct.OF_THE_PAPER),
                () -> Benchmarks.spmm(setup, paper),
                () -> Benchmarks.inference(setup, paper),
                () -> Benchmarks.step(setup, paper),
                () -> Benchmarks.gridStep(setup),
                () -> Benchmarks.audioSetStep(setup));
        List<Report> reports = new ArrayList<>();
        try (Work work = Work.begin("running benchmarks", benchmarks.size())) {
            for (Supplier<Report> benchmark : benchmarks) {
                reports.add(benchmark.get());
                work.step();
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        reports.forEach(report -> figures.put(report.name(), report.figures()));
        return print(spec, options, figures, reports);
    }

    private static int print(
            CommandSpec spec, BenchOptions options, Map<String, Object> figures, List<Report> reports) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            options.print(out, figures);
        } else {
            out.println(reports.getFirst().setup().words());
            out.print(table(reports));
        }
        out.flush();
        return Thgcl.DONE;
    }

    private static TextTable table(List<Report> reports) {
        TextTable table = new TextTable("", "median ms", "min", "max", "GFLOP/s", "peak", "% of peak", "");
        for (Report report : reports) {
            table.row("peak before " + report.name(), "", "", "", "", digits(1, report.before()), "", "");
            for (Report.Line line : report.lines()) {
                table.row(
                        line.what(),
                        milliseconds(line.timing().median()),
                        milliseconds(line.timing().min()),
                        milliseconds(line.timing().max()),
                        digits(1, line.gflops()),
                        digits(1, line.timing().peak()),
                        Report.percent(1, line.percentOfPeak()),
                        line.note() + disturbed(line.timing()));
            }
            table.row("peak after " + report.name(), "", "", "", "", digits(1, report.after()), "", "");
        }
        return table;
    }

    /// How many of the samples were disturbed, if any.
    private static String disturbed(Timing timing) {
        return timing.disturbed() == 0
                ? ""
                : "; " + timing.disturbed() + " of " + timing.samples() + " samples disturbed";
    }

    static String milliseconds(double seconds) {
        return digits(3, 1e3 * seconds);
    }

    static String digits(int decimals, double number) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /// A single benchmark.
    abstract static class Single implements Callable<Integer> {
        @Mixin
        private BenchOptions options;

        @Spec
        private CommandSpec spec;

        abstract Report run(Setup setup);

        @Override
        public Integer call() {
            Report report = run(options.setup());
            return print(spec, options, report.figures(), List.of(report));
        }
    }

    @Command(
            name = "step",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"A step of training: forward and backward pass, Adam, on random features.", ""},
            footer = {
                "",
                "Examples:",
                "  thgcl bench step --segments 101,40 --hidden 512 --layers 4 --batch 64",
                "  thgcl bench step --segments 32,16 --hidden 256     (GRID's words)",
                "  thgcl bench step --segments 10,0 --hidden 256      (AudioSet33, no video)"
            })
    static final class Step extends Single {
        @Mixin
        private BenchSizes sizes;

        @Override
        Report run(Setup setup) {
            return Benchmarks.step(setup, sizes.configuration());
        }
    }

    @Command(
            name = "gemm",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"Matrix products of the training step at preset paper, and a small one.", ""})
    static final class Gemm extends Single {
        @Override
        Report run(Setup setup) {
            return Benchmarks.gemm(setup, MatrixProduct.OF_THE_PAPER);
        }
    }

    @Command(
            name = "spmm",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"Sparse times dense: each audio node's weighted sum over its neighbours.", ""})
    static final class Spmm extends Single {
        @Mixin
        private BenchSizes sizes;

        @Override
        Report run(Setup setup) {
            return Benchmarks.spmm(setup, sizes.configuration());
        }
    }

    @Command(
            name = "inference",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"The scores of a batch of clips: forward pass and softmax, on random features.", ""})
    static final class Inference extends Single {
        @Mixin
        private BenchSizes sizes;

        @Override
        Report run(Setup setup) {
            return Benchmarks.inference(setup, sizes.configuration());
        }
    }

    @Command(
            name = "ast",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "The scores of one clip of 10 s by AST at its published size: 1024 frames of 128 bands, 1214 tokens, "
                        + "12 layers, 527 classes; initial parameters, random features.",
                ""
            },
            footer = {"", "Example:", "  thgcl bench ast --threads 1 --repeats 5 --warmup 2"})
    static final class Ast extends Single {
        @Override
        Report run(Setup setup) {
            return Benchmarks.ast(setup);
        }
    }

    @Command(
            name = "features",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "The features of one clip of 10 s by VGGish and S3D at their published sizes: 101 patches of 96 x 64, "
                        + "40 chunks of 6 frames of 128 x 128; random weights, random numbers in the place of sound "
                        + "and pictures. First each convolution on its own.",
                ""
            },
            footer = {"", "Example:", "  thgcl bench features --threads 1 --repeats 3 --warmup 1"})
    static final class Features extends Single {
        @Override
        Report run(Setup setup) {
            return Benchmarks.features(setup);
        }
    }
}
