package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.PlantedEvents;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.GatAv;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// GAT-AV on a small planted clip, with parameters as they are drawn before training: what audio nodes hear from video
/// nodes.
final class HeardVideo {
    static final int AUDIO = 8;
    static final int VIDEO = 4;
    static final int FEATURES = 4;
    static final int HIDDEN = 4;

    /// Audio nodes that a video node reaches: more than the paper's 3, so that an audio node has several to choose
    /// from.
    static final int SPAN = 6;

    private static final int CLIP = 1;
    private static final long SEED = 1024;

    private final PlantedEvents events = new PlantedEvents(new PlantedEvents.Design(
            2,
            6,
            1,
            new PlantedEvents.Size(AUDIO, FEATURES),
            new PlantedEvents.Size(VIDEO, FEATURES),
            new PlantedEvents.Event(3, 0, 2),
            0,
            1,
            SEED));
    private final CrossModalEdges edges = CrossModalEdges.of(AUDIO, VIDEO, SPAN);
    private final Kernels kernels;

    HeardVideo(Kernels kernels) {
        this.kernels = kernels;
    }

    CrossModalEdges edges() {
        return edges;
    }

    /// X_a, the features of the audio segments, `[P_a, F]`.
    Tensor audio() {
        float[] features = new float[AUDIO * FEATURES];
        events.readAudio(CLIP, features, 0);
        return nodes(AUDIO, features);
    }

    /// X_v, the features of the video segments, `[P_v, F]`.
    Tensor video() {
        float[] features = new float[VIDEO * FEATURES];
        events.readVideo(CLIP, features, 0);
        return nodes(VIDEO, features);
    }

    private static Tensor nodes(int nodes, float[] features) {
        Tensor tensor = Tensor.zeros(Shape.of(nodes, FEATURES));
        tensor.set(0, features, 0, features.length);
        return tensor;
    }

    /// A parameter of layer 0, such as `source`, drawn as THGN's are (A21).
    Tensor parameter(String name, int... sizes) {
        int fans = sizes.length == 2 ? sizes[0] + sizes[1] : sizes[0] + 1;
        return new ParameterSpec("layers.0.cross." + name, Shape.of(sizes), new Initial.Uniform(Math.sqrt(6.0 / fans)))
                .draw(SEED, DType.FLOAT64);
    }

    /// What an audio node hears from one video node.
    ///
    /// @param video its number
    /// @param source a_s . h_i
    /// @param target a_d . (X_a W_d), which is the same for all video nodes
    /// @param logit the sum after the LeakyReLU
    /// @param attention after the softmax
    /// @param weight of Eq. 2
    /// @param share what h_i is multiplied by
    /// @param h its features after W_s, `[H]`
    record Voice(
            int video,
            double source,
            double target,
            double logit,
            double attention,
            double weight,
            double share,
            List<Double> h) {}

    /// What an audio node hears.
    ///
    /// @param voices of its video nodes
    /// @param message their sum, `[H]`; the bias is 0 before training
    record Message(List<Voice> voices, List<Double> message) {}

    /// What each audio node hears.
    ///
    /// @param xi the noise of Eq. 2 on every edge, in (0, 1)
    List<Message> messages(GatAv gatAv, Eq2HawkesWeight hawkes, double xi) {
        Tape tape = new Tape(kernels);
        Tensor noise = Tensor.zeros(Shape.of(edges.count()));
        noise.fill(xi);
        Variable weight = hawkes.apply(
                constant(tape, edges.video()),
                constant(tape, edges.min()),
                constant(tape, edges.max()),
                tape.constant(noise));
        int begin = tape.operations().size();
        GatAv.Messages messages = gatAv.apply(
                edges.pattern(),
                tape.constant(video()),
                tape.constant(audio()),
                weight,
                new GatAv.Parameters(
                        tape.constant(parameter("source", FEATURES, HIDDEN)),
                        tape.constant(parameter("target", FEATURES, HIDDEN)),
                        tape.constant(parameter("attention_source", HIDDEN)),
                        tape.constant(parameter("attention_target", HIDDEN)),
                        Optional.empty()));
        return collected(tape.operations().subList(begin, tape.operations().size()), weight, messages);
    }

    /// Reads the numbers of each edge off the operations that were recorded.
    private List<Message> collected(List<Tape.Operation> operations, Variable weight, GatAv.Messages messages) {
        Tensor h = result(operations, "matmul");
        Tensor source = result(operations, "gather_rows");
        Tensor target = result(operations.reversed(), "gather_rows");
        Tensor logit = result(operations, "leaky_relu");
        Tensor share = operations.getLast().inputs().getFirst().value();
        List<Message> heard = new ArrayList<>();
        for (int j = 0; j < AUDIO; j++) {
            List<Voice> voices = new ArrayList<>();
            for (int e = 0; e < edges.count(); e++) {
                if (edges.audio()[e] == j) {
                    voices.add(new Voice(
                            edges.video()[e],
                            source.get(e),
                            target.get(e),
                            logit.get(e),
                            messages.alpha().value().get(e),
                            weight.value().get(e),
                            share.get(e),
                            row(h, edges.video()[e])));
                }
            }
            heard.add(new Message(voices, row(messages.out().value(), j)));
        }
        return heard;
    }

    private static Tensor result(List<Tape.Operation> operations, String name) {
        return operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow()
                .output()
                .value();
    }

    private static List<Double> row(Tensor matrix, int row) {
        List<Double> values = new ArrayList<>();
        for (int k = 0; k < HIDDEN; k++) {
            values.add(matrix.get(row * HIDDEN + k));
        }
        return values;
    }

    private static Variable constant(Tape tape, int... numbers) {
        Tensor tensor = Tensor.zeros(Shape.of(numbers.length));
        for (int k = 0; k < numbers.length; k++) {
            tensor.set(k, numbers[k]);
        }
        return tape.constant(tensor);
    }
}
