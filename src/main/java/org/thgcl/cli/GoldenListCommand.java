package org.thgcl.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.thgcl.golden.Kind;
import org.thgcl.golden.KindSetting;
import org.thgcl.golden.Kinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl golden list`: the kinds of golden files.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the kinds of golden files with their settings, inputs and outputs. A name in brackets is a size,"
                    + " 'int' whole numbers, and what a '?' follows may be left out.",
            ""
        },
        footer = {"", "Example:", "  thgcl golden list"})
final class GoldenListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Kind kind : Kinds.all()) {
            String place = kind.equation().contains(".") ? "section " : "Eq. ";
            out.println(kind.name() + ", " + place + kind.equation());
            out.print(new WrappedTable(2, 8, 66)
                    .row(
                            "",
                            "settings",
                            names(kind.settings().stream()
                                    .map(KindSetting::name)
                                    .toList()))
                    .row("", "inputs", names(kind.inputs()))
                    .row("", "outputs", names(kind.outputs())));
        }
        out.flush();
        return Thgcl.DONE;
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
