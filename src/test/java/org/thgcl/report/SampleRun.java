package org.thgcl.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Progress;
import org.thgcl.training.RunFolder;
import org.thgcl.training.Trainer;

/// A run of a second, for the report to show.
final class SampleRun {
    static final PlantedEvents DATA = new PlantedEvents(new PlantedEvents.Design(
            4,
            80,
            1.5,
            new PlantedEvents.Size(12, 6),
            new PlantedEvents.Size(8, 7),
            new PlantedEvents.Event(4, 1, 3.0),
            1,
            1.0,
            7));

    private SampleRun() {}

    static Configuration configuration() {
        Map<String, Object> values = new LinkedHashMap<>(ClipShape.sizes(DATA));
        values.putAll(Map.of("embedding", 6, "hidden", 8, "layers", 2, "batch", 8, "audio_span", 2, "video_span", 1));
        values.putAll(Map.of("iterations", 40, "validate_every", 10, "seed", 3));
        return Preset.PAPER.configuration().with(values);
    }

    /// Trains in a folder, and writes the clips there as `clips.h5`.
    static TrainedRun in(Path folder) throws IOException {
        return in(folder, configuration());
    }

    /// The same of another configuration.
    static TrainedRun in(Path folder, Configuration c) throws IOException {
        Split.Parts parts = Split.of(
                DATA,
                new double[] {0.7, 0.1, 0.2},
                c.split().stratified(),
                c.training().seed());
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path clips = folder.resolve("clips.h5");
        Hdf5Writer.write(DATA, clips);
        try (Workers workers = Workers.one()) {
            Kernels kernels = Kernels.of(DType.FLOAT64, workers);
            new Trainer(c, parts, run, kernels, Progress.SILENT).run(false);
            return TrainedRun.read(run, workers).on(parts, List.of(clips));
        }
    }
}
