package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq3GraphConvolution.Activation;
import org.thgcl.equation.Eq3GraphConvolution.Adjacency;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// A network in the place of SSL graph (Shirian, Somandepalli, Guha 2022, "Self-supervised graphs for audio
/// representation learning with limited labeled data"). **A proposal**: the network is not published (G7), only the
/// three self-supervised tasks are.
///
/// Nodes are clips, one row of features each. Edges join clips of a subgraph. With A the edges, I the identity and D
/// the row sums of A + I,
///
/// `X' = relu(D^-1/2 (A + I) D^-1/2 X Psi + b)` in each layer, `logits = X W_c + b_c`
public final class SslGraph implements Network {
    private final NodeSizes sizes;
    private final SslGraphSettings settings;

    /// The network of settings.
    public SslGraph(NodeSizes sizes, SslGraphSettings settings) {
        this.sizes = sizes;
        this.settings = settings;
    }

    @Override
    public List<ParameterSpec> parameters() {
        ParameterList parameters = new ParameterList();
        for (int layer = 0; layer < settings.layers(); layer++) {
            parameters.convolution(
                    "layers." + layer, layer > 0 ? settings.hidden() : sizes.features(), settings.hidden());
        }
        return parameters.linear("head", settings.hidden(), sizes.classes()).list();
    }

    /// The features of the nodes, and the edges: indices of the nodes that they come from and go to.
    @Override
    public List<String> inputs() {
        return List.of("x[n," + sizes.features() + "]", "int source[E]", "int target[E]");
    }

    @Override
    public List<String> outputs() {
        return List.of("embedding[n,H]", "logits[n,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        return apply(weights, inputs.get("x"), indices(inputs.get("source")), indices(inputs.get("target")));
    }

    private static int[] indices(Variable x) {
        return IntStream.range(0, x.shape().elements())
                .map(e -> (int) x.value().get(e))
                .toArray();
    }

    /// The outputs `embedding`, `[n, H]`, and `logits`, `[n, C]`.
    ///
    /// @param x `[n, features]`
    /// @param source where each edge comes from
    /// @param target where it goes to
    SequencedMap<String, Variable> apply(Weights weights, Variable x, int[] source, int[] target) {
        int n = x.shape().rows();
        SparsityPattern edges = SparsityPattern.of(
                n,
                n,
                IntStream.concat(IntStream.of(target), IntStream.range(0, n)).toArray(),
                IntStream.concat(IntStream.of(source), IntStream.range(0, n)).toArray());
        Tensor ones = TemporalPattern.ones(edges);
        Variable share = Eq3GraphConvolution.normalise(edges, x.tape().constant(ones), Adjacency.SYMMETRIC);
        Variable nodes = x;
        for (int layer = 0; layer < settings.layers(); layer++) {
            Weights own = weights.at("layers." + layer);
            nodes = Eq3GraphConvolution.apply(
                    edges, share, nodes, own.get("psi"), Optional.of(own.get("bias")), Activation.RELU);
        }
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("embedding", nodes);
        outputs.put("logits", ClassificationHead.apply(nodes, weights.get("head.weight"), weights.get("head.bias")));
        return outputs;
    }
}
