package org.thgcl.golden.suite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.graph.Edges;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.ThgnDefinition;
import org.thgcl.thgn.ThgnSettings;

/// Typical mistakes in how the network is put together: each equation by itself is right. They are told of cases with
/// equal widths (features, d and H), where no shape error gives them away.
final class StructureMistakes {
    private static final Definition RIGHT = new NetworkDefinition();

    private StructureMistakes() {}

    /// A network with a mistake.
    @FunctionalInterface
    private interface Wrong {
        ThgnDefinition of(Configuration c, Map<String, Tensor> parameters);
    }

    private static Definition network(Wrong wrong) {
        return new NetworkDefinition() {
            @Override
            public ThgnDefinition network(Configuration c, Map<String, Tensor> parameters) {
                return wrong.of(c, parameters);
            }
        };
    }

    /// The right network with other inputs.
    private static Definition given(Function<Map<String, Numbers>, Map<String, Numbers>> changed) {
        return (s, in) -> {
            Map<String, Numbers> given = new LinkedHashMap<>(in);
            given.putAll(changed.apply(in));
            return RIGHT.of(s, given);
        };
    }

    /// The right network, which reads one part of its parameters under the name of another.
    private static Definition taken(String part, String other) {
        return given(in -> {
            Map<String, Numbers> taken = new LinkedHashMap<>();
            in.keySet().stream()
                    .filter(name -> name.contains(part))
                    .forEach(name -> taken.put(name, in.get(name.replace(part, other))));
            return taken;
        });
    }

    /// The right network with zeros for a part of its parameters.
    private static Definition zeroed(String part) {
        return given(in -> {
            Map<String, Numbers> zeroed = new LinkedHashMap<>();
            in.forEach((name, x) -> {
                if (name.contains(part)) {
                    zeroed.put(name, Numbers.of(x.shape(), new double[x.count()]));
                }
            });
            return zeroed;
        });
    }

    /// The right network with two parts of its parameters mistaken for each other.
    private static Definition exchanged(String one, String other) {
        return (s, in) -> {
            Map<String, Numbers> exchanged = new LinkedHashMap<>();
            in.forEach((name, x) -> exchanged.put(
                    name.contains(one)
                            ? name.replace(one, other)
                            : name.contains(other) ? name.replace(other, one) : name,
                    x));
            return RIGHT.of(s, exchanged);
        };
    }

    /// Adds all of them.
    static Document in(Document file) {
        return objective(pooling(parameters(attention(normalisation(layers(graph(file)))))));
    }

    private static Document graph(Document file) {
        return file.decoy(
                        "adjacency-transposed",
                        "rows are sources: messages run against the edges",
                        adjacency(SimpleMatrix::transpose))
                .decoy("self-loops-left-out", "no edge from a node to itself", adjacency(a -> {
                    SimpleMatrix loops = SimpleMatrix.diag(a.diag().getDDRM().getData());
                    return a.minus(loops);
                }))
                .decoy("edge-weights-left-out", "Eq. 1 is not used: every edge weighs 1", adjacency(a -> {
                    SimpleMatrix ones = a.copy();
                    for (int k = 0; k < a.getNumElements(); k++) {
                        ones.set(k, a.get(k) == 0 ? 0 : 1);
                    }
                    return ones;
                }))
                .decoy("noise-shared", "xi of the first clip is used for all clips", given(in -> {
                    double[] xi = in.get("xi").data().clone();
                    int edges = in.get("xi").shape().columns();
                    for (int e = edges; e < xi.length; e++) {
                        xi[e] = xi[e - edges];
                    }
                    return Map.of("xi", Numbers.of(in.get("xi").shape(), xi));
                }));
    }

    private static Definition adjacency(Function<SimpleMatrix, SimpleMatrix> changed) {
        return network((c, parameters) -> new ThgnDefinition(c, parameters) {
            @Override
            public SimpleMatrix adjacency(Edges edges) {
                return changed.apply(super.adjacency(edges));
            }
        });
    }

    /// One layer, put together wrongly.
    @FunctionalInterface
    private interface Layer {
        ThgnDefinition.Nodes of(
                ThgnDefinition n, int layer, ThgnDefinition.Nodes x, ThgnDefinition.Nodes next, ThgnDefinition.Graph g);
    }

    /// A network in which each layer's nodes are replaced, given the nodes before it and those that are right after it.
    private static Definition layer(Layer wrong) {
        return network((c, parameters) -> new ThgnDefinition(c, parameters) {
            @Override
            public Nodes layer(int layer, Nodes x, Graph graph) {
                return wrong.of(this, layer, x, super.layer(layer, x, graph), graph);
            }
        });
    }

