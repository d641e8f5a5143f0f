package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.file.AtomicFolder;
import org.thgcl.model.Configuration;
import org.thgcl.model.Layout;
import org.thgcl.page.ShellWord;
import org.thgcl.report.ImportedCard;
import org.thgcl.report.Program;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import org.thgcl.training.DataFit;
import org.thgcl.training.ForeignParameters;
import org.thgcl.training.ForeignScores;
import org.thgcl.training.ImportedModel;
import org.thgcl.training.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl import`: parameters that another program has learnt, as a run.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "thgcl import FILE --layout=in_out|out_in --out=DIR [OPTION]...",
        description = {
            "Makes a run of the parameters in a safetensors file of another program, such as PyTorch, for predict, "
                    + "evaluate, and train --from. Names, shapes and numbers are checked (docs/pytorch.md).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl import m.safetensors --config c.yaml --layout out_in --out runs/m",
            "  thgcl import m.safetensors --config c.yaml --layout out_in \\",
            "      --check scores.csv --data clips.h5 --classes dog,cat,cow --out runs/m"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int SHOWN = 3;

    @Parameters(paramLabel = "FILE", description = "Safetensors file, such as save_file writes it.")
    private Path file;

    @Option(
            names = "--layout",
            paramLabel = "in_out|out_in",
            description = "How matrices lie in FILE: in_out, [inputs, outputs], as this program keeps them; out_in, "
                    + "[outputs, inputs], as PyTorch's nn.Linear does. There is no default.")
    private Layout layout;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the run, a new one.")
    private Path out;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            description = "float64 or float32. Default: that of the settings.")
    private DType dtype;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "YAML file that renames tensors, 'name in FILE: name here', or leaves them out, "
                    + "'name in FILE: null'. Default: names are this program's ('thgcl params').")
    private Path names;

    @Option(
            names = "--classes",
            paramLabel = "FILE|a,b,c",
            description = "Names of the classes, by number: a file with a line for each, or names. Default: those in "
                    + "FILE's metadata, else numbers.")
    private String classes;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "The other program's scores of some clips of --data, as CSV with the columns of predict. If "
                    + "the imported model's differ by more than rounding, nothing is written.")
    private Path check;

    @Option(names = "--data", paramLabel = "FILE", description = "HDF5 file with the clips of --check.")
    private Path data;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        require((check == null) == (data == null), "--check and --data go together: scores, and the clips they are of");
        ForeignParameters foreign =
                ForeignParameters.read(file, names == null ? Map.of() : ForeignParameters.names(names));
        Configuration configuration = configuration(foreign);
        require(layout != null, whyNoDefault(configuration));
        AtomicFolder.check(out);
        ImportedModel model = ImportedModel.of(foreign, configuration, layout, classes(foreign));
        if (check != null && !isProved(model)) {
            return Thgcl.FAILED;
        }
        model.write(new RunFolder(out), new ImportedCard(model, check != null).text());
        summarise(model);
        return Thgcl.DONE;
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static String whyNoDefault(Configuration configuration) {
        List<String> squares = ImportedModel.squares(configuration);
        return "--layout is missing and has no default: in_out if matrices are [inputs, outputs], out_in if they are "
                + "[outputs, inputs], as PyTorch's nn.Linear has them; a square matrix fits both ways, and a wrong one "
                + "ruins the model without an error"
                + (squares.isEmpty() ? "" : "; square ones here: " + squares.size() + ", " + first(squares));
    }

    private static String first(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and so on" : "");
    }

    private Configuration configuration(ForeignParameters foreign) throws IOException {
        Map<String, Object> changes = settings.given(settings.hasPreset(spec) ? Map.of() : foreign.settings());
        if (dtype != null) {
            changes.put("dtype", dtype);
        }
        return settings.configuration(changes);
    }

    private List<String> classes(ForeignParameters foreign) throws IOException {
        if (classes == null) {
            return foreign.classes();
        }
        Path list = Path.of(classes);
        return Files.isRegularFile(list)
                ? Files.readString(list, StandardCharsets.UTF_8).strip().lines().toList()
                : Arrays.asList(classes.split(",", -1));
    }

    /// Whether the model has the other program's scores. It is said by how much they differ.
    private boolean isProved(ImportedModel model) throws IOException {
        ForeignScores scores = ForeignScores.read(check, model.checkpoint().classes());
        ForeignScores.Result result;
        try (Workers workers = compute.workers();
                Hdf5DataSet clips =
                        Hdf5DataSet.openUnlabelled(data, model.checkpoint().classes())) {
            DataFit.require(model.configuration(), clips);
            result = scores.compare(model, clips, workers);
        }
        String text = String.format(
                Locale.ROOT,
                "%s: %d clips, largest difference of a score %s (clip %s, class %s), by rounding in %s at most %s",
                check,
                scores.ids().size(),
                ForeignScores.shown(result.largest()),
                result.clip(),
                result.category(),
                model.float64() ? "float64" : "float32",
                ForeignScores.shown(result.allowed()));
        PrintWriter writer = result.proves()
                ? spec.commandLine().getOut()
                : spec.commandLine().getErr();
        if (result.proves()) {
            writer.println(text);
        } else {
            writer.println("thgcl: " + text + "; nothing is written"
                    + (result.provesTransposed()
                            ? "; with the square matrices transposed it is " + ForeignScores.shown(result.transposed())
                                    + ": they lie the other way than --layout " + layout.word()
                            : ""));
        }
        writer.flush();
        return result.proves();
    }

    private void summarise(ImportedModel model) {
        PrintWriter terminal = spec.commandLine().getOut();
        long numbers = model.checkpoint().parameters().values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum();
        terminal.printf(
                Locale.ROOT,
                "%s: %d parameters, %,d numbers, %d classes%n",
                out,
                model.checkpoint().parameters().size(),
                numbers,
                model.checkpoint().classes().size());
        List<String> squares = model.squares();
        if (check == null && !squares.isEmpty()) {
            terminal.println("unproved: " + squares.size() + " square matrices (" + first(squares)
                    + ") fit both layouts; --check with --data proves that they are right");
        }
        terminal.println("next: " + Program.command() + " predict " + ShellWord.of(out) + " --data clips.h5");
        terminal.flush();
    }
}
