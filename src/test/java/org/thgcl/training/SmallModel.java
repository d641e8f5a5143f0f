package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.TransformerModel;
import org.thgcl.data.Labels;
import org.thgcl.data.PlantedEvents;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Clips;
import org.thgcl.model.Configuration;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// A model that can be trained, so small that all derivatives of its loss can be taken by differences.
///
/// @param name of its family, and what distinguishes it from another model of the family
/// @param configuration for the clips of [SmallRun#DATA]
/// @param wide what makes it so wide that kernels share their work among threads
/// @param joined whether the scores of a clip depend on the other clips of its batch
/// @param needsVideo whether it refuses clips without video
public record SmallModel(
        String name, Configuration configuration, Map<String, ?> wide, boolean joined, boolean needsVideo) {
    /// Of features and parameters at which no loss has a kink within a step of a difference.
    private static final int SEED = 4;

    private static final Map<String, Integer> TRAINING =
            Map.of("batch", 8, "iterations", 5, "validate_every", 2, "patience", 100, "seed", 3);

    /// One model of each family, and more where a setting makes it another.
    public static List<SmallModel> all() {
        Map<String, ?> sizes = Map.of("hidden", 4, "layers", 2);
        Map<String, ?> spans = with(sizes, Map.of("audio_span", 2, "video_span", 1));
        Map<String, ?> graph = with(spans, Map.of("fusion_layers", List.of(1)));
        Map<String, ?> convolutions = Map.of("width", 4, "kernel", 3, "stride", 2, "blocks", 2);
        Map<String, ?> wide = Map.of("hidden", 67);
        Map<String, ?> wideConvolutions = Map.of("width", 67);
        return Stream.concat(
                        encoders(),
                        Stream.of(
                                new SmallModel(
                                        "thgn", of("thgn", with(spans, Map.of("embedding", 4))), wide, false, false),
                                new SmallModel("vaed", of("vaed", graph), wide, false, true),
                                new SmallModel("hgcn", of("hgcn", graph), wide, true, true),
                                new SmallModel(
                                        "ssl_graph",
                                        of("ssl_graph", with(sizes, Map.of("neighbours", 2))),
                                        wide,
                                        true,
                                        false),
                                new SmallModel(
                                        "resnet1d", of("resnet1d", convolutions), wideConvolutions, false, false),
                                new SmallModel(
                                        "resnet1d of both modalities",
                                        of("resnet1d", with(convolutions, Map.of("modality", "both"))),
                                        wideConvolutions,
                                        false,
                                        true),
                                new SmallModel(
                                        "resnet1d that normalises",
                                        of("resnet1d", with(convolutions, Map.of("normalise", true))),
                                        wideConvolutions,
                                        true,
                                        false)))
                .toList();
    }

    private static Stream<SmallModel> encoders() {
        Map<String, Integer> patches =
                Map.of("patch_bands", 3, "patch_frames", 4, "stride_bands", 3, "stride_frames", 4);
        Map<String, ?> small = with(patches, Map.of("width", 8, "layers", 1, "heads", 2, "mlp", 6));
        Map<String, ?> wide = Map.of("width", 64, "mlp", 67);
        return TransformerModel.FAMILIES.stream()
                .map(ModelFamily::name)
                .map(name -> new SmallModel(name, of(name, small), wide, false, false));
    }

    private static Configuration of(String family, Map<String, ?> small) {
        Map<String, ?> sizes = ClipShape.sizes(new PlantedEvents(SmallRun.DATA));
        return Models.family(family).configuration().with(with(sizes, with(TRAINING, small)));
    }

    private static Map<String, ?> with(Map<String, ?> some, Map<String, ?> others) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        all.putAll(others);
        return all;
    }

    /// The same with some settings changed.
    SmallModel with(Map<String, ?> changes) {
        return new SmallModel(name, configuration.with(changes), wide, joined, needsVideo);
    }

    /// Values for all parameters, none of them 0 as some are at first; numbers of float32, whatever the type.
    Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        Parameters.shapes(configuration).forEach((name, shape) -> parameters.put(name, gaussian(name, 0.5, shape)));
        return parameters;
    }

    /// Clips of some numbers. Their features are noise, and in the feature with the number of the class 2 more; all are
    /// numbers of float32.
    Clips clips(Tape tape, int... ids) {
        ClipShape sizes = configuration.clips();
        return new Clips(
                features(tape, "audio", sizes.audioSegments(), sizes.audioFeatures(), ids),
                features(tape, "video", sizes.videoSegments(), sizes.videoFeatures(), ids),
                IntStream.of(ids).mapToObj(id -> "clip " + id).toList());
    }

    private Variable features(Tape tape, String modality, int segments, int features, int... ids) {
        Tensor all = Tensor.zeros(dtype(), Shape.of(ids.length, segments, features));
        for (int clip = 0; clip < ids.length; clip++) {
            Tensor one = gaussian(modality + ids[clip], 1, Shape.of(segments, features));
            for (int i = 0; i < segments * features; i++) {
                double event = i % features == category(ids[clip]) ? 2 : 0;
                all.set(clip * segments * features + i, (float) (one.get(i) + event));
            }
        }
        return tape.constant(all);
    }

    private Tensor gaussian(String site, double deviation, Shape shape) {
        Tensor tensor = Tensor.zeros(dtype(), shape);
        for (int i = 0; i < shape.elements(); i++) {
            tensor.set(i, (float) (deviation * new CounterRandom(SEED).gaussian(0, CounterRandom.site(site), i)));
        }
        return tensor;
    }

    /// The classes of clips.
    Labels labels(int... ids) {
        return Labels.one(IntStream.of(ids).map(this::category).toArray());
    }

    private int category(int id) {
        return id % configuration.clips().classes();
    }

    /// The model on clips, with the objective that it has when it is trained on them.
    Pass pass(Map<String, Variable> weights, Tape tape, Moment moment, int... ids) {
        return configuration.model().trainedOn(labels(ids)).apply(new Weights(weights), clips(tape, ids), moment);
    }

    private DType dtype() {
        return configuration.training().dtype();
    }

    /// Kernels of its type.
    Kernels kernels(Workers workers) {
        return Kernels.of(dtype(), workers);
    }
}
