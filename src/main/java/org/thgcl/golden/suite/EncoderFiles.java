package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.list;
import static org.thgcl.golden.suite.NetworkCases.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Predicate;
import org.thgcl.features.S3d;
import org.thgcl.features.S3dSettings;
import org.thgcl.features.Vggish;
import org.thgcl.features.VggishSettings;
import org.thgcl.golden.Declaration;
import org.thgcl.golden.Kinds;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Shape;

/// The encoders of section 2.1 with few channels.
final class EncoderFiles {
    private static final String VERSION = "2.2.0";
    private static final List<String> BLOCKS = List.of("3b", "3c", "4b", "4c", "4d", "4e", "4f", "5b", "5c");

    private EncoderFiles() {}

    static List<Document> all() {
        return List.of(vggish(), s3d());
    }

    /// A case: everything that the kind declares for the settings is drawn.
    ///
    /// @param sizes of the axes that the input leaves open
    /// @param differentiated which inputs have a gradient in the file
    private static Draft draft(
            String kind,
            String id,
            Map<String, Object> settings,
            Map<String, Integer> sizes,
            Predicate<String> differentiated) {
        Draft draft = new Draft(id);
        settings.forEach(draft::setting);
        Draw draw = new Draw(kind + "/" + id);
        for (String text : Kinds.of(kind).inputs(draft.settings)) {
            Declaration declared = Declaration.of(text);
            int[] shape = declared.sizes().stream()
                    .mapToInt(size -> sizes.containsKey(size) ? sizes.get(size) : Integer.parseInt(size))
                    .toArray();
            draft.input(declared.name(), drawn(draw, declared.name(), shape));
            if (differentiated.test(declared.name())) {
                draft.gradients(declared.name());
            }
        }
        return draft;
    }

