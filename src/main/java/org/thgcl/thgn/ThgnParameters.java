package org.thgcl.thgn;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.tensor.Shape;

/// The parameters of the paper's network: names, shapes and initial distributions (A21).
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
final class ThgnParameters {
    private final ThgnSettings settings;
    private final ClipShape clips;
    private final List<ParameterSpec> specs = new ArrayList<>();

    private ThgnParameters(ThgnSettings settings, ClipShape clips) {
        this.settings = settings;
        this.clips = clips;
    }

    /// The parameters of settings, in their order.
    static List<ParameterSpec> of(ThgnSettings settings, ClipShape clips) {
        ThgnParameters parameters = new ThgnParameters(settings, clips);
        parameters.addAll();
        return List.copyOf(parameters.specs);
    }

    private void addAll() {
        int hidden = settings.hidden();
        if (settings.embedding() > 0) {
            projection("audio", clips.audioFeatures());
            if (clips.hasVideo()) {
                projection("video", clips.videoFeatures());
            }
        }
        for (int layer = 0; layer < settings.layers(); layer++) {
            layer(layer);
        }
        uniform("pool.audio.gate", 1 / Math.sqrt(hidden), hidden);
        if (clips.hasVideo()) {
            uniform("pool.video.gate", 1 / Math.sqrt(hidden), hidden);
        }
        int graphEmbedding = settings.graphEmbeddingSize(clips);
        uniform("head.weight", 1 / Math.sqrt(graphEmbedding), graphEmbedding, clips.classes());
        uniform("head.bias", 1 / Math.sqrt(graphEmbedding), clips.classes());
    }

    private void projection(String modality, int features) {
        String name = "projection." + modality;
        uniform(name + ".weight", 1 / Math.sqrt(features), features, settings.embedding());
        uniform(name + ".bias", 1 / Math.sqrt(features), settings.embedding());
    }

    private void layer(int layer) {
        int audioIn = width(layer, clips.audioFeatures());
        int videoIn = width(layer, clips.videoFeatures());
        String name = "layers." + layer;
        convolution(name + ".audio", audioIn);
        if (clips.hasVideo()) {
            convolution(name + ".video", videoIn);
        }
        if (settings.crossModal(clips, layer)) {
            cross(name + ".cross", audioIn, videoIn);
        }
    }

    /// Width of what enters a layer.
    private int width(int layer, int features) {
        if (layer > 0) {
            return settings.hidden();
        }
        return settings.embedding() > 0 ? settings.embedding() : features;
    }

    private void convolution(String name, int in) {
        glorot(name + ".psi", in, settings.hidden());
        if (settings.bias()) {
            uniform(name + ".bias", 0, settings.hidden());
        }
    }

    private void cross(String name, int audioIn, int videoIn) {
        glorot(name + ".source", videoIn, settings.hidden());
        glorot(name + ".target", audioIn, settings.hidden());
        glorot(name + ".attention_source", settings.hidden());
        glorot(name + ".attention_target", settings.hidden());
        uniform(name + ".bias", 0, settings.hidden());
    }

    /// Fan-in plus fan-out; an attention vector maps H numbers to one.
    private void glorot(String name, int... sizes) {
        int fans = sizes.length == 2 ? sizes[0] + sizes[1] : sizes[0] + 1;
        uniform(name, Math.sqrt(6.0 / fans), sizes);
    }

    /// What has two axes here is a matrix.
    private void uniform(String name, double bound, int... sizes) {
        specs.add(new ParameterSpec(name, Shape.of(sizes), new Initial.Uniform(bound), sizes.length == 2));
    }
}
