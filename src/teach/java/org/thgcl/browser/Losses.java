package org.thgcl.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchReader;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Subset;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Clips;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.optimise.Optimiser;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.TrainingStep;

/// The first losses of a training on the demonstration's clips, by which a test compares the browser with the Java
/// virtual machine: run there as a source file, it prints them.
///
///     java --add-modules jdk.incubator.vector --class-path target/classes Losses.java COUNT
public final class Losses {
    private static final int BATCH = 32;

    private Losses() {}

    /// Prints the losses, by the kernels that the program trains with, one a line.
    public static void main(String[] args) {
        try (Workers workers = Workers.one()) {
            Kernels kernels = Kernels.of(configuration().training().dtype(), workers);
            for (double loss : first(Integer.parseInt(args[0]), kernels)) {
                System.out.println(loss);
            }
        }
    }

    private static Configuration configuration() {
        Map<String, Object> changes = new LinkedHashMap<>(ClipShape.sizes(data()));
        changes.putAll(Map.of("embedding", 16, "hidden", 32, "batch", BATCH));
        return Preset.PAPER.configuration().with(changes);
    }

    private static PlantedEvents data() {
        return new PlantedEvents(PlantedEvents.Design.demo());
    }

    /// The loss of each update's batch, before the update.
    static double[] first(int count, Kernels kernels) {
        Configuration c = configuration();
        Subset clips = Subset.all(data());
        BatchReader reader = new BatchReader(clips, null, kernels.dtype());
        Model model = c.model();
        Map<String, Tensor> parameters = Parameters.initial(c).tensors();
        TrainingStep step = new TrainingStep(model, parameters, Optimiser.of(c.training(), parameters, kernels));
        Tape tape = new Tape(kernels);
        List<Double> losses = new ArrayList<>();
        for (int update = 0; update < count; update++) {
            int from = update * BATCH;
            Batch batch = reader.read(IntStream.range(from, from + BATCH)
                    .map(k -> k % clips.size())
                    .toArray());
            step.run(
                    new Clips(tape.constant(batch.audio()), tape.constant(batch.video()), batch.ids()),
                    batch.labels(),
                    Moment.update(c.training().seed(), update),
                    c.training().learningRate(),
                    parts -> losses.add(parts.lastEntry().getValue()));
        }
        return losses.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
