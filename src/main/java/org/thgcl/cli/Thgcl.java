package org.thgcl.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.thgcl.ablation.RunMaker;
import org.thgcl.file.Work;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The program `thgcl`: parses the command line, runs one command and answers with an exit code.
///
/// | code | meaning |
/// |---|---|
/// | 0 | done |
/// | 1 | a check failed, or the command could not do its work |
/// | 2 | the command line, or a file that it names, was wrong |
/// | 141 | who read standard output has gone, as `head` does; nothing is said |
/// | 130, 143 | stopped by Ctrl-C (SIGINT), by SIGTERM |
///
/// Errors go to standard error, one line and never a stack trace; see [Failures].
@Command(
        name = "thgcl",
        description = "Temporally heterogeneous graph contrastive learning for acoustic event classification.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "'thgcl COMMAND --help' explains a command, with examples."})
public final class Thgcl implements Runnable {
    /// Exit code of a command that did its work.
    public static final int DONE = 0;

    /// Exit code of a command that failed, and of a check that found something wrong.
    public static final int FAILED = 1;

    /// Exit code for a command line, or a file named there, that is wrong.
    public static final int USAGE = 2;

    /// Exit code when nobody reads standard output any more: that of a program ended by the signal SIGPIPE.
    static final int READER_GONE = 141;

    /// Exit code of a command that was stopped; after SIGTERM the virtual machine makes 143 of it.
    public static final int STOPPED = 130;

    /// The commands, in the order in which the help lists them.
    private static final List<String> COMMANDS = List.of(
            "demo",
            "features",
            "train",
            "evaluate",
            "predict",
            "export",
            "import",
            "compare",
            "data",
            "settings",
            "params",
            "weights",
            "ablate",
            "reproduce",
            "table1",
            "audit",
            "report",
            "teach",
            "golden",
            "bench",
            "completion",
            "help");

    @Spec
    private CommandSpec spec;

    private final RunMaker maker;

    /// Made by picocli.
    public Thgcl() {
        this(null);
    }

    private Thgcl(RunMaker maker) {
        this.maker = maker;
    }

    /// What makes the runs of sweeps; `null` for this process.
    static RunMaker maker(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return ((Thgcl) root.getCommand()).maker;
    }

    /// Runs a command, unless its runs should be made elsewhere and it has none.
    private static int execute(ParseResult line) {
        CommandLine command = line.asCommandLineList().getLast();
        boolean elsewhere = maker(command) != null && !command.getParseResult().isUsageHelpRequested();
        if (elsewhere && !QueueOptions.areOf(command)) {
            throw new ParameterException(
                    command,
                    "'" + command.getCommandName() + "' has no runs that could be made elsewhere, only ablate,"
                            + " reproduce and table1 have; run it by thgcl itself");
        }
        return KernelOption.execute(line);
    }

    /// Runs the program and ends the virtual machine with its exit code.
    ///
    /// Output is UTF-8 wherever it goes: what CSV and JSON promise doesn't depend on a terminal's settings.
    public static void main(String[] args) {
        System.exit(run(null, args));
    }

    /// Runs the program as [#main] does and returns its exit code. The runs of `ablate`, `reproduce` and `table1` are
    /// made by another maker; any other command is refused.
    ///
    /// @param maker `null` for this process and any command
    public static int run(RunMaker maker, String... args) {
        StandardOutput output = StandardOutput.ofProcess();
        PrintWriter out = writer(output, false);
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err), true);
        return Work.shown(WorkDisplay.on(err), () -> run(maker, out, err, output, args));
    }

    private static PrintWriter writer(OutputStream stream, boolean flushed) {
        return new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), flushed);
    }

    /// Runs the program within this virtual machine and returns its exit code.
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(null, out, err, null, args);
    }

    /// Runs the program within this virtual machine and returns its exit code. The runs of `ablate`, `reproduce` and
    /// `table1` are made by another maker; any other command is refused.
    ///
    /// @param maker `null` for this process and any command
    public static int run(RunMaker maker, PrintWriter out, PrintWriter err, String... args) {
        return run(maker, out, err, null, args);
    }

    /// @param output where `out` writes to; `null` if that isn't known
    static int run(RunMaker maker, PrintWriter out, PrintWriter err, StandardOutput output, String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            // at once: reading the command line, with picocli's classes, takes four times as long as all the rest
            Version.lines().forEach(out::println);
            return written(out, err, output, DONE);
        }
        CommandLine program = new CommandLine(new Thgcl(maker));
        wanted(args).forEach(name -> program.addSubcommand(name, command(name)));
        program.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Thgcl::execute)
                .setParameterExceptionHandler((wrong, given) -> Failures.usage(wrong))
                .setExecutionExceptionHandler((thrown, command, parsed) -> Failures.report(command.getErr(), thrown));
        program.getSubcommands().values().forEach(Thgcl::complete);
        try {
            return written(out, err, output, program.execute(args));
        } catch (Error error) { // picocli hands on exceptions alone
            return Failures.report(err, error);
        }
    }

    /// The exit code, unless standard output could not be written to the end.
    private static int written(PrintWriter out, PrintWriter err, StandardOutput output, int code) {
        if (!out.checkError()) {
            return code;
        }
        if (output != null && output.readerGone()) {
            return code == DONE ? READER_GONE : code;
        }
        err.println("thgcl: standard output could not be written to the end"
                + (output == null ? "" : " (" + output.failure().getMessage() + ")") + "; is its disk full?");
        err.flush();
        return FAILED;
    }

    /// The commands that a command line needs. To know one takes reading all of its options by reflection, longer than
    /// many commands work, so the others are left out, unless the help lists them or a misspelt name is to be
    /// corrected.
    private static List<String> wanted(String... args) {
        String first = args.length == 0 ? "" : args[0];
        return COMMANDS.contains(first) && !first.equals("help") ? List.of(first) : COMMANDS;
    }

    /// The program with all commands, to be described.
    static CommandLine whole() {
        CommandLine program = new CommandLine(new Thgcl());
        COMMANDS.forEach(name -> program.addSubcommand(name, command(name)));
        program.getSubcommands().values().forEach(Thgcl::complete);
        return program;
    }

    private static Class<?> command(String name) {
        return switch (name) {
            case "demo" -> DemoCommand.class;
            case "features" -> FeaturesCommand.class;
            case "train" -> TrainCommand.class;
            case "evaluate" -> EvaluateCommand.class;
            case "predict" -> PredictCommand.class;
            case "export" -> ExportCommand.class;
            case "import" -> ImportCommand.class;
            case "compare" -> CompareCommand.class;
            case "data" -> DataCommand.class;
            case "settings" -> SettingsCommand.class;
            case "params" -> ParamsCommand.class;
            case "weights" -> WeightsCommand.class;
            case "ablate" -> AblateCommand.class;
            case "reproduce" -> ReproduceCommand.class;
            case "table1" -> Table1Command.class;
            case "audit" -> AuditCommand.class;
            case "report" -> ReportCommand.class;
            case "teach" -> TeachCommand.class;
            case "golden" -> GoldenCommand.class;
            case "bench" -> BenchCommand.class;
            case "completion" -> CompletionCommand.class;
            case "help" -> HelpCommand.class;
            default -> throw new IllegalArgumentException("there is no command " + name);
        };
    }

    /// The end of every command's help, and the presets where there is `--config`, for models.
    private static void complete(CommandLine command) {
        if (command.getCommandSpec().findOption("--config") != null) {
            SettingsOptions.addTo(command);
        }
        command.getCommandSpec()
                .versionProvider(new Version())
                .usageMessage()
                .exitCodeListHeading("%nExit codes: 0 done, 1 failed or found wrong, 2 bad command line or file%n");
        command.getSubcommands().values().forEach(Thgcl::complete);
    }

    /// Without a command: what there is.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