    /// Numbers with which most channels of rectified layers live.
    private static Numbers drawn(Draw draw, String name, int... shape) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return switch (last) {
            case "weight" -> weight(draw, name, Shape.of(shape));
            case "scale" -> NetworkCases.moved(draw.normal(name, 0.2, shape), 1);
            case "shift", "bias" -> NetworkCases.moved(draw.normal(name, 0.2, shape), 0.3);
            case "mean" -> draw.normal(name, 0.2, shape);
            case "variance" -> NetworkCases.moved(draw.uniform(name, shape), 0.5);
            default -> draw.normal(name, shape);
        };
    }

    /// The forty layers of S3D need weights with a mean above 0, as their maps have: so most sums are above 0.
    private static Numbers weight(Draw draw, String name, Shape shape) {
        double terms = shape.rows();
        return name.startsWith("conv_") || name.startsWith("mixed_")
                ? NetworkCases.moved(draw.normal(name, 0.6 / Math.sqrt(terms), shape.toArray()), 1 / terms)
                : draw.normal(name, Math.sqrt(2 / terms), shape.toArray());
    }

    // ------------------------------------------------------------------------------------------------------ VGGish

    private static final Settings<VggishSettings> OF_VGGISH = Settings.of(VggishSettings.class);

    /// Every patch by itself.
    private static Map<String, Numbers> vggish(Definition.Settings settings, Map<String, Numbers> in) {
        Vggish vggish = new Vggish(OF_VGGISH.with(VggishSettings.PUBLISHED, settings.values()));
        Numbers patches = in.get("patches");
        int frames = patches.shape().size(1);
        double[][] rows = patches.table();
        double[][] embedding = new double[patches.shape().size(0)][];
        for (int p = 0; p < embedding.length; p++) {
            double[][] patch = Arrays.copyOfRange(rows, p * frames, (p + 1) * frames);
            embedding[p] = vggish.definition(patch, numbers(in));
        }
        return Map.of("embedding", Numbers.table(embedding));
    }

    private static Function<String, double[]> numbers(Map<String, Numbers> in) {
        return name -> in.get(name).data();
    }

    private static Document vggish() {
        Definition vggish = EncoderFiles::vggish;
        return new Document("vggish", "vggish", "2.1", Vggish.class, vggish)
                .version(VERSION)
                .checkedTogether()
                .reading("A27")
                .tolerance(
                        1e-12,
                        1e-10,
                        "Nine layers with sums of at most 150 products below 10: some 1500 roundings of 2^-53, 2e-13,"
                                + " and a gradient has all of them on its way forth and back.")
                .decoy(
                        "channel-first",
                        "flattened channel by channel, as PyTorch lays maps out",
                        (settings, in) -> vggish.changed(all ->
                                        all.computeIfPresent("fc1_1.weight", (_, w) -> channelFirst(settings, w)))
                                .of(settings, in))
                .decoy("relu-at-the-end", "a rectifier behind the last layer", vggish.with("final_relu", true))
                .decoy("no-relu-at-the-end", "no rectifier behind the last layer", vggish.with("final_relu", false))
                .decoy(
                        "frames-and-bands",
                        "the first axis of a kernel runs along the bands",
                        vggish.changed(EncoderFiles::turned, convolutions()))
                .decoy(
                        "kernels-backwards",
                        "a convolution in the sense of mathematics, with kernels backwards on both axes",
                        vggish.changed(EncoderFiles::backwards, convolutions()))
                .add(draft("vggish", "plain", small(17, 33, false), Map.of("P", 2), _ -> true)
                        .leftOut("final_relu")
                        .comment("17 frames and 33 bands: pools have a last row and a last column alone"))
                .add(draft("vggish", "rectified", small(12, 13, true), Map.of("P", 3), _ -> true)
                        .comment("an odd number of bands, a rectifier at the end as in torchvggish"))
                .add(draft("vggish", "one-position", small(1, 1, false), Map.of("P", 2), _ -> true)
                        .comment("a map of one position: eight of nine taps are outside"));
    }

    private static Map<String, Object> small(int frames, int bands, boolean finalRelu) {
        return settings(
                "frames",
                frames,
                "bands",
                bands,
                "channels",
                list(2, 3, 2, 3, 2, 3),
                "hidden",
                list(4, 5),
                "embedding",
                3,
                "final_relu",
                finalRelu);
    }

    private static String[] convolutions() {
        return new String[] {
            "conv1.weight", "conv2.weight", "conv3_1.weight", "conv3_2.weight", "conv4_1.weight", "conv4_2.weight"
        };
    }

    /// The rows of the first linear map in the order that meets a map flattened channel by channel.
    private static Numbers channelFirst(Definition.Settings settings, Numbers w) {
        int channels = OF_VGGISH
                .with(VggishSettings.PUBLISHED, settings.values())
                .channels()
                .getLast();
        int positions = w.shape().rows() / channels;
        int[] from = new int[w.shape().rows()];
        Arrays.setAll(from, row -> row % channels * positions + row / channels);
        return NetworkCases.rows(w, from);
    }

    /// `[..., k, k, in, out]` with rows for columns.
    private static Numbers turned(Numbers w) {
        return taps(w, (k, tap) -> tap % k * k + tap / k);
    }

    private static Numbers backwards(Numbers w) {
        return taps(w, (k, tap) -> k * k - 1 - tap);
    }

    /// The taps of a kernel `[..., k, k, in, out]` in another order.
    ///
    /// @param from the tap that stands in the place of a tap, for k
    private static Numbers taps(Numbers w, IntBinaryOperator from) {
        int k = w.shape().size(w.shape().rank() - 3);
        int size = w.count() / k / k;
        double[] data = new double[w.count()];
        for (int e = 0; e < data.length; e++) {
            data[e] = w.get(from.applyAsInt(k, e / size) * size + e % size);
        }
        return Numbers.of(w.shape(), data);
    }

    // --------------------------------------------------------------------------------------------------------- S3D

    private static final Settings<S3dSettings> OF_S3D = Settings.of(S3dSettings.class);

    /// Every chunk by itself.
    private static Map<String, Numbers> s3d(Definition.Settings settings, Map<String, Numbers> in) {
        S3d s3d = new S3d(OF_S3D.with(S3dSettings.PUBLISHED, settings.values()));
        Numbers video = in.get("video");
        double[][] features = new double[video.shape().size(0)][];
        for (int n = 0; n < features.length; n++) {
            features[n] = s3d.definition(chunk(video, n), numbers(in));
        }
        return Map.of("features", Numbers.table(features));
    }

    private static double[][][][] chunk(Numbers video, int n) {
        Shape shape = video.shape();
        double[][][][] chunk = new double[shape.size(1)][shape.size(2)][shape.size(3)][shape.size(4)];
        int next = n * video.count() / shape.size(0);
        for (double[][][] frame : chunk) {
            for (double[][] row : frame) {
                for (double[] position : row) {
                    for (int c = 0; c < position.length; c++) {
                        position[c] = video.get(next++);
                    }
                }
            }
        }
        return chunk;
    }

    private static Document s3d() {
        Definition s3d = EncoderFiles::s3d;
        return new Document("s3d", "s3d", "2.1", S3d.class, s3d)
                .version(VERSION)
                .checkedTogether()
                .reading("A29", "A35")
                .tolerance(
                        1e-12,
                        1e-10,
                        "40 layers with sums of at most 150 products below 10 that cancel as in a random walk: some 500"
                                + " roundings of 2^-53, 5e-14, on the way forth and back; a norm enlarges them by up to"
                                + " 1.4.")
                .decoy("epsilon", "1e-5 for 1e-3 or the reverse", (settings, in) -> s3d.with(
                                "epsilon", settings.number("epsilon") == 1e-5 ? 1e-3 : 1e-5)
                        .of(settings, in))
                .decoy(
                        "blue-first",
                        "colours in the order blue, green, red",
                        s3d.changed(NetworkCases::reversed, "video"))
                .decoy(
                        "norm-once",
                        "no norm between the halves of a separated convolution",
                        (settings, in) -> s3d.changed(all -> firstNormLeftOut(all, settings.number("epsilon")))
                                .of(settings, in))
                .decoy(
                        "branches-exchanged",
                        "the second and third branch joined in the other order",
                        s3d.exchanged(".branch1.", ".branch2."))
                .decoy(
                        "rows-and-columns",
                        "the first axis of a picture is its width",
                        s3d.changed(EncoderFiles::turned, "conv1.weight"))
                .decoy("no-gates", "features of S3D-G without its gates", s3d.with("gating", false))
                .decoy("length-1", "divided by its length where the mean alone is wanted", s3d.with("norm", "l2"))
                .decoy("mean-alone", "not divided by its length", s3d.with("norm", "none"))
                .add(draft("s3d", "l2", tiny(1e-5, false, "l2"), sizes(1, 5, 17, 17), _ -> true)
                        .leftOut("epsilon", "gating", "norm")
                        .comment("the smallest chunk, 5 frames of 17 x 17"))
                .add(draft("s3d", "gates", tiny(1e-5, true, "l2"), sizes(2, 9, 18, 17), name -> name.contains(".gate"))
                        .comment("S3D-G; two chunks of 9 frames, an odd number of which reaches the last pool"))
                .add(draft("s3d", "mean", tiny(1e-3, false, "none"), sizes(1, 7, 17, 49), name -> !name.equals("video"))
                        .comment("7 frames of 17 x 49, of which two positions are left; the epsilon of torchvision"));
    }

    private static Map<String, Object> tiny(double epsilon, boolean gating, String norm) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("stem", list(2, 2, 3));
        BLOCKS.forEach(block -> settings.put("mixed_" + block, list(1, 2, 2, 2, 2, 1)));
        settings.put("epsilon", epsilon);
        settings.put("gating", gating);
        settings.put("norm", norm);
        return settings;
    }

    private static Map<String, Integer> sizes(int chunks, int frames, int height, int width) {
        return Map.of("N", chunks, "T", frames, "H", height, "W", width);
    }

    /// The norms behind the first halves with numbers that make them the identity.
    private static void firstNormLeftOut(Map<String, Numbers> in, double epsilon) {
        Map.copyOf(in).forEach((name, x) -> {
            if (name.endsWith("conv1.norm.variance")) {
                in.put(
                        name.replace("variance", "scale"),
                        NetworkCases.each(x, variance -> Math.sqrt(variance + epsilon)));
            }
            if (name.endsWith("conv1.norm.mean")) {
                in.put(name.replace("mean", "shift"), x);
            }
        });
    }
}
