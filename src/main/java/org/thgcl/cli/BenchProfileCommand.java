package org.thgcl.cli;

import static org.thgcl.cli.BenchCommand.digits;
import static org.thgcl.cli.BenchCommand.milliseconds;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.bench.Profile;
import org.thgcl.bench.Report;
import org.thgcl.bench.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl bench profile`: where a training step's time goes.
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures each kernel of a training step: its time, and its speed as a percentage of its "
                    + "limit. The limit is the processor's peak or the memory's bandwidth; both are measured beside "
                    + "each step. Figures are medians over the quiet steps.",
            ""
        })
final class BenchProfileCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchSizes sizes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Setup setup = options.setup();
        Profile.StepProfile profile = Profile.measure(setup, sizes.configuration());
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Map<String, Object> figures = setup.figures();
            figures.put("profile", profile);
            options.print(out, figures);
        } else {
            out.println(setup.words() + ", " + milliseconds(profile.stepSeconds()) + " ms a step; peak "
                    + digits(1, profile.peakGflops()) + " GFLOP/s, memory "
                    + digits(1, profile.bandwidthGigabytes()) + " GB/s");
            out.print(table(profile));
        }
        out.flush();
        return Thgcl.DONE;
    }

    private static TextTable table(Profile.StepProfile profile) {
        TextTable table = new TextTable("kernel", "calls", "ms", "% of step", "GFLOP", "MB", "limit", "% of limit");
        for (Profile.Part part : profile.parts()) {
            table.row(
                    part.kernel(),
                    digits(0, part.calls()),
                    milliseconds(part.seconds()),
                    digits(1, 100 * part.share()),
                    digits(2, part.flop() * 1e-9),
                    digits(0, part.bytes() * 1e-6),
                    part.limit(),
                    part.limit().isEmpty() ? "" : Report.percent(0, part.percentOfLimit()));
        }
        return table;
    }
}
