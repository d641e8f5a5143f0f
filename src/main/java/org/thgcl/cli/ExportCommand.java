package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.thgcl.file.Destination;
import org.thgcl.onnx.OnnxExport;
import org.thgcl.onnx.OnnxFile;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl export`: a trained model for other programs.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a trained model as a file that other programs run: from the features of any number of clips to "
                    + "their logits, scores and embedding. Features are standardised in the file, if the model's are. "
                    + "Edges, their weights and the parameters are constants in it.",
            "",
            "A model that does something that the format has no operation for here isn't written; the message names "
                    + "the operation.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl export runs/first --out model.onnx",
            "  thgcl export runs/first --dtype f32 --out model.onnx",
            "  thgcl export --checkpoint best.safetensors --format onnx --out model.onnx"
        })
final class ExportCommand implements Callable<Integer> {
    /// What can be written.
    enum Format {
        ONNX
    }

    @Mixin
    private ModelFile model;

    @Option(names = "--format", paramLabel = "onnx", description = "Default: onnx, the only one so far.")
    private Format format = Format.ONNX;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            description = "Type of all numbers in the file, features and results, too: float64 (f64) or float32 (f32). "
                    + "Default: the type that the model was trained in.")
    private DType dtype;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write, such as model.onnx.")
    private Path out;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        model.requireOne(spec, "");
        Destination.other(out, List.of(model.file()));
        Destination.file(out);
        OnnxExport export = OnnxExport.load(model.file(), Optional.ofNullable(dtype));
        OnnxFile file;
        try (Workers workers = compute.workers()) {
            file = export.file(Version.program(Version.class.getPackage().getImplementationVersion()), workers);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(model.file() + ": " + e.getMessage(), e);
        }
        file.write(out);
        PrintWriter print = spec.commandLine().getOut();
        print.println(out + ": " + export.configuration().family().name() + " in "
                + export.configuration().text("dtype") + ", format "
                + format.name().toLowerCase(Locale.ROOT));
        print.println("  reads  " + String.join(", ", file.inputs()));
        print.println("  gives  " + String.join(", ", file.outputs()));
        print.flush();
        return Thgcl.DONE;
    }
}
