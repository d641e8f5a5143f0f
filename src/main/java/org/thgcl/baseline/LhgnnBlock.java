package org.thgcl.baseline;

import java.util.Arrays;
import java.util.List;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.DepthwiseConvolution;
import org.thgcl.baseline.block.FuzzyCentroids;
import org.thgcl.baseline.block.MaxRelative;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.baseline.block.PositionNeighbours;
import org.thgcl.baseline.block.RelativePosition;
import org.thgcl.baseline.block.SmallestOfRows;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;

/// A block of LHGNN on a map x, `[B, h, w, c]`:
///
/// ```text
/// v = norm(before(x)),  u = averages of v in windows of r x r
/// m1 = max-relative(v, u) over the k nearest,  m2 = max-relative(v, centroids) over the heaviest
/// y = norm(after(gelu(norm(mix(v, m1, m2, channel by channel))))) + x
/// out = norm(reduce(depthwise(gelu(norm(expand(y)))))) + y
/// ```
///
/// Neighbours and centroids are found anew at each call and have no gradient. The fixed distances between positions are
/// made at the first call for a number of positions, and kept.
final class LhgnnBlock {
    private static final int MIX_GROUPS = 4;
    private static final List<Window> POINT = List.of(Window.of(1), Window.of(1));
    private static final Convolution EACH = new Convolution(POINT, 1);
    private static final Convolution MIX = new Convolution(POINT, MIX_GROUPS);
    private static final DepthwiseConvolution DEPTHWISE = new DepthwiseConvolution(
            List.of(Window.of(3).withPadding(1), Window.of(3).withPadding(1)));

    private final LhgnnSettings settings;
    private final int width;
    private final int reduce;
    private final PositionNeighbours neighbours;
    private final FuzzyCentroids clustering;
    private Tensor relative = Tensor.zeros(Shape.of(0, 0));

    LhgnnBlock(LhgnnSettings settings, int stage, int dilation) {
        this.settings = settings;
        this.width = settings.widths().get(stage);
        this.reduce = settings.reduce().get(stage);
        this.neighbours = new PositionNeighbours(settings.neighbours(), dilation);
        this.clustering = new FuzzyCentroids(settings.order());
    }

    /// Channels c.
    int width() {
        return width;
    }

    void add(ParameterList parameters, String name) {
        Lhgnn.normed(parameters, name + ".before", EACH.weightShape(width, width));
        Lhgnn.normed(parameters, name + ".mix", MIX.weightShape(3 * width, 3 * width));
        Lhgnn.normed(parameters, name + ".after", EACH.weightShape(3 * width, width));
        parameters
                .weight(name + ".expand", EACH.weightShape(width, 4 * width))
                .norm(name + ".expand.norm", 4 * width)
                .convolution(name + ".depthwise", DEPTHWISE.weightShape(4 * width))
                .weight(name + ".reduce", EACH.weightShape(4 * width, width))
                .norm(name + ".reduce.norm", width);
    }

    /// The block.
    ///
    /// @param start of the centroids, `[B, c, K]`
    Variable apply(Variable x, Variable start, Weights weights) {
        Variable v = normed(EACH, x, weights.at("before"));
        Variable u = reduce == 1
                ? v
                : Pooling.sideBySide(Pooling.Pool.AVERAGE, reduce, reduce).apply(v);
        Variable vRows = rows(v);
        Variable uRows = rows(u);
        int clips = x.shape().size(0);
        int[] nearest = neighbours.apply(vRows, uRows, relative(vRows.shape().rows() / clips));
        Variable local = MaxRelative.apply(vRows, uRows, settings.neighbours(), nearest);
        Variable higher = higherOrder(vRows, start, clips);
        Variable mixed = Columns.permute(Columns.concatenate(vRows, local, higher), interleaved())
                .reshape(Shape.of(clips, x.shape().size(1), x.shape().size(2), 3 * width));
        Variable y = normed(MIX, mixed, weights.at("mix")).gelu();
        y = normed(EACH, y, weights.at("after")).plus(x);
        return feedForward(y, weights).plus(y);
    }

    private Variable feedForward(Variable y, Weights weights) {
        Variable wide = norm(EACH.apply(y, weights.get("expand.weight"), null), weights.at("expand"))
                .gelu();
        Variable seen = DEPTHWISE.apply(wide, weights.get("depthwise.weight"), weights.get("depthwise.bias"));
        return norm(EACH.apply(seen, weights.get("reduce.weight"), null), weights.at("reduce"));
    }

    private Variable normed(Convolution convolution, Variable x, Weights weights) {
        return norm(convolution.apply(x, weights.get("weight"), weights.get("bias")), weights);
    }

    private Variable norm(Variable x, Weights weights) {
        return Lhgnn.norm(x, settings.statistics(), weights.at("norm"));
    }

    /// Positions as rows, channels as columns.
    private Variable rows(Variable x) {
        return x.reshape(Shape.of(x.shape().rows(), width));
    }

    private Tensor relative(int positions) {
        if (relative.shape().rows() != positions) {
            relative = new RelativePosition(width, positions, reduce).apply();
        }
        return relative;
    }

    /// Channel 3 c + 0, 1, 2 is v, m1, m2 of channel c.
    private int[] interleaved() {
        int[] order = new int[3 * width];
        Arrays.setAll(order, channel -> channel % 3 * width + channel / 3);
        return order;
    }

    /// How far the centroids that a position weighs most in reach beyond it.
    private Variable higherOrder(Variable v, Variable start, int clips) {
        start.shape()
                .require(
                        "centroids",
                        Axis.of("clip", clips),
                        Axis.of("channel", width),
                        Axis.of("centroid", settings.clusters()));
        int positions = v.shape().rows() / clips;
        int top = settings.topClusters();
        Tape tape = v.tape();
        Tensor centroids = tape.allocate(Shape.of(clips * settings.clusters(), width));
        int[] heaviest = new int[clips * positions * top];
        for (int clip = 0; clip < clips; clip++) {
            FuzzyCentroids.Clusters found = clustering.apply(
                    part(tape, v.value(), clip, positions, width),
                    part(tape, start.value(), clip, width, settings.clusters()));
            for (int k = 0; k < width; k++) {
                for (int g = 0; g < settings.clusters(); g++) {
                    int row = clip * settings.clusters() + g;
                    centroids.set(row * width + k, found.centroids().get(k * settings.clusters() + g));
                }
            }
            tape.kernels().scale(found.weight(), -1, found.weight());
            int[] ofClip = SmallestOfRows.of(found.weight(), top);
            for (int e = 0; e < ofClip.length; e++) {
                heaviest[clip * ofClip.length + e] = clip * settings.clusters() + ofClip[e];
            }
        }
        return MaxRelative.apply(v, tape.constant(centroids), top, heaviest);
    }

    /// One clip's matrix among those of a batch.
    private static Tensor part(Tape tape, Tensor all, int clip, int rows, int columns) {
        Tensor part = tape.allocate(Shape.of(rows, columns));
        for (int i = 0; i < rows * columns; i++) {
            part.set(i, all.get(clip * rows * columns + i));
        }
        return part;
    }
}
