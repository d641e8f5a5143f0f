package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.ChannelsLast;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.baseline.block.Pooling.Pool;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// ResNet-1D as VAED's repository compares with it (Shirian et al. 2023; the network is Hong et al. 2020, *HOLMES*): a
/// residual network of convolutions along the **feature** axis. The segments of a clip are its channels.
///
/// ```text
/// y = gelu(first(x))                           P channels to `width`
/// block i   z = conv0(gelu(y))                 block 0: conv0(y)
///           z = conv1(gelu(z))
///           y = z + shortcut(y)
/// logits = head of the mean over the axis of gelu(y)
/// ```
///
/// A convolution pads its input with zeros to `ceil(n / stride)` outputs, half before and the rest after. Of every
/// `downsampleEvery` blocks the second has a conv0 with a stride; its shortcut is the maximum of windows of so many
/// elements, the zeros around them included. Block `widenEvery`, and each so many blocks further, doubles the channels;
/// its shortcut has zeros on both sides of the old ones.
///
/// The published program also makes, and counts, a linear map and a batch normalisation before each GELU, none of which
/// it uses (G8). `normalise` lets the latter act; the first of block 0, which has no GELU to stand before, never acts.
public final class ResNet1d implements Network {
    private final ResNet1dSettings settings;

    /// The network of settings.
    public ResNet1d(ResNet1dSettings settings) {
        this.settings = settings;
    }

    private int in(int block) {
        return settings.width() << (block == 0 ? 0 : (block - 1) / settings.widenEvery());
    }

    private int out(int block) {
        return block > 0 && block % settings.widenEvery() == 0 ? 2 * in(block) : in(block);
    }

    private boolean shortens(int block) {
        return block % settings.downsampleEvery() == 1;
    }

    /// Features that the head sees.
    int width() {
        return out(settings.blocks() - 1);
    }

    @Override
    public List<ParameterSpec> parameters() {
        ParameterList list = new ParameterList();
        if (!settings.start().isEmpty()) {
            list.linear("start", settings.start().getFirst(), settings.start().getLast());
        }
        list.convolution("first", Shape.of(settings.width(), settings.channels(), settings.kernel()));
        for (int block = 0; block < settings.blocks(); block++) {
            list.convolution("blocks." + block + ".conv0", Shape.of(out(block), in(block), settings.kernel()));
            list.convolution("blocks." + block + ".conv1", Shape.of(out(block), out(block), settings.kernel()));
        }
        list.linear("head", width(), settings.classes());
        if (settings.normParameters()) {
            list.norm("first.norm", settings.width());
            for (int block = 0; block < settings.blocks(); block++) {
                list.norm("blocks." + block + ".norm0", in(block)).norm("blocks." + block + ".norm1", out(block));
            }
            list.norm("end.norm", width());
        }
        return list.list();
    }

    /// The running means and variances, where normalisations act by them.
    @Override
    public List<ParameterSpec> statistics() {
        boolean needed = settings.normalise() && settings.statistics() == BatchNorm.Statistics.RUNNING;
        return needed ? ParameterList.statistics(parameters()) : List.of();
    }

    @Override
    public List<String> inputs() {
        return List.of("x[B," + settings.channels() + ",F]");
    }

    @Override
    public List<String> outputs() {
        return List.of("logits[B,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put(
                "logits",
                ClassificationHead.apply(
                        features(weights, inputs.get("x")), weights.get("head.weight"), weights.get("head.bias")));
        return outputs;
    }

    /// What the head sees.
    ///
    /// @param x `[B, channels, F]`
    /// @return `[B, width of the last block]`
    Variable features(Weights weights, Variable x) {
        Variable y = activate(weights.at("first.norm"), convolve(weights.at("first"), ChannelsLast.of(x), 1));
        for (int block = 0; block < settings.blocks(); block++) {
            y = block(weights.at("blocks." + block), block, y);
        }
        Variable end = activate(weights.at("end.norm"), y);
        int clips = x.shape().size(0);
        return Pooling.sideBySide(Pool.AVERAGE, end.shape().size(1)).apply(end).reshape(Shape.of(clips, width()));
    }

    private Variable block(Weights weights, int block, Variable x) {
        int stride = shortens(block) ? settings.stride() : 1;
        Variable z = block == 0 ? x : activate(weights.at("norm0"), x);
        z = convolve(weights.at("conv0"), z, stride);
        z = convolve(weights.at("conv1"), activate(weights.at("norm1"), z), 1);
        Variable shortcut = x;
        if (stride > 1) {
            int zeros = stride - 1;
            Window window = new Window(stride, stride, zeros / 2, zeros - zeros / 2, 1);
            shortcut = new Pooling(Pool.MAX, List.of(window)).apply(shortcut);
        }
        int wider = out(block) - in(block);
        return z.plus(wider == 0 ? shortcut : Columns.pad(shortcut, wider / 2, wider - wider / 2));
    }

    private Variable activate(Weights norm, Variable x) {
        return (settings.normalise() ? BatchNorm.STANDARD.apply(x, settings.statistics(), norm) : x).gelu();
    }

    /// @param x `[B, n, in]`
    private Variable convolve(Weights weights, Variable x, int stride) {
        Window window = Window.of(settings.kernel())
                .withStride(stride)
                .paddedToCover(x.shape().size(1));
        return Convolution.of(window).apply(x, weights.get("weight"), weights.get("bias"));
    }
}
