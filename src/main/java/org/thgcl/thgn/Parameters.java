package org.thgcl.thgn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// The learnable parameters of a model by name, in a fixed order.
///
/// The names, with the shapes that the paper's symbols have:
///
/// | name | shape | symbol |
/// |---|---|---|
/// | `projection.audio.weight`, `.bias` | `[F_a, d]`, `[d]` | W_a, b_a of the feature alignment |
/// | `projection.video.weight`, `.bias` | `[F_v, d]`, `[d]` | W_v, b_v |
/// | `layers.L.audio.psi`, `.bias` | `[in, H]`, `[H]` | Psi of GNN-A in layer L = 0 ... and its bias |
/// | `layers.L.video.psi`, `.bias` | `[in, H]`, `[H]` | Psi of GNN-V |
/// | `layers.L.cross.source`, `.target` | `[in, H]` | W_s, W_d of GAT-AV, in the layers that have it (A42) |
/// | `layers.L.cross.attention_source`, `.attention_target`, `.bias` | `[H]` | a_s, a_d, b of GAT-AV |
/// | `pool.audio.gate`, `pool.video.gate` | `[H]` | w_a, w_v of the learnable pooling |
/// | `head.weight`, `.bias` | `[H or 2H, C]`, `[C]` | W_c, b_c |
public final class Parameters {
    private final Map<String, Tensor> tensors;

    private Parameters(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /// The names and shapes of a configuration's parameters.
    public static Map<String, Shape> shapes(Configuration c) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        if (c.embedding() > 0) {
            projection("audio", c.audioFeatures(), c, shapes);
            if (c.hasVideo()) {
                projection("video", c.videoFeatures(), c, shapes);
            }
        }
        for (int layer = 0; layer < c.layers(); layer++) {
            layer(layer, c, shapes);
        }
        shapes.put("pool.audio.gate", Shape.of(c.hidden()));
        if (c.hasVideo()) {
            shapes.put("pool.video.gate", Shape.of(c.hidden()));
        }
        shapes.put("head.weight", Shape.of(Thgn.graphEmbeddingSize(c), c.classes()));
        shapes.put("head.bias", Shape.of(c.classes()));
        return shapes;
    }

    private static void projection(String modality, int features, Configuration c, Map<String, Shape> shapes) {
        shapes.put("projection." + modality + ".weight", Shape.of(features, c.embedding()));
        shapes.put("projection." + modality + ".bias", Shape.of(c.embedding()));
    }

    private static void layer(int layer, Configuration c, Map<String, Shape> shapes) {
        int audioIn = layer > 0 ? c.hidden() : c.embedding() > 0 ? c.embedding() : c.audioFeatures();
        int videoIn = layer > 0 ? c.hidden() : c.embedding() > 0 ? c.embedding() : c.videoFeatures();
        String name = "layers." + layer;
        convolution(name + ".audio", audioIn, c, shapes);
        if (c.hasVideo()) {
            convolution(name + ".video", videoIn, c, shapes);
        }
        if (c.crossModal(layer)) {
            cross(name + ".cross", audioIn, videoIn, c, shapes);
        }
    }

    private static void cross(String name, int audioIn, int videoIn, Configuration c, Map<String, Shape> shapes) {
        shapes.put(name + ".source", Shape.of(videoIn, c.hidden()));
        shapes.put(name + ".target", Shape.of(audioIn, c.hidden()));
        shapes.put(name + ".attention_source", Shape.of(c.hidden()));
        shapes.put(name + ".attention_target", Shape.of(c.hidden()));
        shapes.put(name + ".bias", Shape.of(c.hidden()));
    }

    private static void convolution(String name, int in, Configuration c, Map<String, Shape> shapes) {
        shapes.put(name + ".psi", Shape.of(in, c.hidden()));
        if (c.bias()) {
            shapes.put(name + ".bias", Shape.of(c.hidden()));
        }
    }

    /// Number of learnable numbers of a configuration.
    public static long count(Configuration c) {
        return shapes(c).values().stream().mapToLong(Shape::elements).sum();
    }

    /// Parameters drawn by the configuration's seed (A21). Each is drawn by its own name, so that configurations
    /// that share a parameter and its shape start from the same values, rounded to the type of each.
    public static Parameters initial(Configuration c) {
        CounterRandom random = new CounterRandom(c.seed());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shapes(c).forEach((name, shape) -> {
            Tensor tensor = Tensor.zeros(c.dtype(), shape);
            double bound = bound(name, shape, c);
            int site = CounterRandom.site(name);
            for (int i = 0; i < shape.elements(); i++) {
                tensor.set(i, bound * (2 * random.uniform(0, site, i) - 1));
            }
            tensors.put(name, tensor);
        });
        return new Parameters(tensors);
    }

    /// For each parameter by name, the bound u of the uniform distribution on (-u, u) that it is drawn from (A21); 0
    /// for one that begins as 0.
    public static Map<String, Double> bounds(Configuration c) {
        Map<String, Double> bounds = new LinkedHashMap<>();
        shapes(c).forEach((name, shape) -> bounds.put(name, bound(name, shape, c)));
        return bounds;
    }

    private static double bound(String name, Shape shape, Configuration c) {
        if (name.startsWith("projection.audio")) {
            return 1 / Math.sqrt(c.audioFeatures());
        }
        if (name.startsWith("projection.video")) {
            return 1 / Math.sqrt(c.videoFeatures());
        }
        if (name.startsWith("head")) {
            return 1 / Math.sqrt(Thgn.graphEmbeddingSize(c));
        }
        if (name.startsWith("pool")) {
            return 1 / Math.sqrt(c.hidden());
        }
        if (name.endsWith(".bias")) {
            return 0;
        }
        // Glorot: fan-in plus fan-out; an attention vector maps H numbers to one
        int fans = shape.rank() == 2 ? shape.size(0) + shape.size(1) : shape.size(0) + 1;
        return Math.sqrt(6.0 / fans);
    }

    /// Parameters with given values, in the order of [#shapes]: the tensors themselves where they are of the
    /// configuration's type, else copies rounded to it.
    ///
    /// @throws ShapeException if a name is missing or unknown, or a shape doesn't fit the configuration
    public static Parameters of(Configuration c, Map<String, Tensor> values) {
        Map<String, Shape> shapes = shapes(c);
        values.keySet().stream()
                .filter(name -> !shapes.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ShapeException("parameter " + name + ": the configuration has none of this name");
                });
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            Tensor tensor = values.get(name);
            if (tensor == null) {
                throw new ShapeException(
                        "parameter " + name + ": missing; the configuration needs it in shape " + shape);
            }
            if (!tensor.shape().equals(shape)) {
                throw new ShapeException(
                        "parameter " + name + ": has shape " + tensor.shape() + ", the configuration needs " + shape);
            }
            tensors.put(name, tensor.dtype() == c.dtype() ? tensor : tensor.to(c.dtype()));
        });
        return new Parameters(tensors);
    }

    /// The tensors by name, in the fixed order. The map can't be changed, the tensors can: training does so.
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /// The parameters as variables on a tape, by name.
    ///
    /// @param trainable whether their gradients are wanted
    public Map<String, Variable> on(Tape tape, boolean trainable) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        tensors.forEach(
                (name, tensor) -> variables.put(name, trainable ? tape.parameter(tensor) : tape.constant(tensor)));
        return variables;
    }

    /// A copy that shares nothing with this.
    public Parameters copy() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
        return new Parameters(copies);
    }
}
