package org.thgcl.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program `thgcl`: parses the command line, runs one command and answers with an exit code.
///
/// | code | meaning |
/// |---|---|
/// | 0 | done |
/// | 1 | a check failed, or the command could not do its work |
/// | 2 | the command line was wrong |
///
/// Errors go to standard error, one message and never a stack trace.
@Command(
        name = "thgcl",
        description = "Temporal heterogeneous graph contrastive learning for acoustic event classification.",
        mixinStandardHelpOptions = true,
        versionProvider = Thgcl.Version.class)
public final class Thgcl implements Runnable {
    /// Exit code of a command that did its work.
    public static final int DONE = 0;

    /// Exit code of a command that failed, and of a check that found something wrong.
    public static final int FAILED = 1;

    /// Exit code for a command line that could not be understood.
    public static final int USAGE = 2;

    @Spec
    private CommandSpec spec;

    /// Made by [#run] and by picocli.
    public Thgcl() {}

    /// Runs the program and ends the virtual machine with its exit code.
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(run(out, err, args));
    }

    /// Runs the program within this virtual machine and returns its exit code.
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Thgcl())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("thgcl: " + reason(failure));
                    return FAILED;
                })
                .execute(args);
    }

    /// Without a command there is nothing to do: that is an error of usage.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /// The version that the build wrote into the manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Thgcl.class.getPackage().getImplementationVersion();
            return new String[] {"thgcl " + (version == null ? "(not packaged)" : version)};
        }
    }
}
