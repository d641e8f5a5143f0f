package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.teach.Engine;
import org.thgcl.teach.Facts;
import org.thgcl.teach.Figures;
import org.thgcl.teach.PageFacts;
import org.thgcl.teach.TeachingPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `thgcl teach`: the paper explained by the program itself.
@Command(
        name = "teach",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a page on which the paper can be touched: figures that answer as one changes them, and a network"
                    + " that trains in the browser, all by the program's own classes. The page stands alone: it opens"
                    + " in a browser and needs no network.",
            ""
        },
        footer = {"", "Examples:", "  thgcl teach", "  thgcl teach --out lesson.html"})
final class TeachCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "teach.html",
            description = "The page; an older one is replaced. Default: ${DEFAULT-VALUE}.")
    private Path out;

    /// Read before the command runs.
    @Mixin
    KernelOption kernels;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Destination.file(out);
        Engine engine = engine();
        Facts facts = PageFacts.gather();
        AtomicFile.write(out, new TeachingPage(Figures.all(facts), facts, engine).html());
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(out.toAbsolutePath().normalize().toUri());
        terminal.flush();
        return Thgcl.DONE;
    }

    private Engine engine() {
        try {
            return Engine.ofProgram();
        } catch (IllegalStateException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no page can be written: " + e.getMessage()
                            + "; build it with: mvn -Pteach -DskipTests package (tools/thgcl teach does so by itself)",
                    e);
        }
    }
}
