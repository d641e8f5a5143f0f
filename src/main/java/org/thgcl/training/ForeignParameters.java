package org.thgcl.training;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Standardisation;
import org.thgcl.file.SafeTensors;
import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;
import org.thgcl.model.Layout;
import org.thgcl.model.ParameterSpec;
import org.thgcl.settings.Nearest;
import org.thgcl.settings.YamlText;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The tensors of a safetensors file that another program has written, to be taken for a model's parameters.
public final class ForeignParameters {
    private static final int SHOWN = 3;

    private final Path file;
    private final String sha256;
    private final Map<String, Tensor> tensors;
    private final Map<String, Tensor> standardisation;
    private final Map<String, String> metadata;

    private ForeignParameters(Path file, String sha256, Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.file = file;
        this.sha256 = sha256;
        this.tensors = tensors;
        this.standardisation = Checkpoint.withPrefix(tensors, Checkpoint.STANDARDISATION);
        this.metadata = metadata;
    }

    /// Reads a file.
    ///
    /// @param names what the program calls the tensors of the file, by their names there; `null` for one to leave
    ///     out. Those that aren't among them keep their names
    /// @throws IllegalArgumentException that names file and place, if it is malformed, cut or altered, lacks one of
    ///     the names, or gives two tensors the same name
    /// @throws IOException if it can't be opened or read
    public static ForeignParameters read(Path file, Map<String, String> names) throws IOException {
        Set<String> without = names.entrySet().stream()
                .filter(name -> name.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        SafeTensors found = SafeTensors.readRewritten(file, without);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        found.tensors().forEach((name, tensor) -> {
            String own = names.getOrDefault(name, name);
            if (tensors.put(own, tensor) != null) {
                throw new IllegalArgumentException(file + ": two of its tensors are called " + own);
            }
        });
        names.keySet().stream()
                .filter(name -> !without.contains(name) && !found.tensors().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(file + ": has no tensor " + name + ", which has a new name"
                            + Nearest.hint(name, found.tensors().keySet()));
                });
        return new ForeignParameters(file, Sha256.of(file), tensors, found.metadata());
    }

    /// Reads names for [#read]: YAML, a line `name in the file: name here` for each, `null` for one to leave out.
    ///
    /// @throws IllegalArgumentException that names the file, if it holds something else
    /// @throws IOException if it can't be read
    public static Map<String, String> names(Path yaml) throws IOException {
        String text = YamlText.read(yaml);
        try {
            if (!(YamlText.document(text) instanceof Map<?, ?> lines)) {
                throw new IllegalArgumentException("must have lines 'name in the file: name here'");
            }
            Map<String, String> names = new LinkedHashMap<>();
            lines.forEach((from, to) -> names.put(String.valueOf(from), to == null ? null : to.toString()));
            return names;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(yaml + ": " + e.getMessage(), e);
        }
    }

    /// The settings that the file's metadata have, by key; empty if they have none.
    public Map<String, Object> settings() {
        return ConfigurationFile.parse(metadata.getOrDefault("configuration", ""));
    }

    /// The names of the classes that the metadata have; empty if they have none.
    public List<String> classes() {
        try {
            String[] names = new Gson().fromJson(metadata.get("classes"), String[].class);
            return names == null ? List.of() : Arrays.asList(names);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(file + ": the classes in its metadata are no JSON list of names", e);
        }
    }

    /// How the features were made, by the metadata.
    Optional<Fingerprint> features() {
        return Optional.ofNullable(metadata.get("features")).map(Fingerprint::parse);
    }

