package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.thgcl.features.EncoderWeights;
import org.thgcl.file.Destination;
import org.thgcl.weights.ConvertedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl weights convert`: published weights as a safetensors file with this program's names and layouts.
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Converts published weights to one safetensors file. Each encoder comes from one of the files: VGGish, "
                    + "its principal components, S3D. Numbers become float32.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl weights convert vggish_model.ckpt vggish_pca_params.npz \\",
            "      --out vggish.safetensors",
            "  thgcl weights convert s3d.tar --encoder q --out s3d.safetensors"
        })
final class WeightsConvertCommand implements Callable<Integer> {
    /// CoCLR's two networks.
    enum Network {
        K,
        Q
    }

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of weights.")
    private List<Path> files;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Safetensors file to write.")
    private Path out;

    @Option(
            names = "--encoder",
            paramLabel = "k|q",
            defaultValue = "k",
            description = "Which of the two networks in a file of CoCLR: k, the momentum copy, or q. Default: k.")
    private Network network;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Epsilon of S3D's norms. Default: that of the published program.")
    private Double epsilon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Destination.other(out, files);
        Destination.file(out);
        OptionalDouble given = epsilon == null ? OptionalDouble.empty() : OptionalDouble.of(epsilon);
        ConvertedWeights weights = ConvertedWeights.read(
                files, new ConvertedWeights.Choice(network == Network.K, given), EncoderWeights::publishedShapes);
        weights.write(out);
        long count = weights.tensors().values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum();
        PrintWriter printer = spec.commandLine().getOut();
        printer.printf(
                Locale.ROOT,
                "%s: %d tensors of %,d numbers, from%n",
                out,
                weights.tensors().size(),
                count);
        weights.sources().forEach(source -> printer.println("  " + source.text()));
        printer.flush();
        return Thgcl.DONE;
    }
}
