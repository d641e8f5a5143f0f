package org.thgcl.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.features.S3dSettings.Norm;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Window;

/// S3D, from a chunk of pictures to features: convolutions over space and over time apart.
///
/// | layer | made of | from 6 x 128 x 128 |
/// |---|---|---|
/// | `conv_1a` | unit 1 x 7 x 7, stride 1 x 2 x 2, 3 to 64; unit 7 x 1 x 1, stride 2 x 1 x 1 | 3 x 64 x 64 x 64 |
/// | pool | 1 x 3 x 3, stride 1 x 2 x 2, padding 0, 1, 1 | 3 x 32 x 32 x 64 |
/// | `conv_2b` | unit 1 x 1 x 1, 64 to 64 | 3 x 32 x 32 x 64 |
/// | `conv_2c` | unit 1 x 3 x 3, 64 to 192; unit 3 x 1 x 1 | 3 x 32 x 32 x 192 |
/// | pool | 1 x 3 x 3, stride 1 x 2 x 2, padding 0, 1, 1 | 3 x 16 x 16 x 192 |
/// | `mixed_3b`, `mixed_3c` | blocks | 3 x 16 x 16 x 256, 480 |
/// | pool | 3 x 3 x 3, stride 2, padding 1 | 2 x 8 x 8 x 480 |
/// | `mixed_4b` to `mixed_4f` | blocks | 2 x 8 x 8 x 512, 512, 512, 528, 832 |
/// | pool | 2 x 2 x 2, stride 2 | 1 x 4 x 4 x 832 |
/// | `mixed_5b`, `mixed_5c` | blocks | 1 x 4 x 4 x 832, 1024 |
/// | mean | over all positions | 1024 |
/// | length | divided by `max(norm, 1e-12)` (A35) | 1024 |
///
/// A unit is a [NormalisedUnit], a block a [MixedBlock], a pool a [MaxPool]. There are 7,910,048 parameters, 9,098,000
/// with gates, and with the statistics of the norms 7,931,264.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | chunk | `video` | `[N, T, H, W, 3]` | | real; T at least 5, H and W at least 17 |
/// | features | returned | `[N, D]` | | at least 0 |
///
/// Traps: a norm and a rectifier stand behind each half of a separated convolution. Pools take -infinity outside
/// the map. The epsilon of the norms is 1e-5 in CoCLR, 1e-3 in torchvision and TensorFlow (A29). Refused: chunks
/// and pictures of which the pools leave nothing, a variance below 0.
///
/// Source: Xie et al. 2018, *Rethinking spatiotemporal feature learning*; Han et al. 2020, *Self-supervised co-training
/// for video representation learning* (CoCLR), and its published code.
public final class S3d implements Network {
    /// The fewest frames of a chunk of which something is left.
    public static final int LEAST_FRAMES = 5;

    /// The fewest rows, and columns, of a picture of which something is left.
    public static final int LEAST_SIDE = 17;

    /// Chunks that it best takes at a time: more need more memory and are no faster.
    public static final int CHUNKS_AT_ONCE = 8;

    private static final int COLOURS = 3;
    private static final double LEAST_NORM = 1e-12;

    private final S3dSettings settings;
    private final List<SpaceTimeLayer> layers = new ArrayList<>();

