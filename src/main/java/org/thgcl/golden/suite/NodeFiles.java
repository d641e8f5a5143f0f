package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.tensor.Elementary;

/// What happens to the nodes of a graph together: normalisation and pooling.
final class NodeFiles {
    private NodeFiles() {}

    static List<Document> all() {
        return List.of(norm(), pooling());
    }

    /// What becomes of the nodes of one graph.
    @FunctionalInterface
    private interface OneGraph {
        SimpleMatrix of(Definition.Settings settings, SimpleMatrix x);
    }

    /// Applied to the rows of each graph.
    private static Definition each(OneGraph rule) {
        return (s, in) -> {
            SimpleMatrix x = in.get("x").matrix();
            SimpleMatrix out = new SimpleMatrix(x.getNumRows(), x.getNumCols());
            int[] graph = in.get("graph").indices();
            for (int first = 0, last; first < graph.length; first = last) {
                last = first;
                while (last < graph.length && graph[last] == graph[first]) {
                    last++;
                }
                out.insertIntoThis(first, 0, rule.of(s, x.rows(first, last)));
            }
            return Map.of("x_out", Numbers.of(out));
        };
    }

    private static Document norm() {
        Definition definition = each((s, x) -> GraphLayerNorm.definition(x, s.number("epsilon")));
        return normCases(new Document("graph_layer_norm", "graph_layer_norm", "2.3", GraphLayerNorm.class, definition)
                .reading("A12")
                .tolerance(
                        1e-13,
                        1e-12,
                        "Mean and variance of at most 15 numbers of size 3: 20 roundings relative to numbers of that"
                                + " size, divided by deviations of at least 0.1: 20 x 30 x 2^-53 = 7e-14.")
                .decoy("unbiased-variance", "the squares are divided by the count less one", each((s, x) -> {
                    double n = x.getNumElements();
                    SimpleMatrix d = x.minus(x.elementSum() / n);
                    double variance = d.elementMult(d).elementSum() / (n - 1);
                    return d.divide(Math.sqrt(variance + s.number("epsilon")));
                }))
                .decoy("epsilon-outside", "epsilon is added to the root", each((s, x) -> {
                    double n = x.getNumElements();
                    SimpleMatrix d = x.minus(x.elementSum() / n);
                    return d.divide(Math.sqrt(d.elementMult(d).elementSum() / n) + s.number("epsilon"));
                }))
                .decoy("epsilon-left-out", "without epsilon", definition.with("epsilon", 0.0))
                .decoy("per-node", "each node is normalised by itself, as layer normalisation does", each((s, x) -> {
                    SimpleMatrix y = x.copy();
                    for (int i = 0; i < x.getNumRows(); i++) {
                        y.insertIntoThis(i, 0, GraphLayerNorm.definition(x.rows(i, i + 1), s.number("epsilon")));
                    }
                    return y;
                }))
                .decoy(
                        "per-feature",
                        "each feature is normalised by itself, as instance normalisation does",
                        each((s, x) -> {
                            SimpleMatrix y = x.copy();
                            for (int k = 0; k < x.getNumCols(); k++) {
                                y.insertIntoThis(
                                        0, k, GraphLayerNorm.definition(x.cols(k, k + 1), s.number("epsilon")));
                            }
                            return y;
                        }))
                .decoy(
                        "over-all-graphs",
                        "the graphs of the batch are mixed",
                        (s, in) -> Map.of(
                                "x_out",
                                Numbers.of(GraphLayerNorm.definition(in.get("x").matrix(), s.number("epsilon")))))
                .decoy("mean-kept", "the mean is not subtracted", each((s, x) -> {
                    double n = x.getNumElements();
                    SimpleMatrix d = x.minus(x.elementSum() / n);
                    return x.divide(Math.sqrt(d.elementMult(d).elementSum() / n + s.number("epsilon")));
                })));
    }

    private static Document normCases(Document file) {
        Draw draw = new Draw("graph_layer_norm");
        file.add(normCase("one-graph", 1e-5, draw.normal("one", 5, 3), 0, 0, 0, 0, 0)
                .gradients("x"));
        file.add(normCase("three-graphs", 1e-5, draw.normal("three", 7, 2), 0, 0, 0, 1, 2, 2, 2)
                .comment("graphs of 3, 1 and 3 nodes")
                .gradients("x"));
        file.add(normCase("gap", 1e-5, draw.normal("gap", 4, 2), 1, 1, 3, 3)
                .comment("graphs 0 and 2 have no nodes")
                .flag("gap"));
        file.add(normCase("large-epsilon", 0.5, draw.normal("large", 3, 2), 0, 0, 0)
                .comment("epsilon shows: it stands inside the root")
                .gradients("x"));
        file.add(normCase("epsilon-0", 0, draw.normal("zero", 3, 2), 0, 0, 0));
        file.add(normCase("equal-numbers", 1e-5, matrix(2, 3, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5), 0, 0)
                .comment("no variance: zeros, not NaN")
                .flag("constant"));
        file.add(normCase("one-number", 1e-5, matrix(1, 1, -4), 0)
                .comment("a graph of one node with one feature")
                .flag("constant"));
        Numbers offset = draw.normal("offset", 3, 2);
        for (int e = 0; e < offset.count(); e++) {
            offset.data()[e] = offset.get(e) + 4096;
        }
        file.add(normCase("large-offset", 1e-5, offset, 0, 0, 0)
                .comment("mean 4096, deviation 1: E[x^2] - E[x]^2 would lose 7 digits")
                .tolerance(1e-10, 1e-10)
                .flag("offset"));
        file.add(new Draft("default-epsilon")
                .comment("without settings: epsilon 1e-5")
                .implied("epsilon", 1e-5)
                .input("x", draw.normal("default", 0.01, 2, 2))
                .input("graph", indices(0, 0)));
        return file.flag("gap", "numbers of graphs that have no nodes")
                .flag("constant", "the variance is 0")
                .flag("offset", "cancellation: the mean must be taken out before squaring");
    }

