package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.thgcl.data.PlantedEvents;
import org.thgcl.file.Sha256;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Progress;
import org.thgcl.training.RunFolder;
import org.thgcl.training.Trainer;
import org.thgcl.training.TrainingData;

/// What the program computes, as a number that changes when the program computes something else: SHA-256 of the
/// losses and metrics of a few short training runs that go through the equations, both optimisers, both types of
/// numbers, split, batches and noise. Results don't depend on the machine or the threads, so neither does this.
///
/// A cached run is used only by a program with the same fingerprint. A change of the code that alters results
/// somewhere these short runs don't go needs a new [#REVISION].
public final class ProgramFingerprint {
    /// Raised by hand where the short runs can't see a change.
    private static final int REVISION = 1;

    /// So many features, and so many nodes in a batch, that sums of matrix products are longer than any block: a
    /// changed order of summation shows.
    private static final PlantedEvents DATA = new PlantedEvents(new PlantedEvents.Design(
            3,
            24,
            2,
            new PlantedEvents.Size(30, 300),
            new PlantedEvents.Size(8, 6),
            new PlantedEvents.Event(4, 1, 2),
            1,
            1,
            1));

    private static final List<Map<String, ?>> CHANGES = List.of(
            Map.of(),
            Map.of(
                    "intra_weight", "tmac",
                    "cross_weight", "gaussian",
                    "fusion", "multiply",
                    "graph_embedding", "concat",
                    "adjacency", "symmetric",
                    "negatives", "with_positive",
                    "optimiser", "sgd",
                    "schedule", "warmup_multistep",
                    "standardise", true,
                    "repeat_threshold", 0.5));

    private static String known;

    private ProgramFingerprint() {}

    /// The fingerprint: computed once in a process, in about a second.
    public static synchronized String current() throws IOException {
        if (known == null) {
            known = compute();
        }
        return known;
    }

    private static String compute() throws IOException {
        StringBuilder numbers = new StringBuilder("revision " + REVISION);
        try (Workers workers = Workers.one();
                ScratchFolder scratch = ScratchFolder.create()) {
            for (Configuration c : configurations()) {
                RunFolder run = new RunFolder(scratch.path().resolve("run-" + numbers.length()));
                Kernels kernels = Kernels.of(c.training().dtype(), workers);
                new Trainer(c, TrainingData.split(DATA, c), run, kernels, Progress.SILENT).run(false);
                numbers.append(Files.readString(run.metrics()));
            }
        }
        return Sha256.of(numbers.toString());
    }

    private static List<Configuration> configurations() {
        return Stream.of("float64", "float32")
                .flatMap(type ->
                        CHANGES.stream().map(changes -> configuration(changes).with("dtype", type)))
                .toList();
    }

    private static Configuration configuration(Map<String, ?> changes) {
        Map<String, Object> all = new LinkedHashMap<>(ClipShape.sizes(DATA));
        all.putAll(Map.of("embedding", 4, "hidden", 20, "layers", 2, "batch", 10, "audio_span", 2, "video_span", 1));
        all.putAll(Map.of("iterations", 3, "validate_every", 3));
        all.putAll(changes);
        return Preset.PAPER.configuration().with(all);
    }
}
