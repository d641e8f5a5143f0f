package org.thgcl.teach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphEmbedding;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.metric.OutputActivation;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Moment;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnDefinition;
import org.thgcl.thgn.ThgnSettings;

/// Two tiny clips from the features to the loss, equation by equation, and once more by the whole network: the numbers
/// of the golden worked example, computed from its inputs alone.
final class ClipNumbers {
    static final int CLIPS = 2;
    static final int AUDIO = 4;
    static final int VIDEO = 2;
    static final int HIDDEN = 3;

    /// No product of norms is taken to be smaller, see [Eq4ContrastiveLoss].
    private static final double SMALLEST_NORMS = 1e-8;

    /// The inputs that the example has, each with its shape.
    static final Map<String, Shape> INPUTS = inputs();

    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Tensor> results = new LinkedHashMap<>();
    private final Tape tape;
    private final Edges audioEdges = TemporalNeighbourhood.of(AUDIO, 1, 1, Boundary.SHIFT);
    private final Edges videoEdges = TemporalNeighbourhood.of(VIDEO, 1, 1, Boundary.SHIFT);
    private final CrossModalEdges crossEdges = CrossModalEdges.of(AUDIO, VIDEO, 2);

    /// @param rows of the facts: the name of an input, then its numbers
    ClipNumbers(List<List<String>> rows, Kernels kernels) {
        rows.forEach(row -> inputs.put(
                row.getFirst(),
                Tensor.of(
                        INPUTS.get(row.getFirst()),
                        row.stream().skip(1).mapToDouble(Double::parseDouble).toArray())));
        tape = new Tape(kernels);
        stepByStep();
        atOnce(new Tape(kernels));
    }

