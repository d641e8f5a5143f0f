package org.thgcl.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl data`: looks at files of clips and makes them.
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        subcommands = {DataInfoCommand.class, DataMakeCommand.class, DataPlantCommand.class},
        description = "Inspects and writes files of clips. docs/data.md describes the format.",
        footer = {"", "'thgcl data COMMAND --help' explains a command."})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
