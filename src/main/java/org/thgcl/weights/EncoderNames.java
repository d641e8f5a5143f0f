package org.thgcl.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Finds out which encoders a file of weights holds, by the names of its tensors, and brings them to this
/// program's names and layouts.
public final class EncoderNames {
    private static final String MODULE = "module.";
    private static final int FIRST = 5;

    private final PublishedWeights file;

    /// The file's tensors without the prefix that PyTorch gives a network on several devices.
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    private final Map<Encoder, Naming> namings = new EnumMap<>(Encoder.class);

    /// The shapes of the encoders' tensors.
    @FunctionalInterface
    public interface Shapes {
        /// By the names of [Encoder].
        ///
        /// @param gating whether S3D has gates
        Map<String, Shape> of(Encoder encoder, boolean gating);
    }

    private EncoderNames(PublishedWeights file, boolean momentum) {
        this.file = file;
        boolean wrapped = file.tensors().keySet().stream().allMatch(name -> name.startsWith(MODULE));
        file.tensors().forEach((name, tensor) -> tensors.put(wrapped ? name.substring(MODULE.length()) : name, tensor));
        Map<Encoder, Long> matches = new EnumMap<>(Encoder.class);
        for (Naming naming : Naming.all(momentum)) {
            long matching = naming.matches(tensors.keySet());
            if (matching > matches.getOrDefault(naming.encoder(), 0L)) {
                matches.put(naming.encoder(), matching);
                namings.put(naming.encoder(), naming);
            }
        }
    }

    /// Looks at the names in a file.
    ///
    /// @param momentum which of CoCLR's two networks is meant: `encoder_k`, the momentum copy, else
    ///     `encoder_q`
    public static EncoderNames of(PublishedWeights file, boolean momentum) {
        return new EncoderNames(file, momentum);
    }

    /// The encoders whose names are in the file.
    public List<Encoder> encoders() {
        return List.copyOf(namings.keySet());
    }

    /// Says which encoders there are, in which program's names, such as `S3D of torchvision`.
    public List<String> texts() {
        return namings.values().stream()
                .map(naming -> naming.text() + (naming.encoder() == Encoder.S3D && gating() ? ", with gates" : ""))
                .toList();
    }

    /// Whether there are gates of S3D.
    public boolean gating() {
        return Optional.ofNullable(namings.get(Encoder.S3D)).stream()
                .flatMap(naming -> tensors.keySet().stream().map(naming::part).flatMap(Optional::stream))
                .anyMatch(part -> part.name().contains(".gate"));
    }

    /// The epsilon of the published program's norms; empty without S3D, and for this program's own names,
    /// with which it stands in the file.
    public OptionalDouble epsilon() {
        Naming naming = namings.get(Encoder.S3D);
        return naming == null ? OptionalDouble.empty() : naming.epsilon();
    }

    /// Whether S3D is one of CoCLR's two networks.
    public boolean ofCoclr() {
        return texts().stream().anyMatch(text -> text.startsWith(S3dNamings.COCLR));
    }

    /// Whether all names are this program's own.
    public boolean own() {
        return namings.values().stream().allMatch(naming -> naming.equals(Naming.own(naming.encoder())));
    }

    /// The tensors in this program's names, order and layouts, as float32. All names and shapes are checked
    /// before the first is loaded.
    ///
    /// @throws IllegalArgumentException that lists what is missing, unexpected or of another shape, or names
    ///     a value that can't be
    /// @throws IOException if the file can't be read
    public Map<String, Tensor> convert(Shapes shapes) throws IOException {
        if (namings.isEmpty()) {
            throw new IllegalArgumentException(file.file() + ": holds no encoder that is known here (VGGish, its "
                    + "principal components, S3D): its " + tensors.size() + " tensors are "
                    + list(tensors.keySet()));
        }
        Map<String, Shape> expected = new LinkedHashMap<>();
        namings.keySet().forEach(encoder -> expected.putAll(shapes.of(encoder, gating())));
        Map<String, List<StoredTensor>> found = find(expected);
        Map<String, Tensor> converted = new LinkedHashMap<>();
        for (String name : expected.keySet()) {
            List<StoredTensor> same = found.get(name);
            for (StoredTensor other : same.subList(1, same.size())) {
                require(same.getFirst().equalTo(other), "has two different tensors for " + name);
            }
            converted.put(name, checked(name, same.getFirst().load()));
        }
        return converted;
    }

    /// For each expected name the tensors of the file that are it.
    private Map<String, List<StoredTensor>> find(Map<String, Shape> expected) {
        Map<String, List<StoredTensor>> found = new HashMap<>();
        List<String> unexpected = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            Optional<Naming.Part> part = namings.values().stream()
                    .flatMap(naming -> naming.part(name).stream())
                    .findFirst();
            if (part.isPresent()) {
                String ours = part.get().name();
                Shape shape = expected.get(ours);
                StoredTensor arranged = arranged(name, part.get(), tensor, shape);
                if (!arranged.isReal() || !arranged.shape().equals(shape)) {
                    misshapen.add(name + " " + tensor.type() + " " + arranged.shape() + " for " + shape);
                }
                found.computeIfAbsent(ours, _ -> new ArrayList<>()).add(arranged);
            } else if (namings.values().stream()
                    .noneMatch(naming -> naming.unused().test(name))) {
                unexpected.add(name);
            }
        });
        List<String> missing = expected.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .toList();
        String what = String.join(" and ", texts());
        require(missing.isEmpty(), what + " lacks " + missing.size() + " tensors: " + list(missing));
        require(
                unexpected.isEmpty(),
                what + " has " + unexpected.size() + " tensors that don't belong to it: " + list(unexpected));
        require(
                misshapen.isEmpty(),
                what + " has " + misshapen.size() + " tensors of another shape: " + list(misshapen));
        return found;
    }

    private StoredTensor arranged(String name, Naming.Part part, StoredTensor tensor, Shape shape) {
        boolean column = shape.rank() == 1
                && tensor.shape().rank() == 2
                && tensor.shape().size(1) == 1;
        return column ? tensor.column() : part.arranged(file.file() + ": tensor " + name, tensor);
    }

    private Tensor checked(String name, Tensor tensor) {
        boolean variance = name.endsWith(".variance");
        for (int i = 0; i < tensor.shape().elements(); i++) {
            double value = tensor.get(i);
            if (!Double.isFinite(value) || (variance && value < 0)) {
                throw new IllegalArgumentException(file.file() + ": " + name + " has " + value + " at " + i
                        + ", must be finite as float32" + (variance ? " and at least 0" : ""));
            }
        }
        return tensor;
    }

    private static String list(Collection<String> names) {
        String first = names.stream().limit(FIRST).collect(Collectors.joining(", "));
        return names.size() > FIRST ? first + " and " + (names.size() - FIRST) + " more" : first;
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(file.file() + ": " + what);
        }
    }
}