    /// A network in which the audio nodes come out otherwise.
    private static Definition audio(Audio wrong) {
        return layer((n, layer, x, next, g) -> {
            String name = "layers." + layer;
            SimpleMatrix own = n.convolution(g.audio(), x.audio(), name + ".audio");
            return new ThgnDefinition.Nodes(wrong.of(n, own, x, next.video(), g, name + ".cross"), next.video());
        });
    }

    /// Audio nodes from what GNN-A gives, the nodes before the layer and the video nodes after it.
    @FunctionalInterface
    private interface Audio {
        SimpleMatrix of(
                ThgnDefinition n,
                SimpleMatrix own,
                ThgnDefinition.Nodes x,
                SimpleMatrix newVideo,
                ThgnDefinition.Graph g,
                String cross);
    }

    private static Document layers(Document file) {
        return file.decoy(
                        "attention-to-new-video",
                        "GAT-AV hears X_v of this layer instead of the layer before",
                        audio((n, own, x, newVideo, g, cross) ->
                                n.activated(own.plus(n.gatAv(g, newVideo, x.audio(), cross)))))
                .decoy(
                        "attention-from-new-audio",
                        "GAT-AV asks with what GNN-A gives instead of X_a of the layer before",
                        audio((n, own, x, newVideo, g, cross) ->
                                n.activated(own.plus(n.gatAv(g, x.video(), n.rho(own), cross)))))
                .decoy(
                        "activation-before-the-sum",
                        "ReLU on GNN-A alone, GAT-AV is added after it",
                        audio((n, own, x, newVideo, g, cross) ->
                                n.normalised(n.rho(own).plus(n.gatAv(g, x.video(), x.audio(), cross)))))
                .decoy(
                        "activation-of-each-part",
                        "ReLU on GNN-A and on GAT-AV, then the sum",
                        audio((n, own, x, newVideo, g, cross) ->
                                n.normalised(n.rho(own).plus(n.rho(n.gatAv(g, x.video(), x.audio(), cross))))))
                .decoy("attention-left-out", "GNN-A alone", audio((n, own, x, newVideo, g, cross) -> n.activated(own)))
                .decoy("attention-to-video", "GAT-AV runs from audio to video", layer((n, layer, x, next, g) -> {
                    String name = "layers." + layer;
                    SimpleMatrix heard = n.attended(
                            g.cross().audio(), g.cross().video(), g.weights(), x.audio(), x.video(), name + ".cross");
                    return new ThgnDefinition.Nodes(
                            n.activated(n.convolution(g.audio(), x.audio(), name + ".audio")),
                            n.activated(n.convolution(g.video(), x.video(), name + ".video")
                                    .plus(heard)));
                }))
                .decoy(
                        "video-not-updated",
                        "X_v stays as it enters the first layer",
                        layer((n, layer, x, next, g) -> new ThgnDefinition.Nodes(next.audio(), x.video())))
                .decoy(
                        "last-video-not-updated",
                        "the last layer updates audio nodes alone",
                        layer((n, layer, x, next, g) -> new ThgnDefinition.Nodes(
                                next.audio(), layer == ThgnSettings.of(n.c).layers() - 1 ? x.video() : next.video())))
                .decoy(
                        "residual",
                        "each layer adds to what it is given",
                        layer((n, layer, x, next, g) -> new ThgnDefinition.Nodes(
                                next.audio().plus(x.audio()), next.video().plus(x.video()))));
    }

    /// Adds what goes wrong where GAT-AV stands in the last layer alone (A42).
    static Draft ofLastLayer(int layers, Draft draft) {
        return draft.decoy("attention-left-out", "GNN-A alone", attentionIn(layer -> false, false))
                .decoy(
                        "attention-in-every-layer",
                        "GAT-AV in every layer, with the last one's parameters",
                        attentionIn(layer -> true, false))
                .decoy(
                        "attention-in-the-first-layer",
                        "GAT-AV in the first layer alone",
                        attentionIn(layer -> layer == 0, false))
                .decoy(
                        "attention-to-new-video",
                        "GAT-AV hears X_v of this layer instead of the layer before",
                        attentionIn(layer -> layer == layers - 1, true));
    }

