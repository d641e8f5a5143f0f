package org.thgcl.golden;

import java.util.List;
import org.thgcl.autodiff.Tape;
import org.thgcl.baseline.block.FuzzyCentroids;
import org.thgcl.baseline.block.MaxRelative;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.baseline.block.RelativePosition;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// Parts of Table 1's systems that find neighbours or work on them.
final class NeighbourKinds {
    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "nearest_edges",
                    "3.2",
                    "from each video node to the audio nodes with the smallest max(0, |x|^2 + |y|^2 - 2 x.y) or"
                            + " 1 - x.y / max(|x||y|, 1e-8), nearest first, of equal ones the smaller index first",
                    List.of(
                            KindSetting.whole("neighbours", 1, Limits.SIZE).or(3),
                            KindSetting.ofWords("distance", NearestEdges.Distance.EUCLIDEAN)),
                    List.of("audio[n_a,h]", "video[n_v,h]"),
                    List.of("int video[E]", "int audio[E]"),
                    NeighbourKinds::nearestEdges),
            new EquationKind(
                    "max_relative",
                    "3.2",
                    "z[i,c] = max over k of y[index[i,k],c] - x[i,c]",
                    List.of(KindSetting.whole("neighbours", 1, Limits.SIZE)),
                    List.of("x[n,c]", "y[m,c]", "int index[n,k]"),
                    List.of("z[n,c]"),
                    settings -> List.of("x[n,c]", "y[m,c]", "int index[n," + settings.whole("neighbours") + "]"),
                    NeighbourKinds::maxRelative),
            new EquationKind(
                    "fuzzy_centroids",
                    "3.2",
                    "weight = (a / sum over centroids of a)^4, a = 1 / (|z_i - start_g| + 1e-10), centroids = means of"
                            + " the z_i by weight; order says which rows of x the z_i are",
                    List.of(KindSetting.ofWords("order", FuzzyCentroids.Order.SCRAMBLED)),
                    List.of("x[n,c]", "start[c,K]"),
                    List.of("centroids[c,K]", "weight[n,K]"),
                    NeighbourKinds::fuzzyCentroids),
            new EquationKind(
                    "relative_position",
                    "3.2",
                    "-(2/width) U (E E') W', E the sines and cosines of a square, U and W bicubic resampling to nodes"
                            + " and nodes / reduce^2",
                    List.of(
                            KindSetting.whole("width", 4, Limits.SIZE),
                            KindSetting.whole("nodes", 1, Limits.SIZE),
                            KindSetting.whole("reduce", 1, Limits.SIZE).or(1)),
                    List.of(),
                    List.of("relative[n,m]"),
                    NeighbourKinds::relativePosition));

    private NeighbourKinds() {}

    private static Outputs nearestEdges(CaseSettings settings, CaseInputs in) {
        int neighbours = settings.whole("neighbours");
        Limits.require("settings.neighbours", in.size("n_v"), neighbours);
        Limits.require("inputs.video", in.size("n_v"), in.size("n_a"));
        NearestEdges nearest = new NearestEdges(neighbours, settings.word(NearestEdges.Distance.class, "distance"));
        Tape tape = in.tape();
        SparsityPattern edges = GoldenException.blaming(
                "settings.neighbours",
                () -> nearest.apply(tape.constant(in.tensor("video")), tape.constant(in.tensor("audio")), 1));
        int[] video = new int[edges.entries()];
        int[] audio = new int[edges.entries()];
        for (int e = 0; e < edges.entries(); e++) {
            video[e] = edges.column(e);
            audio[e] = edges.row(e);
        }
        return new Outputs().put("video", GoldenTensor.whole(video)).put("audio", GoldenTensor.whole(audio));
    }

    private static Outputs maxRelative(CaseSettings settings, CaseInputs in) {
        return new Outputs()
                .put(
                        "z",
                        MaxRelative.apply(
                                in.variable("x"),
                                in.variable("y"),
                                settings.whole("neighbours"),
                                in.indices("index", in.size("m"))));
    }

    private static Outputs fuzzyCentroids(CaseSettings settings, CaseInputs in) {
        Limits.require("inputs.start", in.size("n"), in.size("K"));
        Limits.require("inputs.start", in.size("n"), in.size("c"));
        FuzzyCentroids.Clusters result = new FuzzyCentroids(settings.word(FuzzyCentroids.Order.class, "order"))
                .apply(in.tensor("x"), in.tensor("start"));
        return new Outputs()
                .put("centroids", GoldenTensor.real(result.centroids()))
                .put("weight", GoldenTensor.real(result.weight()));
    }

    private static Outputs relativePosition(CaseSettings settings, CaseInputs in) {
        int nodes = settings.whole("nodes");
        Limits.require("settings.nodes", nodes, nodes);
        Limits.require("settings.width", nodes, settings.whole("width"));
        RelativePosition position = GoldenException.blaming(
                "settings", () -> new RelativePosition(settings.whole("width"), nodes, settings.whole("reduce")));
        Tensor relative = position.apply();
        return new Outputs()
                .put(
                        "relative",
                        GoldenTensor.real(relative.to(in.tape().kernels().dtype())));
    }
}
