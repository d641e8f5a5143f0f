package org.thgcl.jmh;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.thgcl.features.S3d;
import org.thgcl.features.S3dSettings;
import org.thgcl.features.Vggish;
import org.thgcl.features.VggishSettings;

/// VGGish or S3D at its published size as a good PyTorch program would evaluate it: random weights in float32, channels
/// before positions, each norm already multiplied into weight and bias of its convolution, a map given back as soon as
/// it isn't needed.
final class LibtorchEncoder implements Runnable {
    private static final long COLOURS = 3;
    private static final Shape SQUARE = new Shape(2, 2);
    private static final Shape ONE = new Shape(1, 1, 1);
    private static final Shape TWO = new Shape(2, 2, 2);
    private static final Shape THREE = new Shape(3, 3, 3);
    private static final Shape NONE = new Shape(0, 0, 0);

    private final NDManager manager;
    private final NDArray input;
    private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();
    private final List<LibtorchUnit> units = new ArrayList<>();

    private LibtorchEncoder(NDManager manager, Shape input) {
        this.manager = manager;
        this.input = uniform(1, input);
    }

    /// VGGish on as many patches as this program takes at a time.
    static LibtorchEncoder vggish(NDManager manager) {
        VggishSettings settings = VggishSettings.PUBLISHED;
        LibtorchEncoder network =
                new LibtorchEncoder(manager, new Shape(Vggish.PATCHES_AT_ONCE, 1, settings.frames(), settings.bands()));
        long in = 1;
        for (int l = 0; l < settings.channels().size(); l++) {
            long out = settings.channels().get(l);
            network.layers.add(network.unit(in, out, new Shape(3, 3), new Shape(1, 1)));
            if (l != 2 && l != 4) {
                network.layers.add(x -> Pool.maxPool2d(x, SQUARE, SQUARE, new Shape(0, 0), false));
            }
            in = out;
        }
        long flattened = new Vggish(settings).flattened();
        network.layers.add(x -> x.transpose(0, 2, 3, 1).reshape(-1, flattened));
        long hidden = settings.hidden().get(0);
        long last = settings.hidden().get(1);
        network.layers.add(network.linear(flattened, hidden).andThen(Activation::relu)::apply);
        network.layers.add(network.linear(hidden, last).andThen(Activation::relu)::apply);
        network.layers.add(network.linear(last, settings.embedding()));
        return network;
    }

    /// S3D on as many chunks of 6 frames of 128 x 128 as this program takes at a time.
    static LibtorchEncoder s3d(NDManager manager) {
        S3dSettings settings = S3dSettings.PUBLISHED;
        LibtorchEncoder network = new LibtorchEncoder(manager, new Shape(S3d.CHUNKS_AT_ONCE, COLOURS, 6, 128, 128));
        List<UnaryOperator<NDArray>> layers = network.layers;
        long first = settings.stem().get(0);
        long second = settings.stem().get(1);
        long third = settings.stem().get(2);
        UnaryOperator<NDArray> pool = pool(new Shape(1, 3, 3), new Shape(1, 2, 2), new Shape(0, 1, 1));
        layers.addAll(network.separate(COLOURS, first, 7, 2));
        layers.add(pool);
        layers.add(network.unit(first, second, ONE, ONE));
        layers.addAll(network.separate(second, third, 3, 1));
        layers.add(pool);
        long channels = network.mixed(third, settings.mixed_3b());
        channels = network.mixed(channels, settings.mixed_3c());
        layers.add(pool(THREE, TWO, ONE));
        channels = network.mixed(channels, settings.mixed_4b());
        channels = network.mixed(channels, settings.mixed_4c());
        channels = network.mixed(channels, settings.mixed_4d());
        channels = network.mixed(channels, settings.mixed_4e());
        channels = network.mixed(channels, settings.mixed_4f());
        layers.add(pool(TWO, TWO, NONE));
        channels = network.mixed(channels, settings.mixed_5b());
        network.mixed(channels, settings.mixed_5c());
        layers.add(x -> Pool.globalAvgPool3d(x).normalize(2, 1, 1e-12));
        return network;
    }

    private NDArray uniform(double bound, Shape shape) {
        return manager.randomUniform((float) -bound, (float) bound, shape);
    }

    private LibtorchUnit unit(long in, long out, Shape kernel, Shape stride) {
        LibtorchUnit unit = new LibtorchUnit(manager, in, out, kernel, stride);
        units.add(unit);
        return unit;
    }

    /// Two units, over rows and columns, then over frames.
    private List<LibtorchUnit> separate(long in, long out, long kernel, long stride) {
        return List.of(
                unit(in, out, new Shape(1, kernel, kernel), new Shape(1, stride, stride)),
                unit(out, out, new Shape(kernel, 1, 1), new Shape(stride, 1, 1)));
    }

    private static UnaryOperator<NDArray> pool(Shape kernel, Shape stride, Shape padding) {
        return x -> Pool.maxPool3d(x, kernel, stride, padding, false);
    }

    private UnaryOperator<NDArray> linear(long in, long out) {
        NDArray weight = uniform(Math.sqrt(6.0 / in), new Shape(in, out));
        NDArray bias = uniform(0.1, new Shape(out));
        return x -> x.matMul(weight).add(bias);
    }

    /// Adds a block of four branches.
    ///
    /// @param channels as S3dSettings has them
    /// @return how many channels it gives
    private long mixed(long in, List<Integer> channels) {
        List<List<? extends UnaryOperator<NDArray>>> branches = List.of(
                List.of(unit(in, channels.get(0), ONE, ONE)),
                reduced(in, channels.get(1), channels.get(2)),
                reduced(in, channels.get(3), channels.get(4)),
                List.of(pool(THREE, ONE, ONE), unit(in, channels.get(5), ONE, ONE)));
        layers.add(x -> {
            try (NDList results = new NDList()) {
                branches.forEach(branch -> results.add(through(branch, x)));
                return NDArrays.concat(results, 1);
            }
        });
        return channels.get(0) + channels.get(2) + channels.get(4) + channels.get(5);
    }

    private List<UnaryOperator<NDArray>> reduced(long in, long middle, long out) {
        List<UnaryOperator<NDArray>> branch = new ArrayList<>();
        branch.add(unit(in, middle, ONE, ONE));
        branch.addAll(separate(middle, out, 3, 1));
        return branch;
    }

    /// What layers make of a map, which stays, while those between them go.
    private static NDArray through(List<? extends UnaryOperator<NDArray>> layers, NDArray x) {
        NDArray y = x;
        for (UnaryOperator<NDArray> layer : layers) {
            NDArray before = y;
            y = layer.apply(before);
            if (before != x) {
                before.close();
            }
        }
        return y;
    }

    @Override
    public void run() {
        JniUtils.setGradMode(false);
        try (NDManager step = manager.newSubManager()) {
            input.attach(step);
            through(layers, input);
            input.attach(manager);
        }
    }

    /// The convolutions alone, each on a map as large as it sees in the network.
    Runnable convolutions() {
        run();
        List<Runnable> each =
                units.stream().map(unit -> unit.convolution(manager)).toList();
        return () -> each.forEach(Runnable::run);
    }
}
