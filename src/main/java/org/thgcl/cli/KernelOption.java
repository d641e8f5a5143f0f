package org.thgcl.cli;

import java.util.List;
import java.util.Locale;
import org.thgcl.tensor.KernelSet;
import org.thgcl.tensor.VectorModule;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// Which kernels a command computes with. They are chosen before the command runs, see [#execute], as all of the
/// process computes with the same.
final class KernelOption {
    private static final String NAME = "--kernels";

    @Option(names = NAME, paramLabel = "KIND", description = "vector (default) or plain, slow; the same results.")
    private KernelSet kernels;

    /// The text that repeats the option in a command, with a space before it.
    String again() {
        return kernels == null ? "" : " " + NAME + " " + kernels.name().toLowerCase(Locale.ROOT);
    }

    /// Runs the command of a command line with the kernels that it asks for.
    ///
    /// @return the exit code
    /// @throws ParameterException if vectors are asked for and aren't there
    static int execute(ParseResult line) throws ExecutionException {
        List<CommandLine> commands = line.asCommandLineList();
        CommandLine command = commands.getLast();
        ParseResult asked = command.getParseResult();
        if (command.getCommandSpec().findOption(NAME) == null || asked.isUsageHelpRequested()) {
            return new RunLast().execute(line);
        }
        KernelSet kernels = asked.matchedOptionValue(NAME, null);
        if (kernels != KernelSet.PLAIN && !VectorModule.load()) {
            if (kernels == KernelSet.VECTOR) {
                throw new ParameterException(command, NAME + ": vector isn't possible here: " + VectorModule.MISSING);
            }
            command.getErr().println("thgcl: " + VectorModule.PLAIN_INSTEAD);
            command.getErr().flush();
            kernels = KernelSet.PLAIN;
        }
        KernelSet before = KernelSet.choose(kernels == null ? KernelSet.VECTOR : kernels);
        try {
            return new RunLast().execute(line);
        } finally {
            KernelSet.choose(before);
        }
    }
}
