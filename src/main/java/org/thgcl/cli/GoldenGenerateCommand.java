package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.thgcl.golden.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl golden generate`: writes the published suite.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the published suite of golden files and its manifest: the same bytes on every run and machine."
                    + " Gradients are checked against differences on the way; a wrong one ends it.",
            ""
        },
        footer = {"", "Example:", "  thgcl golden generate --out golden"})
final class GoldenGenerateCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write into; made if missing.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Destination.folder(out);
        int files = Suite.write(out);
        spec.commandLine().getOut().println(files + " golden files and " + Suite.MANIFEST + " in " + out);
        return Thgcl.DONE;
    }
}
