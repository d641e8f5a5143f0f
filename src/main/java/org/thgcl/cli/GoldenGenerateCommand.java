package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.thgcl.file.Destination;
import org.thgcl.golden.Kind;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.suite.RandomSuite;
import org.thgcl.golden.suite.Suite;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl golden generate`: writes the published suite, or random cases.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the published suite of golden files, its manifest and its table of kinds: the same bytes on every"
                    + " run and machine. Gradients are checked against differences; a wrong one ends the command.",
            "",
            "With --seed it writes random cases instead. A draw that can't be computed is drawn anew, up to 20 times;"
                    + " then its case is left out. Standard error says how many. A kind without any case is refused,"
                    + " and nothing is written.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl golden generate --out golden",
            "  thgcl golden generate --seed 1 --cases 100 --out random",
            "  thgcl golden generate --seed 1 --cases 20 --kinds thgn,adam --out random"
        })
final class GoldenGenerateCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write into; made if missing.")
    private Path out;

    @ArgGroup(exclusive = false)
    private RandomCases random;

    /// Options for the random cases to write.
    static final class RandomCases {
        @Option(names = "--seed", required = true, paramLabel = "S", description = "Seed of random cases.")
        private long seed;

        @Option(
                names = "--cases",
                required = true,
                paramLabel = "N",
                description = "Random cases of each kind, at least 1.")
        private int cases;

        @Option(
                names = "--kinds",
                split = ",",
                paramLabel = "KIND",
                description = "Kinds, separated by commas. Default: all.")
        private List<String> kinds = Kinds.all().stream().map(Kind::name).toList();
    }

    /// Read before the command runs.
    @Mixin
    KernelOption kernels;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (random != null && random.cases < 1) {
            throw new IllegalArgumentException("--cases: " + random.cases + ", must be at least 1");
        }
        Destination.folder(out);
        if (random == null) {
            int files = Suite.write(out);
            say(files + " golden files and " + Suite.MANIFEST + " in " + out);
        } else {
            List<String> notes = RandomSuite.write(out, random.seed, random.cases, random.kinds);
            notes.forEach(note -> spec.commandLine().getErr().println("thgcl: golden generate: " + note));
            say(random.kinds.size() + " golden files of " + random.cases + " random cases each in " + out
                    + (notes.isEmpty() ? "" : ", less those left out"));
        }
        return Thgcl.DONE;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
