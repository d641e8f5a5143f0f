package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.Inspection;
import org.thgcl.training.Trained;
import org.thgcl.training.Training;
import org.thgcl.training.TrainingData;

/// Outputs of trained networks for test clips with planted events, with and without the contrastive loss.
///
/// @param data on which data, with the number of seeds and iterations
/// @param with one network for each seed, trained with FL + CL
/// @param without the same seeds, trained with FL
record LearntClips(String data, List<Network> with, List<Network> without) {
    LearntClips {
        with = List.copyOf(with);
        without = List.copyOf(without);
    }

    /// One network.
    ///
    /// @param attention mean weight of the pooling on audio segments with the event, by that on the others
    /// @param margin natural logarithm of the probability of a clip's class by that of the most probable other
    /// class, mean over the test clips
    record Network(double attention, double margin) {}

    static LearntClips train(PlantedEvents.Design clips, Configuration settings, List<Long> seeds) {
        List<Network> with = new ArrayList<>();
        List<Network> without = new ArrayList<>();
        for (long seed : seeds) {
            PlantedEvents data = new PlantedEvents(clips.withSeed(seed));
            Configuration c = settings.with("seed", seed);
            with.add(network(data, c));
            without.add(network(data, c.with(Map.of("weight_contrastive", 0))));
        }
        return new LearntClips(
                "embedded clips, " + seeds.size() + " seeds, "
                        + settings.training().iterations() + " iterations",
                with,
                without);
    }

    private static Network network(PlantedEvents data, Configuration c) {
        Trained trained = Training.run(c, data);
        Subset test = TrainingData.split(data, trained.model().configuration()).test();
        Inspection seen = trained.model().predictor().inspect(test);
        return new Network(attention(data, test, seen.view("audio_attention")), margin(data, test, seen.scores()));
    }

    private static double attention(PlantedEvents data, Subset test, Tensor weights) {
        double[] sum = new double[2];
        int[] count = new int[2];
        int segments = data.audioSegments();
        for (int position = 0; position < test.size(); position++) {
            for (int j = 0; j < segments; j++) {
                int kind = sounds(data, test.clip(position), j) ? 1 : 0;
                sum[kind] += weights.get(position * segments + j);
                count[kind]++;
            }
        }
        return sum[1] / count[1] / (sum[0] / count[0]);
    }

    /// Whether the middle of an audio segment lies in a slot in which the clip's event is on.
    private static boolean sounds(PlantedEvents data, int clip, int segment) {
        double seen = (segment + 0.5 - data.design().event().lag()) * data.videoSegments() / data.audioSegments();
        int slot = (int) Math.floor(seen) - data.onset(clip);
        boolean[] on = data.signature(data.label(clip));
        return slot >= 0 && slot < on.length && on[slot];
    }

    private static double margin(PlantedEvents data, Subset test, Tensor scores) {
        int classes = data.classes().size();
        double sum = 0;
        for (int position = 0; position < test.size(); position++) {
            int label = data.label(test.clip(position));
            double other = 0;
            for (int c = 0; c < classes; c++) {
                other = c == label ? other : Math.max(other, scores.get(position * classes + c));
            }
            sum += StrictMath.log(scores.get(position * classes + label) / other);
        }
        return sum / test.size();
    }

    /// Mean of a quantity over networks.
    static double mean(List<Network> networks, ToDoubleFunction<Network> quantity) {
        return networks.stream().mapToDouble(quantity).average().orElseThrow();
    }
}
