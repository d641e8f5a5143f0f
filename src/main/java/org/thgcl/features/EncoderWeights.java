package org.thgcl.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.thgcl.data.Fingerprint;
import org.thgcl.model.Initial;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.weights.ConvertedWeights;
import org.thgcl.weights.Encoder;

/// The weights of the encoders, float32, by name: VGGish's under `vggish.`, S3D's and its statistics under
/// `s3d.`, the principal components as `pca.vectors` `[128, 128]` and `pca.means` `[128]`. All finite, no
/// variance below 0.
///
/// @param vggish the sizes of VGGish
/// @param s3d the sizes of S3D; its epsilon and its gates belong to the weights (A29)
/// @param tensors by name
/// @param sources where the weights of `vggish`, `s3d` and `pca` are from: the SHA-256 of a file, or `random:`
///     and the seed; what isn't listed isn't there
public record EncoderWeights(
        VggishSettings vggish, S3dSettings s3d, Map<String, Tensor> tensors, Map<String, String> sources) {
    /// The part with VGGish's weights.
    public static final String VGGISH = "vggish";

    /// The part with S3D's weights.
    public static final String S3D = "s3d";

    /// The part with the principal components.
    public static final String PCA = "pca";

    /// The parts in order.
    public static final List<String> PARTS = List.of(VGGISH, S3D, PCA);

    private static final String SMALL = "small:";
    private static final Pattern RANDOM = Pattern.compile(Fingerprint.RANDOM + "((?:" + SMALL + ")?)(-?\\d{1,18})");

    private static final String VECTORS = PCA + ".vectors";
    private static final String MEANS = PCA + ".means";

    /// Checks names, shapes and numbers.
    ///
    /// @throws IllegalArgumentException that names the tensor, what is wrong and the rule
    public EncoderWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (ParameterSpec spec : specs(vggish, s3d, sources.keySet().stream().toList())) {
            shapes.put(spec.name(), spec.shape());
        }
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            require(entry.getKey(), entry.getValue(), tensors.get(entry.getKey()));
        }
        for (String name : tensors.keySet()) {
            if (!shapes.containsKey(name)) {
                throw new IllegalArgumentException("weights: no encoder has a tensor " + name);
            }
        }
    }

    private static void require(String name, Shape shape, Tensor tensor) {
        if (tensor == null) {
            throw new IllegalArgumentException("weights: " + name + " is missing; it must be there in shape " + shape);
        }
        if (!tensor.shape().equals(shape)) {
            throw new ShapeException("weights: " + name + " has shape " + tensor.shape() + ", it must be " + shape);
        }
        double least = name.endsWith(".variance") ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shape.elements(); i++) {
            double value = tensor.get(i);
            if (!Double.isFinite(value) || value < least) {
                throw new IllegalArgumentException("weights: element " + i + " of " + name + " is " + value
                        + ", it must be finite" + (least == 0 ? " and not below 0" : ""));
            }
        }
    }

    /// Reads files, published or converted (see [ConvertedWeights]), each encoder from one of them, of the
    /// published sizes. S3D gets the epsilon and the gates of its file.
    ///
    /// @throws IllegalArgumentException that names the file and lists what doesn't fit
    /// @throws IOException if a file can't be read
    public static EncoderWeights load(Path... files) throws IOException {
        ConvertedWeights read =
                ConvertedWeights.read(List.of(files), ConvertedWeights.Choice.DEFAULT, EncoderWeights::publishedShapes);
        S3dSettings s3d = S3dSettings.PUBLISHED.withGating(read.gating());
        Map<String, String> sources = new LinkedHashMap<>();
        read.sources()
                .forEach(source -> source.encoders().forEach(part -> sources.put(part.prefix(), source.sha256())));
        return new EncoderWeights(
                VggishSettings.PUBLISHED,
                s3d.withEpsilon(read.epsilon().orElse(s3d.epsilon())),
                read.tensors(),
                sources);
    }

    /// The shapes of a published encoder's tensors, by name.
    ///
    /// @param gating whether S3D has gates
    public static Map<String, Shape> publishedShapes(Encoder encoder, boolean gating) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        S3dSettings s3d = S3dSettings.PUBLISHED.withGating(gating);
        specs(VggishSettings.PUBLISHED, s3d, List.of(encoder.prefix()))
                .forEach(spec -> shapes.put(spec.name(), spec.shape()));
        return shapes;
    }

    /// Weights at random, by the words that [#source] has for them.
    ///
    /// @param words `random:SEED`, or `random:small:SEED` for few channels
    /// @throws IllegalArgumentException for other words
    public static EncoderWeights random(String words) {
        Matcher matcher = RANDOM.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("weights: '" + words + "' isn't allowed, must be random:SEED or"
                    + " random:small:SEED with a whole number");
        }
        long seed = Long.parseLong(matcher.group(2));
        return matcher.group(1).isEmpty() ? random(seed) : randomSmall(seed);
    }

    /// Weights at random, for demonstrations: of the published sizes, normal by He et al. 2015, biases 0, norms
    /// without effect. What they give is a function of the seed, and shows the way; it says nothing of what is
    /// heard or seen.
    public static EncoderWeights random(long seed) {
        return random(VggishSettings.PUBLISHED, S3dSettings.PUBLISHED, seed, "");
    }

    /// The same with few channels, which take a hundredth of the time; as many features come out.
    public static EncoderWeights randomSmall(long seed) {
        VggishSettings vggish = new VggishSettings(96, 64, List.of(4, 4, 8, 8, 8, 8), List.of(32, 32), 128, false);
        List<Integer> block = List.of(4, 4, 4, 4, 4, 4);
        S3dSettings s3d = new S3dSettings(
                List.of(4, 4, 8),
                block,
                block,
                block,
                block,
                block,
                block,
                block,
                block,
                List.of(384, 8, 384, 8, 128, 128),
                S3dSettings.PUBLISHED.epsilon(),
                false,
                S3dSettings.Norm.L2);
        return random(vggish, s3d, seed, SMALL);
    }

    private static EncoderWeights random(VggishSettings vggish, S3dSettings s3d, long seed, String size) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec spec : specs(vggish, s3d, PARTS)) {
            tensors.put(spec.name(), spec.draw(seed, DType.FLOAT32));
        }
        Map<String, String> sources = new LinkedHashMap<>();
        PARTS.forEach(part -> sources.put(part, Fingerprint.RANDOM + size + seed));
        return new EncoderWeights(vggish, s3d, tensors, sources);
    }

    /// The tensors that parts consist of.
    private static List<ParameterSpec> specs(VggishSettings vggish, S3dSettings s3d, List<String> parts) {
        return parts.stream()
                .flatMap(part -> switch (part) {
                    case VGGISH -> specs(VGGISH, new Vggish(vggish)).stream();
                    case S3D -> specs(S3D, new S3d(s3d)).stream();
                    case PCA -> pca(vggish.embedding()).stream();
                    default -> throw new IllegalArgumentException("weights: there is no encoder " + part);
                })
                .toList();
    }

    private static List<ParameterSpec> specs(String part, Network network) {
        return Stream.concat(network.parameters().stream(), network.statistics().stream())
                .map(spec -> spec.named(part + "." + spec.name()))
                .toList();
    }

    private static List<ParameterSpec> pca(int embedding) {
        return List.of(
                new ParameterSpec(
                        VECTORS, Shape.of(embedding, embedding), new Initial.Normal(Math.sqrt(1.0 / embedding))),
                new ParameterSpec(MEANS, Shape.of(embedding), new Initial.Constant(0)));
    }

    /// Checks that a part is there.
    ///
    /// @throws IllegalArgumentException if it isn't
    public void require(String part) {
        if (!sources.containsKey(part)) {
            throw new IllegalArgumentException("weights of " + part + " are missing: --" + part + " FILE");
        }
    }

    /// Without a part.
    public EncoderWeights without(String part) {
        Map<String, Tensor> others = new LinkedHashMap<>(tensors);
        others.keySet().removeIf(name -> name.startsWith(part + "."));
        Map<String, String> otherSources = new LinkedHashMap<>(sources);
        otherSources.remove(part);
        return new EncoderWeights(vggish, s3d, others, otherSources);
    }

    /// The tensors of a part under their names without its prefix.
    ///
    /// @throws IllegalArgumentException if it isn't there
    public Map<String, Tensor> part(String part) {
        require(part);
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(part + ".")) {
                named.put(name.substring(part.length() + 1), tensor);
            }
        });
        return named;
    }

    /// Where the weights of a part are from; empty if it isn't there.
    public Optional<String> source(String part) {
        return Optional.ofNullable(sources.get(part));
    }
}
