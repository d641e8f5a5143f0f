package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.thgcl.file.Sha256;
import org.thgcl.weights.EncoderNames;
import org.thgcl.weights.PublishedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl weights info`: what is in a file of weights.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Describes a file of weights: format, SHA-256, whose weights they are by the names, and the tensors.",
            ""
        },
        footer = {"", "Examples:", "  thgcl weights info s3d.pth", "  thgcl weights info vggish_model.ckpt"})
final class WeightsInfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "File of weights, published or converted.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (PublishedWeights weights = PublishedWeights.open(file)) {
            List<String> encoders = EncoderNames.of(weights, true).texts();
            out.println(file + ": " + weights.format());
            out.println("SHA-256: " + Sha256.of(file));
            out.println("weights: " + (encoders.isEmpty() ? "of no known encoder" : String.join(" and ", encoders)));
            weights.metadata().forEach((name, text) -> out.println(name + ": " + text));
            out.println();
            TextTable table = new TextTable("tensor", "type", "shape", "count");
            long[] total = {0};
            weights.tensors().forEach((name, tensor) -> {
                int count = tensor.shape().elements();
                table.row(name, tensor.type(), tensor.shape(), grouped(count));
                total[0] += count;
            });
            out.print(table.row("total of " + weights.tensors().size(), "", "", grouped(total[0])));
        }
        out.flush();
        return Thgcl.DONE;
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