    private static Draft normCase(String id, double epsilon, Numbers x, int... graph) {
        return new Draft(id).setting("epsilon", epsilon).input("x", x).input("graph", indices(graph));
    }

    /// Scores of the nodes to weights, in one graph.
    @FunctionalInterface
    private interface Attention {
        double[] of(double... scores);
    }

    private static double[] softmax(double... scores) {
        double[] beta = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (double score : scores) {
                sum += Elementary.exp(score - scores[i]);
            }
            beta[i] = 1 / sum;
        }
        return beta;
    }

    private static Definition pooled(Attention attention, boolean together) {
        return (s, in) -> {
            SimpleMatrix x = in.get("x").matrix();
            double[] scores = Numbers.array(x.mult(in.get("gate").column()));
            int[] graph = in.get("graph").indices();
            double[] beta = new double[scores.length];
            for (int first = 0, last; first < graph.length; first = last) {
                last = first;
                while (last < graph.length && (together || graph[last] == graph[first])) {
                    last++;
                }
                double[] part = attention.of(Arrays.copyOfRange(scores, first, last));
                System.arraycopy(part, 0, beta, first, part.length);
            }
            int graphs = graph[graph.length - 1] + 1;
            SimpleMatrix g = new SimpleMatrix(graphs, x.getNumCols());
            for (int i = 0; i < graph.length; i++) {
                g.setRow(
                        graph[i],
                        g.extractVector(true, graph[i])
                                .plus(x.extractVector(true, i).scale(beta[i])));
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("pooled", Numbers.of(g));
            outputs.put("beta", vector(beta));
            return outputs;
        };
    }

    private static Document pooling() {
        Document file = new Document(
                        "attention_pooling",
                        "attention_pooling",
                        "2.3",
                        AttentionPooling.class,
                        pooled(NodeFiles::softmax, false))
                .tolerance(
                        1e-14,
                        1e-13,
                        "A score is a sum of 3 products, below 10 in all: its error 6 x 10 x 2^-53 = 7e-15 is the"
                                + " relative error of beta; 5 terms of size 3 are added.")
                .decoy(
                        "softmax-over-batch",
                        "the softmax runs over the nodes of all graphs",
                        pooled(NodeFiles::softmax, true))
                .decoy(
                        "mean",
                        "the plain mean of the nodes",
                        pooled(scores -> softmax(new double[scores.length]), false))
                .decoy(
                        "not-normalised",
                        "exp without the division by the sum",
                        pooled(
                                scores -> Arrays.stream(scores)
                                        .map(Elementary::exp)
                                        .toArray(),
                                false))
                .decoy(
                        "sigmoid",
                        "a sigmoid instead of the softmax",
                        pooled(
                                scores -> Arrays.stream(scores)
                                        .map(Elementary::sigmoid)
                                        .toArray(),
                                false))
                .decoy("linear", "the scores themselves are the weights", pooled(scores -> scores, false));
        Draw draw = new Draw("attention_pooling");
        Numbers gate = draw.normal("gate", 3);
        file.add(poolingCase("one-graph", draw.normal("one", 4, 3), gate, 0, 0, 0, 0)
                .gradients("x", "gate"));
        file.add(poolingCase("three-graphs", draw.normal("three", 7, 3), gate, 0, 0, 0, 1, 2, 2, 2)
                .comment("graphs of 3, 1 and 3 nodes; beta is 1 in the second")
                .gradients("x", "gate"));
        file.add(poolingCase("gap", draw.normal("gap", 4, 3), gate, 1, 1, 3, 3)
                .comment("graphs 0 and 2 have no nodes, their rows are 0")
                .flag("gap")
                .gradients("x", "gate"));
        file.add(poolingCase("gate-0", draw.normal("zero", 3, 3), vector(0, 0, 0), 0, 0, 0)
                .comment("equal scores: the mean")
                .flag("ties")
                .gradients("x", "gate"));
        file.add(poolingCase("one-node", draw.normal("node", 1, 3), gate, 0).comment("beta is 1"));
        file.add(poolingCase("huge-scores", draw.normal("huge", 4, 3), vector(1000, -2000, 500), 0, 0, 1, 1)
                .comment("scores of some thousands: the maximum has to be taken out before exp")
                .tolerance(1e-12, 1e-11)
                .flag("huge"));
        file.add(poolingCase("huge-ties", matrix(3, 1, 2, 2, -2), vector(800), 0, 0, 0)
                .comment("two equal scores of 1600 share everything")
                .flag("huge")
                .flag("ties"));
        return file.flag("gap", "numbers of graphs that have no nodes: a sum over nothing is 0")
                .flag("ties", "equal scores")
                .flag("huge", "exp of the scores overflows unless the maximum is taken out");
    }

    private static Draft poolingCase(String id, Numbers x, Numbers gate, int... graph) {
        return new Draft(id)
                .input("x", x)
                .input("graph", indices(graph))
                .input("gate", gate)
                .invariant("range(beta, 0, 1)");
    }
}