    /// The tensors of the standardisation that a configuration asks for.
    ///
    /// @throws IllegalArgumentException if the file has none though the configuration does, or the other way round,
    ///     or they don't fit
    Map<String, Tensor> standardisation(Configuration configuration) {
        boolean wanted = configuration.split().standardise();
        if (wanted == standardisation.isEmpty()) {
            throw new IllegalArgumentException(file + ": has " + (wanted ? "no tensors " : "tensors ")
                    + Checkpoint.STANDARDISATION + "audio.mean and so on, but the configuration's standardise is "
                    + wanted + "; --set standardise=" + !wanted + ", or another file");
        }
        standardisation.replaceAll((_, tensor) -> tensor.to(DType.FLOAT64));
        try {
            Standardisation checked = StandardisationTensors.read(standardisation);
            Map<String, Tensor> known = StandardisationTensors.of(checked);
            List<Integer> sizes = known.values().stream()
                    .map(tensor -> tensor.shape().elements())
                    .toList();
            int audio = configuration.clips().audioFeatures();
            int video = configuration.clips().videoFeatures();
            if (wanted && !(known.equals(standardisation) && sizes.equals(List.of(audio, audio, video, video)))) {
                throw new IllegalArgumentException("the standardisation has " + standardisation.keySet()
                        + " of " + sizes + " features, must have " + known.keySet() + " of " + audio + " of audio and "
                        + video + " of video");
            }
            return known;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// Whether a number of the file takes 8 bytes.
    boolean isFloat64() {
        return tensors.values().stream().anyMatch(tensor -> tensor.dtype() == DType.FLOAT64);
    }

    /// What the run's files say of it.
    Origin origin(Layout layout) {
        return new Origin(file.toAbsolutePath().normalize().toString(), sha256, layout.word(), null);
    }

    /// The parameters of a configuration's model, in its type.
    ///
    /// @throws IllegalArgumentException that names the file and what is missing, unknown, of another shape or not
    ///     finite
    Map<String, Tensor> parameters(Configuration configuration, Layout layout) {
        List<ParameterSpec> specs = configuration.model().parameters();
        requireNames(specs.stream().map(ParameterSpec::name).toList());
        DType dtype = configuration.training().dtype();
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            Tensor stored = tensors.get(spec.name());
            requireShape(spec, stored.shape(), layout);
            requireFinite(spec.name(), stored, "");
            Tensor own = layout.own(spec, stored);
            Tensor rounded = own.dtype() == dtype ? own : own.to(dtype);
            requireFinite(spec.name(), rounded, " in " + configuration.text("dtype"));
            parameters.put(spec.name(), rounded);
        }
        return parameters;
    }

    private void requireNames(List<String> names) {
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(tensors.keySet());
        List<String> unknown = new ArrayList<>(tensors.keySet());
        unknown.removeAll(names);
        List<String> wrong = new ArrayList<>();
        if (!missing.isEmpty()) {
            wrong.add("parameters are missing: " + shown(missing, unknown));
        }
        if (!unknown.isEmpty()) {
            wrong.add("tensors are none of the configuration's parameters: " + shown(unknown, missing));
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": " + String.join("; ", wrong) + "; --names renames tensors or leaves them out");
        }
    }

    /// The first few of some names, each with the nearest of others.
    private static String shown(List<String> names, Collection<String> others) {
        String first = names.stream()
                .limit(SHOWN)
                .map(name -> name
                        + Nearest.to(name, others)
                                .map(near -> " (the nearest is " + near + ")")
                                .orElse(""))
                .collect(Collectors.joining(", "));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }

    private void requireShape(ParameterSpec spec, Shape found, Layout layout) {
        Shape needed = layout.shape(spec);
        if (found.equals(needed)) {
            return;
        }
        boolean other =
                Arrays.stream(Layout.values()).anyMatch(each -> each.shape(spec).equals(found));
        throw new IllegalArgumentException(file + ": parameter " + spec.name() + ": has shape " + found
                + ", with --layout " + layout.word() + " the configuration needs " + needed
                + (other ? "; transposed it fits: is the layout another?" : ""));
    }

    private void requireFinite(String name, Tensor tensor, String type) {
        for (int i = 0; i < tensor.shape().elements(); i++) {
            if (!Double.isFinite(tensor.get(i))) {
                throw new IllegalArgumentException(file + ": parameter " + name + ": element "
                        + tensor.shape().position(i) + " is " + tensor.get(i) + type + ", must be a finite number");
            }
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
