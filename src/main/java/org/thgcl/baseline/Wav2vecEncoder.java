package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.Affine;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.baseline.block.Pooling.Pool;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// The convolutional encoder of wav2vec 2.0 (Baevski et al. 2020), with which HGCN's published program makes a row of
/// features of each window of sound:
///
/// ```text
/// x = conv(x) without bias, for each kernel and stride
///   after the first: (x - m_c) / sqrt(v_c + epsilon) scale_c + shift_c, for each channel c of each window
///   x = gelu(x)
/// features = mean over time
/// ```
///
/// m and v are the mean and the biased variance of a channel over the time of one window.
public final class Wav2vecEncoder implements Network {
    private static final double EPSILON = 1e-5;

    private final Wav2vecEncoderSettings settings;

    /// The encoder of settings.
    public Wav2vecEncoder(Wav2vecEncoderSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<ParameterSpec> parameters() {
        int channels = settings.channels();
        ParameterList list = new ParameterList();
        for (int layer = 0; layer < settings.kernels().size(); layer++) {
            int in = layer == 0 ? 1 : channels;
            list.weight(
                    "convs." + layer, Shape.of(channels, in, settings.kernels().get(layer)));
        }
        List<ParameterSpec> parameters = new ArrayList<>(list.list());
        parameters.addAll(Affine.parameters("convs.0.norm", Shape.of(channels)));
        return parameters;
    }

    /// Windows of sound, one a row.
    @Override
    public List<String> inputs() {
        return List.of("waveform[windows,n]");
    }

    @Override
    public List<String> outputs() {
        return List.of("features[windows,H]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("features", features(weights, inputs.get("waveform")));
        return outputs;
    }

    /// @param waveform `[windows, n]`
    /// @return `[windows, channels]`
    private Variable features(Weights weights, Variable waveform) {
        int windows = waveform.shape().size(0);
        Variable x = waveform.reshape(Shape.of(windows, waveform.shape().size(1), 1));
        for (int layer = 0; layer < settings.kernels().size(); layer++) {
            Weights own = weights.at("convs." + layer);
            Window window = Window.of(settings.kernels().get(layer))
                    .withStride(settings.strides().get(layer));
            x = Convolution.of(window).apply(x, own.get("weight"), null);
            x = (layer == 0 ? normalise(own.at("norm"), x) : x).gelu();
        }
        return Pooling.sideBySide(Pool.AVERAGE, x.shape().size(1))
                .apply(x)
                .reshape(Shape.of(windows, settings.channels()));
    }

    private static Variable normalise(Weights weights, Variable x) {
        RowGroups windows = RowGroups.uniform(x.shape().size(0), x.shape().size(1));
        return Affine.of(weights).apply(Columns.normalise(x, windows, EPSILON).value());
    }
}
