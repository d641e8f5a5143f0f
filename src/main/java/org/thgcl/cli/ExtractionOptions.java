package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thgcl.data.Fingerprint;
import org.thgcl.features.EncoderWeights;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.features.FeaturePreset;
import org.thgcl.features.FeatureSettings;
import org.thgcl.features.Seconds;
import org.thgcl.media.DecoderChoice;
import org.thgcl.media.DecoderOptions;
import org.thgcl.media.Rational;
import org.thgcl.media.Section;
import org.thgcl.tensor.Workers;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How features are made of recordings.
final class ExtractionOptions {
    @Option(names = "--vggish", paramLabel = "FILE", description = "Weights of VGGish, the encoder of sound.")
    private Path vggish;

    @Option(names = "--s3d", paramLabel = "FILE", description = "Weights of S3D, the encoder of pictures.")
    private Path s3d;

    @Option(
            names = "--pca",
            paramLabel = "FILE",
            description = "Principal components behind VGGish, for after_vggish=pca or pca_8_bits.")
    private Path pca;

    @Option(
            names = "--weights",
            paramLabel = "random:SEED",
            description = "Weights at random instead of files, for demonstrations: nothing has been learnt. "
                    + "random:small:SEED has few channels and is quick.")
    private String weights;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = PresetName.class,
            completionCandidates = PresetNames.class,
            description = "Settings to start from: paper, or predecessor, the script by which the paper's predecessors "
                    + "made their data. Default: paper.")
    private FeaturePreset preset;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "One setting; may be repeated. List: 'thgcl settings --features'.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--decoder",
            paramLabel = "NAME",
            defaultValue = "AUTO",
            description = "auto, frames (folders of pictures, .y4m, WAV, AIFF, AU) or ffmpeg. Default: auto.")
    private DecoderChoice decoder;

    @Option(names = "--ffmpeg", paramLabel = "PATH", description = "The program ffmpeg. Default: the one on the path.")
    private Path ffmpeg;

    @Option(
            names = "--frame-rate",
            paramLabel = "R",
            description = "Pictures a second of a folder of pictures, such as 25 or 30000/1001. Default: 25.")
    private String frameRate;

    @Option(
            names = "--start",
            paramLabel = "S",
            defaultValue = "0",
            description = "Where in each recording to begin, in seconds. Default: 0.")
    private String start;

    @Option(
            names = "--length",
            paramLabel = "S",
            description = "How much of each recording to use, in seconds; every 10 s are a clip. Default: all.")
    private String length;

    /// The settings that were asked for; empty if none were.
    ///
    /// @throws IllegalArgumentException for an unknown key, naming the nearest, or a value out of range
    Optional<FeatureSettings> settings() {
        if (preset == null && settings.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    (preset == null ? FeaturePreset.PAPER : preset).settings().with(settings));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--set " + e.getMessage(), e);
        }
    }

    /// The encoders with the weights that were asked for.
    ///
    /// @param made how the features were made that a model was trained on: if that was with random weights,
    ///     and no others are asked for, these are taken
    /// @param video whether the encoder of pictures is needed; it is left out otherwise
    /// @throws IllegalArgumentException if weights are missing, or don't fit
    /// @throws IOException if a file can't be read
    EncoderWeights encoders(Optional<Fingerprint> made, boolean video) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        put(files, EncoderWeights.VGGISH, vggish);
        put(files, EncoderWeights.S3D, s3d);
        put(files, EncoderWeights.PCA, pca);
        if (weights != null && !files.isEmpty()) {
            throw new IllegalArgumentException("--weights stands for all weights; leave out "
                    + files.keySet().stream().map(part -> "--" + part).collect(Collectors.joining(", ")));
        }
        Optional<String> random = weights != null || !files.isEmpty()
                ? Optional.ofNullable(weights)
                : made.map(Fingerprint::made)
                        .map(parts -> parts.get(EncoderWeights.VGGISH))
                        .filter(source -> source.startsWith(Fingerprint.RANDOM));
        EncoderWeights encoders = random.isPresent()
                ? EncoderWeights.random(random.get())
                : EncoderWeights.load(files.values().stream().distinct().toArray(Path[]::new));
        encoders.require(EncoderWeights.VGGISH);
        if (video) {
            encoders.require(EncoderWeights.S3D);
            return encoders;
        }
        return encoders.without(EncoderWeights.S3D);
    }

    /// Makes features of recordings for a model: with its own settings, unless others are asked for.
    ///
    /// @throws IllegalArgumentException if weights are missing or don't fit
    /// @throws IOException if they can't be read
    FeatureExtractor extractor(TrainedModel model, Workers workers) throws IOException {
        FeatureSettings wanted =
                settings().or(() -> model.features().map(FeatureSettings::of)).orElse(FeaturePreset.PAPER.settings());
        boolean video = model.configuration().clips().videoSegments() > 0;
        return new FeatureExtractor(wanted, encoders(model.features(), video), workers);
    }

    private static void put(Map<String, Path> files, String part, Path file) {
        if (file != null) {
            files.put(part, file);
        }
    }

    /// How recordings are opened.
    ///
    /// @throws IllegalArgumentException if the frame rate isn't one, or ffmpeg no program
    DecoderOptions decoder() {
        if (ffmpeg != null && (!Files.isRegularFile(ffmpeg) || !Files.isExecutable(ffmpeg))) {
            throw new IllegalArgumentException("--ffmpeg: '" + ffmpeg + "' is no program");
        }
        return new DecoderOptions(
                decoder,
                Optional.ofNullable(ffmpeg),
                frameRate == null ? DecoderOptions.DEFAULT.frameRate() : rate(frameRate));
    }

    private static Rational rate(String text) {
        String[] parts = text.split("/", 2);
        Rational upper = Seconds.parse("--frame-rate", parts[0]);
        Rational lower = parts.length == 1 ? Rational.of(1) : Seconds.parse("--frame-rate", parts[1]);
        if (lower.numerator() < 1) {
            throw new IllegalArgumentException("--frame-rate: '" + text + "' isn't allowed, must be above 0");
        }
        return upper.dividedBy(lower);
    }

    /// The part of each recording that is wanted.
    ///
    /// @throws IllegalArgumentException if it isn't one
    Section section() {
        Rational from = Seconds.parse("--start", start);
        if (from.numerator() < 0) {
            throw new IllegalArgumentException("--start: '" + start + "' isn't allowed, must be at least 0");
        }
        Optional<Rational> seconds = Optional.ofNullable(length).map(text -> Seconds.parse("--length", text));
        if (seconds.isPresent() && seconds.get().numerator() <= 0) {
            throw new IllegalArgumentException("--length: '" + length + "' isn't allowed, must be above 0");
        }
        return new Section(from, seconds);
    }

    /// Reads a preset's word.
    static final class PresetName implements ITypeConverter<FeaturePreset> {
        @Override
        public FeaturePreset convert(String word) {
            return Arrays.stream(FeaturePreset.values())
                    .filter(preset -> preset.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no preset '" + word + "', only " + String.join(", ", new PresetNames())));
        }
    }

    /// The words of all presets, which a shell offers.
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(FeaturePreset.values())
                    .map(FeaturePreset::word)
                    .iterator();
        }
    }
}
