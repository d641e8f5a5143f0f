package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.thgcl.data.DataSet;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;

/// A training run of the whole method in a second or so, in this process or, by [#main], in one that can be killed.
final class SmallRun {
    static final PlantedEvents.Design DATA = new PlantedEvents.Design(
            4,
            80,
            1.5,
            new PlantedEvents.Size(12, 6),
            new PlantedEvents.Size(8, 7),
            new PlantedEvents.Event(4, 1, 3.0),
            1,
            1.0,
            7);

    private SmallRun() {}

    /// A configuration for the data set, changed by the given keys.
    static Configuration configuration(Map<String, ?> changes) {
        Map<String, Object> values = new LinkedHashMap<>(ClipShape.sizes(new PlantedEvents(DATA)));
        values.putAll(Map.of("embedding", 6, "hidden", 8, "layers", 2, "batch", 8, "audio_span", 2, "video_span", 1));
        values.putAll(Map.of("iterations", 60, "validate_every", 5, "patience", 100, "standardise", true, "seed", 3));
        values.putAll(changes);
        return Preset.PAPER.configuration().with(values);
    }

    static Split.Parts parts(Configuration c) {
        DataSet data = new PlantedEvents(DATA);
        return Split.of(
                data,
                new double[] {0.6, 0.2, 0.2},
                c.split().stratified(),
                c.training().seed());
    }

    static RunResult run(Path folder, Configuration c, boolean resume, int threads) throws IOException {
        return run(folder, c, resume, threads, Progress.SILENT);
    }

    static RunResult run(Path folder, Configuration c, boolean resume, int threads, Progress progress)
            throws IOException {
        try (Workers workers = new Workers(threads)) {
            Kernels kernels = Kernels.of(c.training().dtype(), workers);
            return new Trainer(c, parts(c), new RunFolder(folder), kernels, progress).run(resume);
        }
    }

    /// A run that may be stopped, with a clock for its checkpoints.
    static RunResult run(Path folder, Configuration c, Interruption interruption, LongSupplier nanos, Progress progress)
            throws IOException {
        Kernels kernels = Kernels.of(c.training().dtype(), Workers.one());
        return new Trainer(c, parts(c), new RunFolder(folder), kernels, progress, nanos).run(true, interruption);
    }

    /// Runs, or resumes, and prints the number of each update. Arguments: the folder, the type, and the update at which
    /// to stand still until killed, 0 for none.
    public static void main(String[] arguments) throws IOException {
        int last = Integer.parseInt(arguments[2]);
        Progress progress = new Progress() {
            @Override
            public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
                System.out.println(iteration);
                if (iteration == last) {
                    new Semaphore(0).acquireUninterruptibly();
                }
            }
        };
        run(Path.of(arguments[0]), configuration(Map.of("dtype", arguments[1])), true, 1, progress);
    }
}
