package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Set;
import org.thgcl.ablation.RunsNotMadeException;
import org.thgcl.file.Reason;
import org.thgcl.settings.Nearest;
import org.thgcl.training.TrainingDivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Reports a failure: one line on standard error and an exit code.
///
/// `-Dthgcl.trace=true` (in `THGCL_JAVA_OPTS`) adds the stack trace, for those who look for the cause in the code.
final class Failures {
    private static final String TRACE = "thgcl.trace";
    private static final int LONGEST = 2000;

    private Failures() {}

    /// Reports what a command threw.
    ///
    /// @return the exit code
    static int report(PrintWriter err, Throwable failure) {
        err.println("thgcl: " + oneLine(message(failure)));
        if (Boolean.getBoolean(TRACE)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return isBadInput(failure) ? Thgcl.USAGE : Thgcl.FAILED;
    }

    /// Reports a command line that could not be understood.
    ///
    /// @return the exit code
    static int usage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        List<String> unknown = command.getUnmatchedArguments();
        // picocli's "Value for option option '--set'"
        String message =
                unknown.isEmpty() ? wrong.getMessage().replace("option option", "option") : unknown(command, unknown);
        command.getErr()
                .println("thgcl: " + oneLine(message) + " ('"
                        + command.getCommandSpec().qualifiedName() + " --help' explains)");
        command.getErr().flush();
        return Thgcl.USAGE;
    }

    /// What to say of an unknown word. It goes before other complaints: a misspelt option is a missing one, too.
    private static String unknown(CommandLine command, List<String> words) {
        String word = words.getFirst();
        if (word.startsWith("-")) {
            String option = word.replaceFirst("=.*", "");
            Set<String> options = command.getCommandSpec().optionsMap().keySet();
            return "there is no option '" + option + "'" + meant(option, options);
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "'" + word + "' is one argument too many; options begin with --"
                : "there is no command '" + word + "'" + meant(word, commands);
    }

    private static String meant(String word, Set<String> known) {
        return Nearest.to(word, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static boolean isBadInput(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
    }

    private static String message(Throwable failure) {
        String said = failure.getMessage();
        boolean silent = said == null || said.isBlank();
        return switch (failure) {
            case FileSystemException trouble -> Reason.withFile(trouble);
            case OutOfMemoryError _ ->
                "out of memory (" + said + "); lower the settings batch or hidden, or allow more: "
                        + "THGCL_JAVA_OPTS=-Xmx8g";
            case TrainingDivergedException _, RunsNotMadeException _ -> said;
            case UncheckedIOException wrapped
            when wrapped.getCause().toString().equals(said) -> message(wrapped.getCause());
            case Throwable expected when isBadInput(expected) && !silent -> said;
            default ->
                failure.getClass().getName() + (silent ? "" : ": " + said)
                        + "; this is a defect of the program, please report it with the command that showed it";
        };
    }

    /// A message in one line, without the middle if what it quotes is beyond reading.
    private static String oneLine(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        int length = line.length();
        return length <= LONGEST
                ? line
                : line.substring(0, LONGEST / 2) + " ... " + line.substring(length - LONGEST / 2);
    }
}
