package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.VideoResNetSettings.Middle;
import org.thgcl.baseline.VideoResNetSettings.Variant;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.ChannelsLast;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Window;

/// The video networks R3D-18 and R(2+1)D-18 (Tran et al. 2018, "A closer look at spatiotemporal convolutions"),
/// residual networks over frames, rows and columns. R3D-18 is HGCN's video trunk, too.
///
/// ```text
/// stem     relu(norm(conv(x))), 3 x 7 x 7, stride 1 x 2 x 2
/// block    relu(norm1(conv1(relu(norm0(conv0(x))))) + shortcut(x)), 3 x 3 x 3, two in each stage
/// head     features = mean over all positions, logits = features W + b
/// ```
///
/// The first block of each stage but the first has stride 2, and a convolution 1 x 1 x 1 with a norm for its
/// shortcut. R(2+1)D divides each convolution in two: over space to M channels, norm, ReLU, then over time, with `M
/// = floor(27 in out / (9 in + 3 out))`, which gives both parts together about as many weights. No convolution has a
/// bias.
public final class VideoResNet implements Network {
    private static final int BLOCKS = 2;
    private static final int FRAME_CHANNELS = 3;

    private final VideoResNetSettings settings;

    /// The network of settings.
    public VideoResNet(VideoResNetSettings settings) {
        this.settings = settings;
    }

    /// A block's place and sizes.
    private record Block(String name, int in, int out, int stride) {
        boolean hasShortcut() {
            return stride > 1;
        }
    }

    private Block block(int stage, int index) {
        boolean first = stage > 0 && index == 0;
        int out = settings.widths().get(stage);
        int in = first ? settings.widths().get(stage - 1) : out;
        return new Block("stages." + stage + "." + index, in, out, first ? 2 : 1);
    }

    private boolean apart() {
        return settings.variant() == Variant.R2PLUS1D;
    }

    @Override
    public List<ParameterSpec> parameters() {
        ParameterList parameters = new ParameterList();
        int width = settings.widths().getFirst();
        if (apart()) {
            parameters
                    .weight("stem.space", space(7, 2).weightShape(FRAME_CHANNELS, settings.stemMiddle()))
                    .norm("stem.space.norm", settings.stemMiddle())
                    .weight("stem.time", time(1).weightShape(settings.stemMiddle(), width))
                    .norm("stem.time.norm", width);
        } else {
            parameters.weight("stem", stem().weightShape(FRAME_CHANNELS, width)).norm("stem.norm", width);
        }
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            for (int index = 0; index < BLOCKS; index++) {
                add(parameters, block(stage, index));
            }
        }
        return parameters
                .linear("head", settings.widths().getLast(), settings.classes())
                .list();
    }

    private void add(ParameterList parameters, Block block) {
        int first = middle(block.in, block.out);
        int second = settings.middle() == Middle.SHARED ? first : middle(block.out, block.out);
        convolution(parameters, block.name + ".conv0", block.in, first, block.out);
        parameters.norm(block.name + ".norm0", block.out);
        convolution(parameters, block.name + ".conv1", block.out, second, block.out);
        parameters.norm(block.name + ".norm1", block.out);
        if (block.hasShortcut()) {
            parameters
                    .weight(block.name + ".shortcut", shortcut(block.stride).weightShape(block.in, block.out))
                    .norm(block.name + ".shortcut.norm", block.out);
        }
    }

    private void convolution(ParameterList parameters, String name, int in, int middle, int out) {
        if (apart()) {
            parameters
                    .weight(name + ".space", space(3, 1).weightShape(in, middle))
                    .norm(name + ".space.norm", middle)
                    .weight(name + ".time", time(1).weightShape(middle, out));
        } else {
            parameters.weight(name, cube(1).weightShape(in, out));
        }
    }

    /// M, the channels between space and time.
    private static int middle(int in, int out) {
        return Math.toIntExact(27L * in * out / (9L * in + 3L * out));
    }

    @Override
    public List<ParameterSpec> statistics() {
        return settings.statistics() == BatchNorm.Statistics.BATCH ? List.of() : ParameterList.statistics(parameters());
    }

    /// The frames, three colours of them.
    @Override
    public List<String> inputs() {
        return List.of("clip[B," + FRAME_CHANNELS + ",T,H,W]");
    }

    @Override
    public List<String> outputs() {
        return List.of("features[B,D]", "logits[B,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable x = stem(ChannelsLast.of(inputs.get("clip")), weights.at("stem"));
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            for (int index = 0; index < BLOCKS; index++) {
                Block block = block(stage, index);
                x = block(x, block, weights.at(block.name));
            }
        }
        Variable features = PositionPooling.mean(x);
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("features", features);
        outputs.put("logits", ClassificationHead.apply(features, weights.get("head.weight"), weights.get("head.bias")));
        return outputs;
    }

    private Variable stem(Variable x, Weights weights) {
        if (!apart()) {
            return normalised(stem().apply(x, weights.get("weight"), null), weights.at("norm"))
                    .relu();
        }
        Variable inSpace = space(7, 2).apply(x, weights.get("space.weight"), null);
        Variable inTime =
                time(1).apply(normalised(inSpace, weights.at("space.norm")).relu(), weights.get("time.weight"), null);
        return normalised(inTime, weights.at("time.norm")).relu();
    }

    private Variable block(Variable x, Block block, Weights weights) {
        Variable y = convolution(x, block.stride, weights.at("conv0"));
        y = normalised(y, weights.at("norm0")).relu();
        y = normalised(convolution(y, 1, weights.at("conv1")), weights.at("norm1"));
        Variable past = block.hasShortcut()
                ? normalised(
                        shortcut(block.stride).apply(x, weights.get("shortcut.weight"), null),
                        weights.at("shortcut.norm"))
                : x;
        return y.plus(past).relu();
    }

    private Variable convolution(Variable x, int stride, Weights weights) {
        if (!apart()) {
            return cube(stride).apply(x, weights.get("weight"), null);
        }
        Variable inSpace = space(3, stride).apply(x, weights.get("space.weight"), null);
        Variable active = normalised(inSpace, weights.at("space.norm")).relu();
        return time(stride).apply(active, weights.get("time.weight"), null);
    }

    private Variable normalised(Variable x, Weights weights) {
        return BatchNorm.STANDARD.apply(x, settings.statistics(), weights);
    }

    private static Convolution stem() {
        Window space = window(7, 2);
        return Convolution.of(window(3, 1), space, space);
    }

    private static Convolution cube(int stride) {
        Window each = window(3, stride);
        return Convolution.of(each, each, each);
    }

    private static Convolution space(int kernel, int stride) {
        Window each = window(kernel, stride);
        return Convolution.of(Window.of(1), each, each);
    }

    private static Convolution time(int stride) {
        return Convolution.of(window(3, stride), Window.of(1), Window.of(1));
    }

    private static Convolution shortcut(int stride) {
        Window each = window(1, stride);
        return Convolution.of(each, each, each);
    }

    /// As many zeros on either side as leave the size, for stride 1, as it is.
    private static Window window(int kernel, int stride) {
        return Window.of(kernel).withStride(stride).withPadding(kernel / 2);
    }
}