    /// GAT-AV in some layers, with the last layer's parameters.
    ///
    /// @param newVideo whether it hears X_v of the same layer
    private static Definition attentionIn(IntPredicate layers, boolean newVideo) {
        return layer((n, layer, x, next, g) -> {
            SimpleMatrix z = n.convolution(g.audio(), x.audio(), "layers." + layer + ".audio");
            if (layers.test(layer)) {
                SimpleMatrix video = newVideo ? next.video() : x.video();
                z = z.plus(n.gatAv(
                        g, video, x.audio(), "layers." + (ThgnSettings.of(n.c).layers() - 1) + ".cross"));
            }
            return new ThgnDefinition.Nodes(n.activated(z), next.video());
        });
    }

    private static Document normalisation(Document file) {
        return file.decoy(
                        "normalised-before-the-activation",
                        "ReLU comes last",
                        activated((n, z) -> n.rho(n.normalised(z))))
                .decoy("normalised-per-node", "each node by itself, as layer normalisation does", activated((n, z) -> {
                    SimpleMatrix x = n.rho(z);
                    for (int i = 0; i < x.getNumRows(); i++) {
                        x.insertIntoThis(i, 0, GraphLayerNorm.definition(x.rows(i, i + 1), ThgnDefinition.EPSILON));
                    }
                    return x;
                }))
                .decoy(
                        "normalised-per-feature",
                        "each feature by itself, as instance normalisation does",
                        activated((n, z) -> {
                            SimpleMatrix x = n.rho(z);
                            for (int k = 0; k < x.getNumCols(); k++) {
                                x.insertIntoThis(
                                        0, k, GraphLayerNorm.definition(x.cols(k, k + 1), ThgnDefinition.EPSILON));
                            }
                            return x;
                        }))
                .decoy(
                        "modalities-normalised-together",
                        "one mean and variance for the nodes of both modalities",
                        network((c, parameters) -> new ThgnDefinition(c, parameters) {
                            @Override
                            public SimpleMatrix normalised(SimpleMatrix x) {
                                return x;
                            }

                            @Override
                            public Nodes layer(int layer, Nodes x, Graph graph) {
                                Nodes y = super.layer(layer, x, graph);
                                int audio = y.audio().getNumRows();
                                SimpleMatrix all = super.normalised(y.audio().concatRows(y.video()));
                                return new Nodes(all.rows(0, audio), all.rows(audio, all.getNumRows()));
                            }
                        }))
                .decoy("normalisation-left-out", "no normalisation", RIGHT.with("normalisation", "none"));
    }

    /// rho and the normalisation, wrongly.
    @FunctionalInterface
    private interface Activated {
        SimpleMatrix of(ThgnDefinition n, SimpleMatrix z);
    }

    private static Definition activated(Activated wrong) {
        return network((c, parameters) -> new ThgnDefinition(c, parameters) {
            @Override
            public SimpleMatrix activated(SimpleMatrix z) {
                return wrong.of(this, z);
            }
        });
    }

    private static Document attention(Document file) {
        return file.decoy(
                        "attention-over-audio",
                        "the softmax of GAT-AV runs over the audio nodes of a video node",
                        network((c, parameters) -> new ThgnDefinition(c, parameters) {
                            @Override
                            public double[] alpha(
                                    int[] from, int[] to, SimpleMatrix xFrom, SimpleMatrix xTo, String name) {
                                // the same logits with both sides exchanged, so that the softmax groups by the other
                                return new GatAv(
                                                ThgnSettings.of(c).negativeSlope(),
                                                ThgnSettings.of(c).fusion())
                                        .definitionAlpha(
                                                to,
                                                from,
                                                xTo,
                                                xFrom,
                                                matrix(name + ".target"),
                                                matrix(name + ".source"),
                                                column(name + ".attention_target"),
                                                column(name + ".attention_source"));
                            }
                        }))
                .decoy("attention-uniform", "a mean instead of attention", zeroed(".cross.attention_"))
                .decoy(
                        "attention-vectors-exchanged",
                        "a_s and a_d are exchanged",
                        exchanged(".cross.attention_source", ".cross.attention_target"))
                .decoy(
                        "attention-projections-exchanged",
                        "W_s and W_d are exchanged",
                        exchanged(".cross.source", ".cross.target"))
                .decoy(
                        "attention-projection-shared",
                        "W_s serves audio nodes, too",
                        taken(".cross.target", ".cross.source"))
                .decoy("attention-bias-left-out", "GAT-AV without its bias", zeroed(".cross.bias"))
                .decoy("cross-weights-left-out", "Eq. 2 is not used", RIGHT.with("fusion", "none"));
    }

