package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.thgcl.baseline.block.FuzzyCentroids;
import org.thgcl.baseline.block.MaxRelative;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.baseline.block.NearestEdges.Distance;
import org.thgcl.baseline.block.RelativePosition;

/// How the systems of Table 1 find neighbours, and what they do with them.
final class NeighbourFiles {
    private static final String PLACE = "3.2";

    private NeighbourFiles() {}

    static List<Document> all() {
        return List.of(nearest(), maxRelative(), fuzzyCentroids(), relativePosition());
    }

    private static double[][] rows(Numbers x) {
        int columns = x.shape().columns();
        double[][] rows = new double[x.shape().rows()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Arrays.copyOfRange(x.data(), r * columns, (r + 1) * columns);
        }
        return rows;
    }

    private static Numbers numbers(double[][] rows) {
        return matrix(
                rows.length,
                rows[0].length,
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    /// Edges from lists of audio nodes.
    private static Map<String, Numbers> edges(int[][] nearest) {
        List<Integer> video = new ArrayList<>();
        List<Integer> audio = new ArrayList<>();
        for (int i = 0; i < nearest.length; i++) {
            for (int j : nearest[i]) {
                video.add(i);
                audio.add(j);
            }
        }
        Map<String, Numbers> edges = new LinkedHashMap<>();
        edges.put("video", indices(video.stream().mapToInt(Integer::intValue).toArray()));
        edges.put("audio", indices(audio.stream().mapToInt(Integer::intValue).toArray()));
        return edges;
    }

    private static int[][] nearest(Definition.Settings s, double[][] x, double[][] y) {
        return new NearestEdges(s.whole("neighbours"), s.word(Distance.class, "distance")).definition(x, y);
    }

    private static Document nearest() {
        Definition definition = (s, in) -> edges(nearest(s, rows(in.get("video")), rows(in.get("audio"))));
        Document file = new Document("nearest_edges", "nearest_edges", PLACE, NearestEdges.class, definition)
                .version("2.1.0")
                .decoy("euclidean", "the Euclidean distance", definition.with("distance", "euclidean"))
                .decoy("cosine", "the angle", definition.with("distance", "cosine"))
                .decoy("larger-index-first", "of equal distances the larger index first", (s, in) -> {
                    double[][] audio = rows(in.get("audio"));
                    double[][] reversed = new double[audio.length][];
                    Arrays.setAll(reversed, j -> audio[audio.length - 1 - j]);
                    int[][] found = nearest(s, rows(in.get("video")), reversed);
                    for (int[] list : found) {
                        Arrays.setAll(list, k -> audio.length - 1 - list[k]);
                    }
                    return edges(found);
                })
                .decoy("ascending", "the neighbours of a node by index, not by distance", (s, in) -> {
                    int[][] found = nearest(s, rows(in.get("video")), rows(in.get("audio")));
                    Arrays.stream(found).forEach(Arrays::sort);
                    return edges(found);
                });
        Draw draw = new Draw("nearest_edges");
        for (String distance : List.of("euclidean", "cosine")) {
            file.add(nearestCase(distance, 3, distance, draw.normal("audio", 9, 4), draw.normal("video", 5, 4)));
        }
        file.add(nearestCase("ties", 2, "euclidean", matrix(4, 2, 1, 0, 0, 1, -1, 0, 0, 0), matrix(2, 2, 0, 0, 2, 2))
                .comment("three audio nodes are at the distance 1 from the first video node, two at 5 from the second")
                .flag("ties"));
        file.add(nearestCase("zeros", 2, "cosine", draw.normal("zeros", 4, 2), matrix(1, 2, 0, 0))
                .comment("a row of zeros has the cosine 0 to all")
                .flag("ties"));
        file.add(nearestCase("all", 3, "cosine", draw.normal("all", 3, 3), draw.normal("of", 2, 3))
                .comment("as many neighbours as there are audio nodes: the order alone is open"));
        file.add(new Draft("defaults-left-out")
                .comment("without settings: 3 neighbours by the Euclidean distance")
                .implied("neighbours", 3)
                .implied("distance", "euclidean")
                .input("audio", draw.normal("default", 6, 2))
                .input("video", draw.normal("defaults", 3, 2)));
        return file.flag("ties", "equal distances: the smaller index comes first");
    }

    private static Draft nearestCase(String id, int neighbours, String distance, Numbers audio, Numbers video) {
        return new Draft(id)
                .setting("neighbours", neighbours)
                .setting("distance", distance)
                .input("audio", audio)
                .input("video", video);
    }

    /// What becomes of a neighbour's feature, the node's own, and those so far.
    @FunctionalInterface
    private interface Aggregation {
        double of(double[] neighbours, double own);
    }

    private static Definition aggregated(Aggregation aggregation) {
        return (s, in) -> {
            double[][] x = rows(in.get("x"));
            double[][] y = rows(in.get("y"));
            int[][] index = in.get("index").rows();
            double[][] z = new double[x.length][x[0].length];
            for (int i = 0; i < x.length; i++) {
                for (int c = 0; c < x[i].length; c++) {
                    int channel = c;
                    double[] neighbours = Arrays.stream(index[i])
                            .mapToDouble(j -> y[j][channel])
                            .toArray();
                    z[i][c] = aggregation.of(neighbours, x[i][c]);
                }
            }
            return Map.of("z", numbers(z));
        };
    }

    private static Document maxRelative() {
        Definition definition = (s, in) -> Map.of(
                "z",
                numbers(MaxRelative.definition(
                        rows(in.get("x")), rows(in.get("y")), in.get("index").rows())));
        Document file = new Document("max_relative", "max_relative", PLACE, MaxRelative.class, definition)
                .version("2.1.0")
                .tolerance(1e-15, 1e-15, "One subtraction of numbers of size 3: one rounding, 2^-53 of it.")
                .decoy(
                        "smallest",
                        "the smallest difference",
                        aggregated((y, x) -> Arrays.stream(y).min().orElseThrow() - x))
                .decoy(
                        "mean",
                        "the mean difference",
                        aggregated((y, x) -> Arrays.stream(y).average().orElseThrow() - x))
                .decoy("not-relative", "the maximum itself", aggregated((y, x) -> Arrays.stream(y)
                        .max()
                        .orElseThrow()))
                .decoy("largest-size", "the largest size of a difference", aggregated((y, x) -> Arrays.stream(y)
                        .map(one -> Math.abs(one - x))
                        .max()
                        .orElseThrow()))
                .decoy(
                        "reversed",
                        "the largest of x - y",
                        aggregated((y, x) -> x - Arrays.stream(y).min().orElseThrow()));
        Draw draw = new Draw("max_relative");
        Numbers nodes = draw.normal("nodes", 7, 4);
        file.add(relativeCase("same", 3, nodes, nodes, draw.below("neighbours", 7, 21))
                .comment("neighbours among the nodes themselves")
                .gradients("x", "y"));
        file.add(relativeCase("others", 2, draw.normal("x", 5, 3), draw.normal("y", 4, 3), draw.below("to", 4, 10))
                .gradients("x", "y"));
        file.add(relativeCase("one-neighbour", 1, draw.normal("one", 3, 2), draw.normal("of", 2, 2), indices(1, 0, 1))
                .comment("the difference itself")
                .gradients("x", "y"));
        return file;
    }

    private static Draft relativeCase(String id, int neighbours, Numbers x, Numbers y, Numbers index) {
        return new Draft(id)
                .setting("neighbours", neighbours)
                .input("x", x)
                .input("y", y)
                .input("index", index.reshaped(x.shape().rows(), neighbours));
    }

    /// The centroids by other weights, from the shares of each position in each centroid.
    private static Definition weighted(DoubleUnaryOperator power, boolean mean) {
        return (s, in) -> {
            FuzzyCentroids clustering = new FuzzyCentroids(s.word(FuzzyCentroids.Order.class, "order"));
            double[][] x = rows(in.get("x"));
            double[][] weight = clustering.definitionWeight(x, rows(in.get("start")));
            for (double[] row : weight) {
                Arrays.setAll(row, g -> power.applyAsDouble(Math.sqrt(Math.sqrt(row[g]))));
            }
            double[][] centroids = clustering.definition(x, weight);
            for (int g = 0; g < weight[0].length && !mean; g++) {
                double total = 0;
                for (double[] row : weight) {
                    total += row[g];
                }
                for (double[] channel : centroids) {
                    channel[g] *= total;
                }
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("centroids", numbers(centroids));
            outputs.put("weight", numbers(weight));
            return outputs;
        };
    }

    private static Document fuzzyCentroids() {
        Definition definition = weighted(share -> share * share * (share * share), true);
        Document file = new Document("fuzzy_centroids", "fuzzy_centroids", PLACE, FuzzyCentroids.class, definition)
                .version("2.1.0")
                .tolerance(
                        1e-13,
                        1e-12,
                        "A distance takes some 20 roundings, a share as many again, its fourth power four times that:"
                                + " 200 roundings of 2^-53 make 2e-14, relative to weights that sum to a centroid.")
                .decoy("transposed", "the features of each position", definition.with("order", "transposed"))
                .decoy("scrambled", "memory by channels, read by rows", definition.with("order", "scrambled"))
                .decoy("squared", "weights of the second power", weighted(share -> share * share, true))
                .decoy("linear", "the shares are the weights", weighted(share -> share, true))
                .decoy("not-divided", "sums, not means", weighted(share -> share * share * (share * share), false));
        Draw draw = new Draw("fuzzy_centroids");
        for (String order : List.of("scrambled", "transposed")) {
            file.add(new Draft(order)
                    .setting("order", order)
                    .input("x", draw.normal("x", 6, 4))
                    .input("start", draw.normal("start", 4, 3)));
        }
        file.add(new Draft("square")
                .comment("as many positions as channels: no shape gives the wrong order away")
                .setting("order", "scrambled")
                .input("x", draw.normal("square", 4, 4))
                .input("start", draw.normal("starts", 4, 2)));
        file.add(new Draft("one-centroid")
                .comment("all weights are 1")
                .setting("order", "transposed")
                .input("x", draw.normal("one", 5, 2))
                .input("start", draw.normal("centroid", 2, 1)));
        return file.add(new Draft("default-order")
                .comment("without settings: scrambled")
                .implied("order", "scrambled")
                .input("x", draw.normal("default", 3, 2))
                .input("start", draw.normal("defaults", 2, 2)));
    }

    private static Document relativePosition() {
        Definition definition =
                (s, in) -> Map.of("relative", numbers(position(s).definition()));
        Document file = new Document(
                        "relative_position", "relative_position", PLACE, RelativePosition.class, definition)
                .version("2.1.0")
                .tolerance(
                        1e-13,
                        1e-12,
                        "16 taps of sums of at most 16 products below 1: 100 roundings of numbers below 2.")
                .decoy("similarity", "the sign is left out: near positions are far", scaled(-1))
                .decoy("not-doubled", "divided by the width, not by half of it", scaled(0.5))
                .decoy("not-divided", "the products themselves", (s, in) -> scaled(s.whole("width") / 2.0)
                        .of(s, in));
        for (int[] size : new int[][] {{8, 16, 1}, {8, 16, 2}, {4, 32, 1}, {12, 128, 4}, {4, 80, 2}}) {
            file.add(new Draft(size[0] + "-" + size[1] + "-" + size[2])
                    .setting("width", size[0])
                    .setting("nodes", size[1])
                    .setting("reduce", size[2]));
        }
        return file.add(new Draft("default-reduce")
                .comment("without the setting: 1")
                .setting("width", 4)
                .setting("nodes", 9)
                .implied("reduce", 1));
    }

    private static RelativePosition position(Definition.Settings s) {
        return new RelativePosition(s.whole("width"), s.whole("nodes"), s.whole("reduce"));
    }

    private static Definition scaled(double factor) {
        return (s, in) -> {
            double[][] relative = position(s).definition();
            for (double[] row : relative) {
                Arrays.setAll(row, j -> factor * row[j]);
            }
            return Map.of("relative", numbers(relative));
        };
    }
}
