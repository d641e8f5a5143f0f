package org.thgcl.cluster;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.thgcl.cli.Archive;
import org.thgcl.cli.Thgcl;
import org.thgcl.file.Reason;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tools/cluster/submit`: a command of `thgcl` whose runs are made by the executors of a cluster.
///
/// Exit codes are those of [Thgcl].
@Command(
        name = "submit",
        sortOptions = false,
        description = {
            "Runs a command of thgcl whose runs are made by the executors of Apache Spark: ablate, reproduce or"
                    + " table1, with all of their options. Report, files and cache are those of the command itself.",
            "Or predict: applies a model to an archive of clips and recordings and writes Parquet.",
            ""
        },
        footer = {
            "",
            "How much an executor takes follows from the runs: --threads cores (1 if not given), and the memory that"
                + " the largest run takes. --jobs means nothing here: a cluster makes as many runs at a time as it has"
                + " room for, or as --conf spark.cores.max=N allows.",
            "",
            "Examples:",
            "  submit --master spark://node1:7077 ablate table2 --train /data/clips.h5 --seeds 12",
            "  submit --master spark://node1:7077 --ship reproduce --train clips.h5",
            "  submit --master local-cluster[2,1,2048] ablate table2",
            "  submit --master spark://node1:7077 predict --checkpoint runs/first /data/clips --out scores",
            "",
            "'submit COMMAND --help' explains a command. Exit codes: 0 done, 1 failed, 2 bad command line or file"
        })
public final class Submit implements Callable<Integer> {
    /// The libraries of the program and this project's own, which executors need: set by the launcher.
    private static final String JARS = "thgcl.cluster.jars";

    /// Where Spark's log goes; its configuration reads it.
    private static final String LOG = "thgcl.cluster.log";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Where Spark runs: spark://HOST:PORT; or, to try without a cluster, local[N] (this process, N "
                            + "runs at a time) or local-cluster[WORKERS,CORES,MEBIBYTES].")
    private String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark, for instance spark.cores.max=64, spark.executor.memory=8g, "
                    + "spark.task.maxFailures=4. May be given several times.")
    private Map<String, String> conf = new LinkedHashMap<>();

    @Option(
            names = "--ship",
            description = "Send the files of clips to the executors. Without this they read them by the same paths, as "
                    + "on a shared file system. In both cases an executor with other data is refused.")
    private boolean ship;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            defaultValue = "runs/cluster.log",
            description = "Where Spark's log goes, behind what is there. Default: ${DEFAULT-VALUE}.")
    private Path log;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command of thgcl, with its options.")
    private List<String> command = List.of();

    @Spec
    private CommandSpec spec;

    private Submit() {}

    /// Runs the command and ends the virtual machine with its exit code.
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Submit())
                .setOut(out)
                .setErr(err)
                .setStopAtPositional(true)
                .setParameterExceptionHandler(
                        (wrong, given) -> fail(err, wrong.getMessage() + " ('submit --help' explains)"))
                .setExecutionExceptionHandler((thrown, line, parsed) -> report(err, thrown))
                .execute(args);
    }

    private static int report(PrintWriter err, Exception thrown) throws Exception {
        if (thrown instanceof IllegalArgumentException || thrown instanceof IOException) {
            return fail(err, thrown.getMessage());
        }
        throw thrown;
    }

    private static int fail(PrintWriter err, String message) {
        err.println("submit: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return Thgcl.USAGE;
    }

    @Override
    public Integer call() throws IOException {
        if (command.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a command is missing: ablate, reproduce, table1 or predict");
        }
        String[] words = command.toArray(String[]::new);
        boolean archive = words[0].equals("predict");
        if (command.contains("--help") || command.contains("-h")) {
            if (archive) {
                spec.commandLine().getOut().print(Archive.help());
                spec.commandLine().getOut().flush();
                return Thgcl.DONE;
            }
            return Thgcl.run(null, words);
        }
        if (master == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--master is missing: where Spark runs, for instance "
                            + "spark://node1:7077, or local-cluster[2,1,2048] to try without a cluster");
        }
        List<Path> jars = Stream.of(System.getProperty(JARS, "").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        Settings settings = new Settings(new Master(master), conf, jars);
        settings.master().requireAnswer();
        PrintStream before = System.err;
        try (PrintStream spark = openLog();
                Cluster cluster = new Cluster(settings)) {
            // where Spark's threads print what ends them, as when Ctrl-C has stopped the workers of a local cluster
            System.setErr(spark);
            if (archive) {
                return ArchivePrediction.run(
                        cluster,
                        command.subList(1, command.size()),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
            }
            return Thgcl.run(new ClusterRuns(cluster, ship), words);
        } finally {
            System.setErr(before);
        }
    }

    private PrintStream openLog() throws IOException {
        System.setProperty(LOG, log.toString());
        System.setProperty("log4j2.configurationFile", "cluster-log4j2.properties");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new PrintStream(
                    Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    true,
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException("--log " + log + ": can't be written (" + Reason.of(e) + ")", e);
        }
    }
}
