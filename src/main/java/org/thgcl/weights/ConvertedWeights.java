package org.thgcl.weights;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.thgcl.file.SafeTensors;
import org.thgcl.file.Sha256;
import org.thgcl.tensor.Tensor;

/// Weights of encoders in this program's names and layouts, and where they come from.
///
/// @param tensors by name, float32
/// @param epsilon of S3D's norms; empty without S3D
/// @param gating whether S3D has gates
/// @param sources one for each file
public record ConvertedWeights(
        Map<String, Tensor> tensors, OptionalDouble epsilon, boolean gating, List<Source> sources) {
    private static final String ARCHITECTURE = "architecture";
    private static final String EPSILON = "epsilon";
    private static final String GATING = "gating";
    private static final String SOURCE = "source";

    /// Where weights come from.
    ///
    /// @param text file, digest, format and program: of the published file, also when a converted one was read
    /// @param sha256 of the file that was read
    /// @param encoders that it gave
    public record Source(String text, String sha256, List<Encoder> encoders) {}

    /// How to read what files leave open.
    ///
    /// @param momentum which of CoCLR's two networks is meant: `encoder_k`, the momentum copy, else
    ///     `encoder_q`
    /// @param epsilon of S3D's norms, in place of the published program's
    public record Choice(boolean momentum, OptionalDouble epsilon) {
        /// The momentum copy, and the published program's epsilon.
        public static final Choice DEFAULT = new Choice(true, OptionalDouble.empty());

        public Choice {
            epsilon.ifPresent(given -> requireEpsilon("epsilon", given));
        }
    }

    public ConvertedWeights {
        tensors = Collections.unmodifiableMap(tensors);
        sources = List.copyOf(sources);
    }

    /// Reads published or converted files.
    ///
    /// @param files each encoder in one of them
    /// @param shapes what shapes the tensors must have
    /// @throws IllegalArgumentException that names the file and lists what doesn't fit, or if `encoder_q` is
    ///     asked for and no file is CoCLR's
    /// @throws IOException if a file can't be read
    public static ConvertedWeights read(List<Path> files, Choice choice, EncoderNames.Shapes shapes)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<Source> sources = new ArrayList<>();
        OptionalDouble epsilon = OptionalDouble.empty();
        boolean gating = false;
        boolean coclr = false;
        for (Path file : files) {
            try (PublishedWeights published = PublishedWeights.open(file)) {
                EncoderNames names = EncoderNames.of(published, choice.momentum);
                for (Map.Entry<String, Tensor> tensor : names.convert(shapes).entrySet()) {
                    if (tensors.put(tensor.getKey(), tensor.getValue()) != null) {
                        throw new IllegalArgumentException(file + ": has " + tensor.getKey()
                                + ", which an earlier file has, too; give one file for each encoder");
                    }
                }
                coclr |= names.ofCoclr();
                if (names.encoders().contains(Encoder.S3D)) {
                    epsilon = OptionalDouble.of(epsilon(published, names, choice));
                    gating = gating(published, names);
                }
                sources.add(source(published, names));
            }
        }
        if (!choice.momentum && !coclr) {
            throw new IllegalArgumentException(
                    "encoder: q names one of the two networks in a file of CoCLR; none of " + files + " is one");
        }
        return new ConvertedWeights(tensors, epsilon, gating, sources);
    }

    private static double epsilon(PublishedWeights file, EncoderNames names, Choice choice) {
        if (choice.epsilon.isPresent()) {
            return choice.epsilon.getAsDouble();
        }
        if (names.epsilon().isPresent()) {
            return names.epsilon().getAsDouble();
        }
        String text = file.metadata().getOrDefault(EPSILON, "missing");
        try {
            return requireEpsilon(file.file() + ": epsilon in its metadata", Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    file.file() + ": epsilon in its metadata is " + text + ", must be a number above 0", e);
        }
    }

    private static boolean gating(PublishedWeights file, EncoderNames names) {
        boolean gating = names.gating();
        String text = file.metadata().getOrDefault(GATING, String.valueOf(gating));
        if (!text.equals(String.valueOf(gating))) {
            throw new IllegalArgumentException(file.file() + ": gating in its metadata is " + text + ", but it has "
                    + (gating ? "" : "no ") + "gates");
        }
        return gating;
    }

    private static double requireEpsilon(String what, double epsilon) {
        if (!(epsilon > 0) || epsilon > 1) {
            throw new IllegalArgumentException(what + " is " + epsilon + ", must be above 0 and at most 1");
        }
        return epsilon;
    }

    private static Source source(PublishedWeights file, EncoderNames names) throws IOException {
        String sha256 = Sha256.of(file.file());
        String text = file.file().getFileName() + " (" + file.format() + ", " + String.join(" and ", names.texts())
                + ", SHA-256 " + sha256 + ")";
        return new Source(names.own() ? file.metadata().getOrDefault(SOURCE, text) : text, sha256, names.encoders());
    }

    /// Writes them to one safetensors file, whole or not at all, with architecture, epsilon, gating and
    /// source in its metadata.
    ///
    /// @throws IOException if it can't be written
    public void write(Path file) throws IOException {
        SafeTensors.write(file, tensors, metadata());
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(
                ARCHITECTURE,
                tensors.keySet().stream()
                        .map(name -> name.substring(0, name.indexOf('.')))
                        .distinct()
                        .collect(Collectors.joining(", ")));
        epsilon.ifPresent(value -> {
            metadata.put(EPSILON, BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
            metadata.put(GATING, String.valueOf(gating));
        });
        metadata.put(SOURCE, sources.stream().map(Source::text).collect(Collectors.joining("; ")));
        return metadata;
    }
}