    /// The network of settings.
    public S3d(S3dSettings settings) {
        this.settings = settings;
        List<Integer> stem = settings.stem();
        double epsilon = settings.epsilon();
        layers.addAll(NormalisedUnit.separate("conv_1a", 7, COLOURS, stem.get(0), 2, epsilon));
        pool(Window.of(1), Window.of(3).withStride(2).withPadding(1));
        layers.add(NormalisedUnit.single("conv_2b", stem.get(0), stem.get(1), epsilon));
        layers.addAll(NormalisedUnit.separate("conv_2c", 3, stem.get(1), stem.get(2), 1, epsilon));
        pool(Window.of(1), Window.of(3).withStride(2).withPadding(1));
        int channels = mixed("mixed_3b", stem.get(2), settings.mixed_3b());
        channels = mixed("mixed_3c", channels, settings.mixed_3c());
        pool(
                Window.of(3).withStride(2).withPadding(1),
                Window.of(3).withStride(2).withPadding(1));
        channels = mixed("mixed_4b", channels, settings.mixed_4b());
        channels = mixed("mixed_4c", channels, settings.mixed_4c());
        channels = mixed("mixed_4d", channels, settings.mixed_4d());
        channels = mixed("mixed_4e", channels, settings.mixed_4e());
        channels = mixed("mixed_4f", channels, settings.mixed_4f());
        pool(Window.sideBySide(2), Window.sideBySide(2));
        channels = mixed("mixed_5b", channels, settings.mixed_5b());
        mixed("mixed_5c", channels, settings.mixed_5c());
    }

    private void pool(Window frames, Window sides) {
        layers.add(new MaxPool(List.of(frames, sides, sides)));
    }

    /// Adds a block.
    ///
    /// @return how many channels it gives
    private int mixed(String name, int in, List<Integer> channels) {
        MixedBlock block = MixedBlock.of(name, in, channels, settings.epsilon(), settings.gating());
        layers.add(block);
        return block.outputs();
    }

    @Override
    public List<ParameterSpec> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public List<ParameterSpec> statistics() {
        return layers.stream().flatMap(layer -> layer.statistics().stream()).toList();
    }

    @Override
    public List<String> inputs() {
        return List.of("video[N,T,H,W," + COLOURS + "]");
    }

    @Override
    public List<String> outputs() {
        return List.of("features[N,D]");
    }

    /// The features of chunks. Those of each are a function of this chunk alone, to the bit. Where no gradient is
    /// wanted, no map is kept longer than the next layer needs it.
    ///
    /// @throws IllegalArgumentException if a chunk or a picture is too small, or a variance below 0
    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable video = inputs.get("video");
        requireSize(video.shape());
        Variable features = PositionMean.of(through(layers, video, weights));
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("features", settings.norm() == Norm.L2 ? Dense.unitRows(features, LEAST_NORM) : features);
        return outputs;
    }

    private static void requireSize(Shape video) {
        video.require(
                "video",
                Axis.any("chunk"),
                Axis.any("frame"),
                Axis.any("row"),
                Axis.any("column"),
                Axis.of("colour", COLOURS));
        int frames = video.size(1);
        int height = video.size(2);
        int width = video.size(3);
        if (frames < LEAST_FRAMES || height < LEAST_SIDE || width < LEAST_SIDE) {
            throw new ShapeException("video: a chunk has " + frames + " frames of " + width + " x " + height
                    + " pixels, it must have at least " + LEAST_FRAMES + " of " + LEAST_SIDE + " x " + LEAST_SIDE);
        }
    }

    /// Some layers, one behind the other, on a map. The map before a layer is given back once the layer is done.
    static Variable through(List<SpaceTimeLayer> layers, Variable x, Weights weights) {
        if (layers.isEmpty()) {
            return x;
        }
        List<SpaceTimeLayer> before = layers.subList(0, layers.size() - 1);
        return x.tape().part(() -> layers.getLast().apply(through(before, x, weights), weights));
    }

    /// The network on one chunk, as the formulas read.
    ///
    /// @param video `[T][H][W][3]`
    /// @param weights the numbers of a parameter or statistic, row by row
    /// @return `[D]`
    public double[] definition(double[][][][] video, Function<String, double[]> weights) {
        double[][][][] x = video;
        for (SpaceTimeLayer layer : layers) {
            x = layer.definition(x, weights);
        }
        double[] y = PositionMean.definition(x);
        if (settings.norm() == Norm.NONE) {
            return y;
        }
        double squares = 0;
        for (double feature : y) {
            squares += feature * feature;
        }
        for (int d = 0; d < y.length; d++) {
            y[d] /= Math.max(Math.sqrt(squares), LEAST_NORM);
        }
        return y;
    }
}
