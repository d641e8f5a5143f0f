package org.thgcl.cli;

import static org.thgcl.cli.BenchCommand.digits;
import static org.thgcl.cli.BenchCommand.milliseconds;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.bench.Scaling;
import org.thgcl.bench.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl bench scaling`: how a training step's time grows.
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how the time t of a training step grows with each size x, with the other sizes "
                    + "fixed. Fits t = c x^p by least squares on the logarithms and prints p with its standard "
                    + "error. Disturbed times are left out of the fit.",
            ""
        })
final class BenchScalingCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchSizes sizes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Setup setup = options.setup();
        List<Scaling.Sweep> sweeps = Scaling.measure(setup, sizes.configuration());
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Map<String, Object> figures = setup.figures();
            figures.put("sweeps", sweeps);
            options.print(out, figures);
        } else {
            out.println(setup.words());
            out.print(table(sweeps));
        }
        out.flush();
        return Thgcl.DONE;
    }

    private static TextTable table(List<Scaling.Sweep> sweeps) {
        TextTable table = new TextTable("", "size", "median ms", "GFLOP/s", "exponent");
        for (Scaling.Sweep sweep : sweeps) {
            String exponent = digits(2, sweep.exponent()) + " +- " + digits(2, sweep.standardError());
            table.row(sweep.axis(), "", "", "", exponent);
            for (Scaling.Point point : sweep.points()) {
                table.row("", point.size(), milliseconds(point.timing().median()), digits(1, point.gflops()), "");
            }
        }
        return table;
    }
}
