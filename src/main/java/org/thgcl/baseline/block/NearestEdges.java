package org.thgcl.baseline.block;

import java.util.Objects;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// Edges from each video node i to the k audio nodes j whose features are nearest to its own:
///
/// | distance | `d_ij` |
/// |---|---|
/// | `euclidean` | `max(0, |x_i|^2 + |y_j|^2 - 2 x_i . y_j)` |
/// | `cosine` | `1 - x_i . y_j / max(|x_i| |y_j|, 1e-8)` |
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `video` | `[B n_v, h]` | | real |
/// | `y` | `audio` | `[B n_a, h]` | | real |
/// | k | `neighbours` | | nodes | 1 to n_a |
///
/// The nearest audio node comes first; of two at the same distance the one with the smaller index. Edges stay within a
/// clip. They are chosen from the values of the features and have no gradient. Source: the published programs of VAED
/// and HGCN, which leave the order of equal distances open. Refused: k out of range, widths that differ.
///
/// @param neighbours audio nodes of each video node
/// @param distance how far two nodes are from each other
public record NearestEdges(int neighbours, Distance distance) {
    private static final double SMALLEST_NORM = 1e-8;

    /// How far two nodes are from each other.
    public enum Distance {
        /// The squared Euclidean distance.
        EUCLIDEAN,
        /// One less the cosine of the angle.
        COSINE
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there is no neighbour
    public NearestEdges {
        Objects.requireNonNull(distance, "distance");
        if (neighbours < 1) {
            throw new IllegalArgumentException(
                    "nearest edges: each node must have at least 1 neighbour, got " + neighbours);
        }
    }

    /// The edges of a batch as one pattern over all of its clips.
    ///
    /// @param clips number of clips B
    /// @return `B n_a` x `B n_v`, grouped by video node, nearest first
    /// @throws ShapeException if the shapes don't fit
    /// @throws IllegalArgumentException if a clip has fewer audio nodes than a video node has neighbours
    public SparsityPattern apply(Variable video, Variable audio, int clips) {
        int[] nearest = nearest(video, audio, clips);
        int videoNodes = video.shape().rows() / clips;
        int audioNodes = audio.shape().rows() / clips;
        int[] source = new int[nearest.length];
        int[] target = new int[nearest.length];
        for (int e = 0; e < nearest.length; e++) {
            source[e] = e / neighbours;
            target[e] = source[e] / videoNodes * audioNodes + nearest[e];
        }
        return SparsityPattern.of(audio.shape().rows(), video.shape().rows(), target, source);
    }

    /// The nearest audio nodes of each video node, counted within its clip.
    ///
    /// @return `[B n_v, k]`, row-major
    private int[] nearest(Variable video, Variable audio, int clips) {
        int h = video.shape().columns();
        audio.shape().require("nearest edges, audio nodes", Axis.any("node"), Axis.of("feature", h));
        int n = ofAClip("video", video, clips);
        int m = ofAClip("audio", audio, clips);
        if (neighbours > m) {
            throw new IllegalArgumentException(
                    "nearest edges: " + neighbours + " neighbours, but a clip has only " + m + " audio nodes");
        }
        Tape tape = video.tape();
        Kernels kernels = tape.kernels();
        int[] nearest = new int[clips * n * neighbours];
        Tensor x = tape.allocate(Shape.of(n, h));
        Tensor y = tape.allocate(Shape.of(m, h));
        Tensor d = tape.allocate(Shape.of(n, m));
        for (int clip = 0; clip < clips; clip++) {
            copyRows(video.value(), clip * n, x);
            copyRows(audio.value(), clip * m, y);
            kernels.matmul(x, false, y, true, false, d);
            toDistances(d, squaredNorms(x), squaredNorms(y));
            System.arraycopy(SmallestOfRows.of(d, neighbours), 0, nearest, clip * n * neighbours, n * neighbours);
        }
        return nearest;
    }

    private static int ofAClip(String modality, Variable x, int clips) {
        if (clips < 1 || x.shape().rows() % clips != 0) {
            throw new ShapeException(
                    "nearest edges: " + x.shape().rows() + " " + modality + " nodes in " + clips + " clips");
        }
        return x.shape().rows() / clips;
    }

    private static void copyRows(Tensor from, int firstRow, Tensor to) {
        int first = firstRow * to.shape().columns();
        for (int i = 0; i < to.shape().elements(); i++) {
            to.set(i, from.get(first + i));
        }
    }

    private static double[] squaredNorms(Tensor x) {
        double[] squared = new double[x.shape().rows()];
        for (int i = 0; i < x.shape().elements(); i++) {
            squared[i / x.shape().columns()] += x.get(i) * x.get(i);
        }
        return squared;
    }

    /// Dot products to distances, in place.
    private void toDistances(Tensor d, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                d.set(i * y.length + j, distance(d.get(i * y.length + j), x[i], y[j]));
            }
        }
    }

    private double distance(double dot, double squaredX, double squaredY) {
        return switch (distance) {
            case EUCLIDEAN -> Math.max(0, squaredX + squaredY - 2 * dot);
            case COSINE -> 1 - dot / Math.max(Math.sqrt(squaredX) * Math.sqrt(squaredY), SMALLEST_NORM);
        };
    }

    /// The nearest rows of y of each row of x, for one clip, by sorting all distances.
    public int[][] definition(double[][] x, double[][] y) {
        double[][] d = new double[x.length][y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                d[i][j] = distance(dot(x[i], y[j]), dot(x[i], x[i]), dot(y[j], y[j]));
            }
        }
        return SmallestOfRows.definition(d, neighbours);
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
