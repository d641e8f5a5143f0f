package org.thgcl.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl golden`: golden files, with which any implementation can check itself.
@Command(
        name = "golden",
        mixinStandardHelpOptions = true,
        description = {
            "Golden files hold settings, inputs and the outputs and gradients that they must give, for every equation"
                    + " and for the whole network. docs/golden.md describes the format.",
            ""
        },
        subcommands = {
            GoldenVerifyCommand.class,
            GoldenJudgeCommand.class,
            GoldenGenerateCommand.class,
            GoldenListCommand.class
        })
final class GoldenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
