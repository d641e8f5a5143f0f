package org.thgcl.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// A mixed block of S3D: four branches on the same map, joined by their channels in this order:
///
/// | branch | layers | channels |
/// |---|---|---|
/// | 0 | unit 1 x 1 x 1 | o0 |
/// | 1 | unit 1 x 1 x 1, unit 1 x 3 x 3, unit 3 x 1 x 1 | m1, o1, o1 |
/// | 2 | unit 1 x 1 x 1, unit 1 x 3 x 3, unit 3 x 1 x 1 | m2, o2, o2 |
/// | 3 | pool 3 x 3 x 3, unit 1 x 1 x 1 | o3 |
///
/// With gates (S3D-G), each branch b is first multiplied, channel by channel, by
/// `sigmoid(mean over positions of b W + bias)`.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[N, T, H, W, in]` | | real |
/// | of a single unit | `NAME.branch0...`, `NAME.branch3...` | as [NormalisedUnit] has them | | |
/// | of branches 1, 2 | `NAME.branch1.reduce...`, `NAME.branch1.conv1...`, `NAME.branch1.conv2...` | as above | | |
/// | `W` | `NAME.gate0.weight` to `NAME.gate3.weight` | `[o, o]` | | real |
/// | bias | `NAME.gate0.bias` to `NAME.gate3.bias` | `[o]` | | real |
/// | `y` | returned | `[N, T, H, W, o0 + o1 + o2 + o3]` | | real |
///
/// The norm and the rectifier stand behind both halves of a separated convolution, over space and over time.
///
/// @param name what its parameters' names begin with
/// @param branches layers of each branch, one behind the other
/// @param widths channels of the result of each branch
/// @param gating whether the branches have gates
record MixedBlock(String name, List<List<SpaceTimeLayer>> branches, List<Integer> widths, boolean gating)
        implements SpaceTimeLayer {
    /// Numbers of channels that a block has.
    static final int SIZES = 6;

    /// A block.
    ///
    /// @param channels `o0, m1, o1, m2, o2, o3`
    static MixedBlock of(String name, int in, List<Integer> channels, double epsilon, boolean gating) {
        Window window = Window.of(3).withPadding(1);
        List<SpaceTimeLayer> last = List.of(
                new MaxPool(List.of(window, window, window)),
                NormalisedUnit.single(name + ".branch3", in, channels.get(5), epsilon));
        List<List<SpaceTimeLayer>> branches = List.of(
                List.of(NormalisedUnit.single(name + ".branch0", in, channels.get(0), epsilon)),
                reduced(name + ".branch1", in, channels.get(1), channels.get(2), epsilon),
                reduced(name + ".branch2", in, channels.get(3), channels.get(4), epsilon),
                last);
        List<Integer> widths = List.of(channels.get(0), channels.get(2), channels.get(4), channels.get(5));
        return new MixedBlock(name, branches, widths, gating);
    }

    private static List<SpaceTimeLayer> reduced(String name, int in, int middle, int out, double epsilon) {
        List<SpaceTimeLayer> branch = new ArrayList<>();
        branch.add(NormalisedUnit.single(name + ".reduce", in, middle, epsilon));
        branch.addAll(NormalisedUnit.separate(name, 3, middle, out, 1, epsilon));
        return branch;
    }

    /// Channels of its result.
    int outputs() {
        return widths.stream().mapToInt(Integer::intValue).sum();
    }

    private Stream<SpaceTimeLayer> layers() {
        return branches.stream().flatMap(List::stream);
    }

    private String gate(int branch) {
        return name + ".gate" + branch;
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        layers().forEach(layer -> parameters.addAll(layer.parameters()));
        for (int b = 0; gating && b < widths.size(); b++) {
            Shape weight = Shape.of(widths.get(b), widths.get(b));
            parameters.add(ParameterSpec.matrix(
                    gate(b) + ".weight", widths.get(b), widths.get(b), RectifiedConvolution.initial(weight)));
            parameters.add(new ParameterSpec(gate(b) + ".bias", Shape.of(widths.get(b)), new Initial.Constant(0)));
        }
        return parameters;
    }

    @Override
    public List<ParameterSpec> statistics() {
        return layers().flatMap(layer -> layer.statistics().stream()).toList();
    }

    @Override
    public Variable apply(Variable x, Weights weights) {
        Variable[] joined = new Variable[branches.size()];
        for (int b = 0; b < joined.length; b++) {
            Variable y = S3d.through(branches.get(b), x, weights);
            joined[b] = gating ? gated(y, weights.at(gate(b))) : y;
        }
        return Columns.concatenate(joined);
    }

    private static Variable gated(Variable x, Weights weights) {
        Variable mean = PositionMean.of(x);
        Variable gate = Dense.addBias(Dense.matmul(mean, weights.get("weight")), weights.get("bias"))
                .sigmoid();
        return PositionMean.scaled(x, gate);
    }

    @Override
    public double[][][][] definition(double[][][][] x, Function<String, double[]> weights) {
        double[][][][] joined = new double[x.length][x[0].length][x[0][0].length][0];
        for (int b = 0; b < branches.size(); b++) {
            double[][][][] y = x;
            for (SpaceTimeLayer layer : branches.get(b)) {
                y = layer.definition(y, weights);
            }
            if (gating) {
                definitionGate(y, weights.apply(gate(b) + ".weight"), weights.apply(gate(b) + ".bias"));
            }
            for (int t = 0; t < x.length; t++) {
                for (int h = 0; h < x[0].length; h++) {
                    for (int w = 0; w < x[0][0].length; w++) {
                        joined[t][h][w] = joined(joined[t][h][w], y[t][h][w]);
                    }
                }
            }
        }
        return joined;
    }

    private static void definitionGate(double[][][][] y, double[] W, double[] bias) {
        double[] mean = PositionMean.definition(y);
        for (int o = 0; o < bias.length; o++) {
            double z = bias[o];
            for (int c = 0; c < mean.length; c++) {
                z += mean[c] * W[c * bias.length + o];
            }
            for (double[][][] frame : y) {
                for (double[][] row : frame) {
                    for (double[] position : row) {
                        position[o] /= 1 + Elementary.exp(-z);
                    }
                }
            }
        }
    }

    private static double[] joined(double[] one, double[] other) {
        double[] both = new double[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