    private static Document parameters(Document file) {
        return file.decoy(
                        "projection-shared",
                        "the projection of audio features serves video features, too",
                        taken("projection.video", "projection.audio"))
                .decoy(
                        "convolutions-exchanged",
                        "Psi of GNN-A and of GNN-V are exchanged",
                        exchanged(".audio.psi", ".video.psi"))
                .decoy("layers-exchanged", "the first two layers are exchanged", exchanged("layers.0", "layers.1"))
                .decoy(
                        "layers-shared",
                        "the second layer has the parameters of the first",
                        taken("layers.1", "layers.0"))
                .decoy("matrices-transposed", "matrices of layers are read as [out, in]", given(in -> {
                    Map<String, Numbers> transposed = new LinkedHashMap<>();
                    in.forEach((name, x) -> {
                        if (name.startsWith("layers.") && x.shape().rank() == 2) {
                            transposed.put(name, Numbers.of(x.matrix().transpose()));
                        }
                    });
                    return transposed;
                }));
    }

    private static Document pooling(Document file) {
        return file.decoy("mean-pooling", "the mean of the nodes", pooled((x, gate) -> {
                    SimpleMatrix mean = SimpleMatrix.filled(1, x.getNumRows(), 1.0 / x.getNumRows());
                    return mean.mult(x);
                }))
                .decoy("max-pooling", "the largest number of each feature", pooled((x, gate) -> {
                    SimpleMatrix max = new SimpleMatrix(1, x.getNumCols());
                    for (int k = 0; k < x.getNumCols(); k++) {
                        max.set(k, x.getColumn(k).elementMax());
                    }
                    return max;
                }))
                .decoy("gates-exchanged", "w_a and w_v are exchanged", exchanged("pool.audio", "pool.video"))
                .decoy("gate-shared", "w_a serves video nodes, too", taken("pool.video", "pool.audio"))
                .decoy("head-on-audio", "X^G is g_a alone", embedding((ga, gv) -> ga))
                .decoy("head-on-video", "X^G is g_v alone", embedding((ga, gv) -> gv))
                .decoy("head-on-mean", "X^G is the mean of g_a and g_v", embedding((ga, gv) -> ga.plus(gv)
                        .scale(0.5)));
    }

    /// What becomes of one clip's nodes.
    @FunctionalInterface
    private interface Pooled {
        SimpleMatrix of(SimpleMatrix x, SimpleMatrix gate);
    }

    private static Definition pooled(Pooled wrong) {
        return network((c, parameters) -> new ThgnDefinition(c, parameters) {
            @Override
            public SimpleMatrix pooled(SimpleMatrix x, String modality) {
                return wrong.of(x, column("pool." + modality + ".gate"));
            }
        });
    }

    private static Definition embedding(BinaryOperator<SimpleMatrix> wrong) {
        return network((c, parameters) -> new ThgnDefinition(c, parameters) {
            @Override
            public SimpleMatrix embedding(SimpleMatrix ga, SimpleMatrix gv) {
                return wrong.apply(ga, gv);
            }
        });
    }

    private static Document objective(Document file) {
        return file.decoy("loss-weights-exchanged", "the weights of Eq. 5 are exchanged", (s, in) -> RIGHT.with(
                                "weight_focal", s.get("weight_contrastive"))
                        .with("weight_contrastive", s.get("weight_focal"))
                        .of(s, in))
                .decoy("contrastive-loss-left-out", "the focal loss alone", (s, in) -> {
                    Map<String, Numbers> outputs = new LinkedHashMap<>(RIGHT.of(s, in));
                    outputs.put("loss", outputs.get("focal"));
                    return outputs;
                })
                .decoy(
                        "softmax-over-clips",
                        "the softmax of the focal loss runs over the clips of the batch",
                        new NetworkDefinition() {
                            @Override
                            public double focal(Configuration c, double[][] logits, int... labels) {
                                double[][] ofClass = new double[labels.length][labels.length];
                                int[] clips = new int[labels.length];
                                for (int b = 0; b < labels.length; b++) {
                                    clips[b] = b;
                                    for (int k = 0; k < labels.length; k++) {
                                        ofClass[b][k] = logits[k][labels[b]];
                                    }
                                }
                                return super.focal(c, ofClass, clips);
                            }
                        })
                .decoy("labels-of-other-clips", "the labels are shifted by one clip", given(in -> {
                    int[] labels = in.get("label").indices();
                    int[] shifted = new int[labels.length];
                    for (int b = 0; b < labels.length; b++) {
                        shifted[b] = labels[(b + 1) % labels.length];
                    }
                    return Map.of("label", Numbers.indices(shifted));
                }));
    }
}