    private static Map<String, Shape> inputs() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("audio", Shape.of(CLIPS, AUDIO, 2));
        shapes.put("video", Shape.of(CLIPS, VIDEO, 3));
        shapes.put("label", Shape.of(CLIPS));
        shapes.put("xi", Shape.of(CLIPS, 4));
        new Thgn(settings(), shape()).parameters().forEach(spec -> shapes.put(spec.name(), spec.shape()));
        return shapes;
    }

    private static ClipShape shape() {
        return new ClipShape(2, 3, AUDIO, VIDEO, 2);
    }

    /// Those of the paper, in small.
    private static ThgnSettings settings() {
        return ThgnSettings.SETTINGS.with(
                ThgnSettings.SETTINGS.defaults(),
                Map.ofEntries(
                        Map.entry("audio_span", 1),
                        Map.entry("audio_dilation", 1),
                        Map.entry("video_span", 1),
                        Map.entry("video_dilation", 1),
                        Map.entry("cross_span", 2),
                        Map.entry("embedding", 2),
                        Map.entry("hidden", HIDDEN),
                        Map.entry("layers", 1),
                        Map.entry("dropout", 0)));
    }

    /// An input, or a result by the name that it has in the steps.
    Tensor get(String name) {
        return inputs.containsKey(name) ? inputs.get(name) : results.get(name);
    }

    Edges audioEdges() {
        return audioEdges;
    }

    Edges videoEdges() {
        return videoEdges;
    }

    CrossModalEdges crossEdges() {
        return crossEdges;
    }

    private void stepByStep() {
        int[] labels = labels();
        Variable features = tape.parameter(inputs.get("audio").reshape(Shape.of(CLIPS * AUDIO, 2)));
        Variable wa = keep("A_a", gaussian(audioEdges));
        Variable wv = keep("A_v", gaussian(videoEdges));
        Variable s = keep("s", hawkes());
        Variable ea = keep("E_a", aligned(features, "audio"));
        Variable ev = keep("E_v", aligned(input("video", Shape.of(CLIPS * VIDEO, 3)), "video"));
        Variable za = keep("Z_a", convolution(audioEdges, wa, ea, "audio", Eq3GraphConvolution.Activation.NONE));
        Variable zv = keep("Z_v", convolution(videoEdges, wv, ev, "video", Eq3GraphConvolution.Activation.RELU));
        GatAv.Messages messages = gatAv(ev, ea, s);
        keep("alpha", messages.alpha());
        Variable m = keep("M", messages.out());
        Variable ra = keep("R_a", za.plus(m).relu());
        Variable xa = keep("X_a", GraphLayerNorm.apply(ra, RowGroups.uniform(CLIPS, AUDIO), ThgnDefinition.EPSILON));
        Variable xv = keep("X_v", GraphLayerNorm.apply(zv, RowGroups.uniform(CLIPS, VIDEO), ThgnDefinition.EPSILON));
        Variable ga = pooled(xa, AUDIO, "audio");
        Variable gv = pooled(xv, VIDEO, "video");
        Variable embedding = keep("X_G", GraphEmbedding.SUM.apply(ga, gv));
        Variable logits = keep("logits", ClassificationHead.apply(embedding, input("head.weight"), input("head.bias")));
        keep("p", OutputActivation.SOFTMAX.apply(logits));
        keep("cos", Scores.cosine(ga, gv, SMALLEST_NORMS));
        Variable focal = keep("L_FL", new FocalLoss(0.5, 2).apply(logits, labels));
        Variable contrast = keep(
                "L_CL",
                new Eq4ContrastiveLoss(0.5, Eq4ContrastiveLoss.Negatives.PRINTED)
                        .apply(ga, gv)
                        .total());
        Variable loss = keep("L", new Eq5JointObjective(1, 0.1).apply(focal, contrast));
        tape.backward(loss);
        results.put("dF_a", features.gradient());
    }

    private void atOnce(Tape once) {
        Map<String, Variable> weights = new LinkedHashMap<>();
        inputs.forEach((name, value) -> weights.put(name, once.constant(value)));
        Thgn network = new Thgn(settings(), shape());
        Thgn.Output output = network.forward(
                new Weights(weights),
                weights.get("audio"),
                weights.get("video"),
                weights.get("xi"),
                Moment.evaluation(0));
        Thgn.Loss loss = network.loss(output, labels());
        results.put("network L_FL", loss.focal().value());
        results.put("network L_CL", loss.contrastive().orElseThrow().value());
        results.put("network L", loss.total().value());
        results.put("network logits", output.logits().value());
    }

    private int[] labels() {
        return new int[] {
            (int) inputs.get("label").get(0), (int) inputs.get("label").get(1)
        };
    }

    private Variable keep(String name, Variable result) {
        results.put(name, result.value());
        return result;
    }

    private Variable input(String name) {
        return tape.constant(inputs.get(name));
    }

    private Variable input(String name, Shape shape) {
        return tape.constant(inputs.get(name).reshape(shape));
    }

    private Variable numbers(int... numbers) {
        Tensor tensor = Tensor.zeros(Shape.of(numbers.length));
        for (int k = 0; k < numbers.length; k++) {
            tensor.set(k, numbers[k]);
        }
        return tape.constant(tensor);
    }

    private Variable gaussian(Edges edges) {
        return Eq1GaussianWeight.apply(
                numbers(edges.target()), numbers(edges.source()), numbers(edges.min()), numbers(edges.max()));
    }

    private Variable hawkes() {
        return new Eq2HawkesWeight(Eq2HawkesWeight.Noise.RATIO, 1, Eq2HawkesWeight.TauPlace.OUTSIDE, 1)
                .apply(
                        numbers(crossEdges.video()),
                        numbers(crossEdges.min()),
                        numbers(crossEdges.max()),
                        input("xi", Shape.of(CLIPS * crossEdges.count())));
    }

    private Variable aligned(Variable features, String modality) {
        String name = "projection." + modality;
        return FeatureAlignment.apply(features, input(name + ".weight"), input(name + ".bias"));
    }

    private Variable convolution(
            Edges edges, Variable weights, Variable x, String modality, Eq3GraphConvolution.Activation activation) {
        String name = "layers.0." + modality;
        return Eq3GraphConvolution.apply(
                edges.pattern(), weights, x, input(name + ".psi"), Optional.of(input(name + ".bias")), activation);
    }

    private GatAv.Messages gatAv(Variable video, Variable audio, Variable s) {
        String name = "layers.0.cross.";
        return new GatAv(0.2, GatAv.Fusion.ADD)
                .apply(
                        crossEdges.pattern(),
                        video,
                        audio,
                        s,
                        new GatAv.Parameters(
                                input(name + "source"),
                                input(name + "target"),
                                input(name + "attention_source"),
                                input(name + "attention_target"),
                                Optional.of(input(name + "bias"))));
    }

    private Variable pooled(Variable x, int nodes, String modality) {
        AttentionPooling.Pooled pooled = AttentionPooling.apply(
                x, RowGroups.uniform(1, nodes).membership(), input("pool." + modality + ".gate"));
        keep("beta_" + modality, pooled.beta());
        return keep("g_" + modality, pooled.pooled());
    }
}
