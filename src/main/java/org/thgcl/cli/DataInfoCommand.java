package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.file.Json;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl data info`: what is in a file of clips.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Describes a file of clips: sizes, classes, range of the features, ids, memory. Also "
                    + "lists what train would refuse with the given settings, and why.",
            ""
        },
        footer = {"", "Examples:", "  thgcl data info clips.h5", "  thgcl data info clips.h5 --preset small --json"})
final class DataInfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "HDF5 file of clips.")
    private Path file;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--json", description = "Print one JSON object instead of the text.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Hdf5DataSet clips = Hdf5DataSet.openAsFound(file)) {
            DataInfo info = DataInfo.of(clips, configuration(clips), Files.size(file));
            out.print(json ? Json.page(info.json(file.toString())) : info.text(file.toString()));
        }
        out.flush();
        return Thgcl.DONE;
    }

    /// The configuration that `train` would have, but for a single class, which no configuration allows.
    private Configuration configuration(Hdf5DataSet clips) throws IOException {
        Map<String, Object> changes = new LinkedHashMap<>(ClipShape.sizes(clips));
        changes.put("classes", Math.max(2, clips.classes().size()));
        changes.putAll(settings.given());
        return settings.configuration(changes);
    }
}
