package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.file.Json;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl params`: the learnable parameters of a configuration.
@Command(
        name = "params",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the learnable parameters of a configuration: name, shape, number of values, and their total.",
            "",
            "The sizes of the input are those of the paper's data unless they are set: audio_features, "
                    + "video_features, audio_segments, video_segments, classes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl params",
            "  thgcl params --preset table1 --json",
            "  thgcl params --set video_segments=0 --set video_features=0 --set hidden=256"
        })
final class ParamsCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--json",
            description =
                    "Print {\"total\": N, \"parameters\": [{\"name\", \"shape\", \"count\"}]} instead of the table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /// One line of the list.
    private record Entry(String name, List<Integer> shape, long count) {}

    @Override
    public Integer call() throws IOException {
        Configuration configuration = settings.configuration(settings.given());
        List<Entry> entries = new ArrayList<>();
        Parameters.shapes(configuration).forEach((name, shape) -> entries.add(entry(name, shape)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("total", Parameters.count(configuration));
            page.put("parameters", entries);
            out.print(Json.page(page));
        } else {
            TextTable table = new TextTable("parameter", "shape", "count");
            entries.forEach(entry -> table.row(entry.name, entry.shape, grouped(entry.count)));
            out.print(table.row("total", "", grouped(Parameters.count(configuration))));
        }
        out.flush();
        return Thgcl.DONE;
    }

    private static Entry entry(String name, Shape shape) {
        List<Integer> sizes = new ArrayList<>();
        for (int size : shape.toArray()) {
            sizes.add(size);
        }
        return new Entry(name, sizes, shape.elements());
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
