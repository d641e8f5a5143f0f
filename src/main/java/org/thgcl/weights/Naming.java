package org.thgcl.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// The names and layout that a published program gives an encoder's tensors.
///
/// @param text what the program is called, such as `S3D of torchvision`
/// @param encoder whose tensors they are
/// @param epsilon of the program's norms, where it is known and there are norms
/// @param parts what each of its names is in this program
/// @param unused other names that it has, which the encoder doesn't need
record Naming(String text, Encoder encoder, OptionalDouble epsilon, Map<String, Part> parts, Predicate<String> unused) {
    /// One tensor.
    ///
    /// @param name in this program
    /// @param axes the order in which this program has the axes; empty: the same
    record Part(String name, List<Integer> axes) {
        Part(String name) {
            this(name, List.of());
        }

        /// A tensor of a file in this program's layout.
        ///
        /// @throws IllegalArgumentException if it has another number of axes
        StoredTensor arranged(String as, StoredTensor tensor) {
            if (axes.isEmpty()) {
                return tensor;
            }
            if (tensor.shape().rank() != axes.size()) {
                throw new IllegalArgumentException(
                        as + " has shape " + tensor.shape() + ", must have " + axes.size() + " axes");
            }
            return tensor.permuted(axes.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /// The encoder's own names, as this program writes them.
    static Naming own(Encoder encoder) {
        Map<String, Part> parts = new LinkedHashMap<>();
        encoder.names(true).forEach(name -> parts.put(name, new Part(name)));
        return new Naming(encoder.prefix() + " of thgcl", encoder, OptionalDouble.empty(), parts, name -> false);
    }

    /// All that are known.
    ///
    /// @param momentum which of CoCLR's two networks is meant: `encoder_k`, the momentum copy, else
    ///     `encoder_q`
    static List<Naming> all(boolean momentum) {
        List<Naming> all = new ArrayList<>(List.of(
                VggishNamings.tensorFlow(),
                VggishNamings.torch(),
                VggishNamings.components(),
                S3dNamings.coclr(momentum ? "encoder_k" : "encoder_q"),
                S3dNamings.torchvision(),
                S3dNamings.kylemin()));
        for (Encoder encoder : Encoder.values()) {
            all.add(own(encoder));
        }
        return all;
    }

    /// How many of a file's names are this one's.
    long matches(Iterable<String> names) {
        long matches = 0;
        for (String name : names) {
            matches += parts.containsKey(name) ? 1 : 0;
        }
        return matches;
    }

    Optional<Part> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }
}
