package org.thgcl.thgn;

import java.util.Optional;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.TMacWeight;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The edge weights of a clip's graph. Those that depend on the clip's shape alone are computed once; those of Eq. 2
/// take fresh noise at every call.
final class EdgeWeights {
    private final ThgnSettings settings;
    private final ClipGraph graph;
    private final CrossModalEdges edges;
    private final Tensor audio;
    private final Tensor video;

    /// The weights across modalities, unless they take noise.
    private final Optional<Tensor> fixedCross;

    EdgeWeights(ThgnSettings settings, ClipGraph graph, Kernels kernels) {
        this.settings = settings;
        this.graph = graph;
        this.edges = graph.cross();
        Tape tape = new Tape(kernels);
        this.audio = intraModal(tape, graph.audio()).copy();
        this.video = intraModal(tape, graph.video()).copy();
        this.fixedCross =
                noisy() ? Optional.empty() : Optional.of(fixedCross(tape).copy());
    }

    /// The entries of A_a, `[E_a]`, normalised as configured.
    Tensor audio() {
        return audio;
    }

    /// The entries of A_v, `[E_v]`, normalised as configured.
    Tensor video() {
        return video;
    }

    private Tensor intraModal(Tape tape, Edges edges) {
        Variable source = constant(tape, edges.source());
        Variable target = constant(tape, edges.target());
        Variable weight =
                switch (settings.intraWeight()) {
                    case GAUSSIAN ->
                        Eq1GaussianWeight.apply(
                                target,
                                source,
                                constant(tape, settings.current().min(edges)),
                                constant(tape, settings.current().max(edges)));
                    case TMAC -> TMacWeight.apply(source, constant(tape, edges.min()), constant(tape, edges.max()));
                };
        return Eq3GraphConvolution.normalise(edges.pattern(), weight, settings.adjacency())
                .value();
    }

    /// Whether the weights across modalities take noise.
    boolean noisy() {
        return settings.crossWeight() == ThgnSettings.CrossWeight.HAWKES
                && settings.noise() != Eq2HawkesWeight.Noise.NONE;
    }

    private Tensor fixedCross(Tape tape) {
        Variable audioIndex = constant(tape, edges.audio());
        Variable start = constant(tape, edges.start());
        Variable min = constant(tape, edges.min());
        Variable max = constant(tape, edges.max());
        Variable weight =
                switch (settings.crossWeight()) {
                    case GAUSSIAN -> Eq1GaussianWeight.apply(audioIndex, start, min, max);
                    case TMAC -> TMacWeight.apply(audioIndex, min, max);
                    case HAWKES -> hawkes(tape.constant(HawkesNoise.median(tape.allocate(Shape.of(1, edges.count())))));
                };
        return weight.value();
    }

    /// The entries of A_inter.
    ///
    /// @param xi noise in (0, 1), `[B, E]`; not looked at where no weight uses it
    /// @return `[E]` if all clips share them, else `[B * E]`
    Variable cross(Variable xi) {
        return fixedCross.map(xi.tape()::constant).orElseGet(() -> hawkes(xi));
    }

    private Variable hawkes(Variable xi) {
        Tape tape = xi.tape();
        Eq2HawkesWeight hawkes =
                new Eq2HawkesWeight(settings.noise(), settings.sign(), settings.tauPlace(), settings.tau());
        return hawkes.apply(
                constant(tape, settings.position().of(edges)),
                constant(tape, settings.primes().min(graph)),
                constant(tape, settings.primes().max(graph)),
                xi.reshape(Shape.of(xi.shape().elements())));
    }

    private static Variable constant(Tape tape, int[] indices) {
        Tensor tensor = tape.allocate(Shape.of(indices.length));
        for (int i = 0; i < indices.length; i++) {
            tensor.set(i, indices[i]);
        }
        return tape.constant(tensor);
    }
}
