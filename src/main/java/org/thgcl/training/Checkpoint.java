package org.thgcl.training;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.thgcl.data.Fingerprint;
import org.thgcl.file.Json;
import org.thgcl.file.SafeTensors;
import org.thgcl.optimise.EarlyStopping;
import org.thgcl.optimise.Optimiser;
import org.thgcl.tensor.Tensor;

/// All that a run needs to go on to the same bits as if it had never stopped, and all that a trained model needs to be
/// used: a safetensors file with the parameters under their own names, the optimiser's state under `optimiser.`, the
/// standardisation of the features under `standardisation.`, and everything else as text in its metadata.
///
/// Random numbers need no state of their own: they are functions of seed and iteration.
///
/// @param parameters by name
/// @param optimiser what [Optimiser#state] gave; empty if the run is not to go on from here
/// @param standardisation arrays such as `audio.mean`; empty without standardisation
/// @param configuration the complete configuration, as YAML
/// @param classes names of the classes, by label
/// @param iteration updates made so far, so the index of the next one
/// @param stopping state of early stopping
/// @param seed of the run
/// @param data what the data hold that the run was given, by role, see [RunData]; empty if nobody says, as in
///     checkpoints of older versions
/// @param features how the features were made that it was trained on; empty if nobody says
/// @param origin where the run's parameters came from; empty if its seed drew them
public record Checkpoint(
        Map<String, Tensor> parameters,
        Map<String, Tensor> optimiser,
        Map<String, Tensor> standardisation,
        String configuration,
        List<String> classes,
        int iteration,
        EarlyStopping.State stopping,
        long seed,
        Map<String, DataIdentity> data,
        Optional<Fingerprint> features,
        Optional<Origin> origin) {
    private static final Gson GSON = new Gson();
    private static final String VERSION = "1";
    private static final String OPTIMISER = "optimiser.";
    private static final String DATA = "data";
    private static final String FEATURES = "features";
    private static final String ORIGIN = "origin";

    /// What the names of the standardisation's tensors begin with in the file.
    static final String STANDARDISATION = "standardisation.";

    public Checkpoint {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        optimiser = Collections.unmodifiableMap(new LinkedHashMap<>(optimiser));
        standardisation = Collections.unmodifiableMap(new LinkedHashMap<>(standardisation));
        classes = List.copyOf(classes);
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /// The same with other parameters.
    Checkpoint withParameters(Map<String, Tensor> others) {
        return new Checkpoint(
                others,
                optimiser,
                standardisation,
                configuration,
                classes,
                iteration,
                stopping,
                seed,
                data,
                features,
                origin);
    }

    /// How `data` stands in the metadata.
    private record Contents(Map<String, DataIdentity> data) {
        Contents {
            Objects.requireNonNull(data, "data");
        }
    }

    /// Writes the file, whole or not at all.
    ///
    /// @throws IllegalArgumentException if a parameter's name begins like that of another kind of tensor
    public void save(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> {
            if (name.startsWith(OPTIMISER) || name.startsWith(STANDARDISATION)) {
                throw new IllegalArgumentException("checkpoint: no parameter can be called " + name + ": names with "
                        + OPTIMISER + " and " + STANDARDISATION + " are taken");
            }
            tensors.put(name, tensor);
        });
        optimiser.forEach((name, tensor) -> tensors.put(OPTIMISER + name, tensor));
        standardisation.forEach((name, tensor) -> tensors.put(STANDARDISATION + name, tensor));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("thgcl.checkpoint", VERSION);
        metadata.put("iteration", Integer.toString(iteration));
        metadata.put("seed", Long.toString(seed));
        metadata.put("best_score", Double.toString(stopping.bestScore()));
        metadata.put("best_iteration", Integer.toString(stopping.bestIteration()));
        metadata.put("validations_since_best", Integer.toString(stopping.validationsSince()));
        metadata.put("classes", GSON.toJson(classes));
        metadata.put("configuration", configuration);
        if (!data.isEmpty()) {
            metadata.put(DATA, Json.line(new Contents(data)));
        }
        features.ifPresent(made -> metadata.put(FEATURES, made.text()));
        origin.ifPresent(from -> metadata.put(ORIGIN, Json.line(from)));
        SafeTensors.write(file, tensors, metadata);
    }

    /// Reads a file that [#save] has written.
    ///
    /// @throws IllegalArgumentException that names file and place, if it is no checkpoint, cut or altered
    /// @throws IOException if it can't be opened or read
    public static Checkpoint load(Path file) throws IOException {
        SafeTensors saved = SafeTensors.read(file);
        Texts texts = new Texts(file, saved.metadata());
        String version = texts.get("thgcl.checkpoint");
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException(
                    file + ": is a checkpoint of version " + version + ", this program reads version " + VERSION);
        }
        if (!saved.verified()) {
            throw new IllegalArgumentException(
                    file + ": has no digest of its own content: it was changed, or written by another program;"
                            + " 'thgcl import' takes in such a file");
        }
        Map<String, Tensor> parameters = new LinkedHashMap<>(saved.tensors());
        Map<String, Tensor> optimiser = withPrefix(parameters, OPTIMISER);
        Map<String, Tensor> standardisation = withPrefix(parameters, STANDARDISATION);
        try {
            return new Checkpoint(
                    parameters,
                    optimiser,
                    standardisation,
                    texts.get("configuration"),
                    Arrays.asList(GSON.fromJson(texts.get("classes"), String[].class)),
                    Integer.parseInt(texts.get("iteration")),
                    new EarlyStopping.State(
                            Double.parseDouble(texts.get("best_score")),
                            Integer.parseInt(texts.get("best_iteration")),
                            Integer.parseInt(texts.get("validations_since_best"))),
                    Long.parseLong(texts.get("seed")),
                    texts.find(DATA, text -> Json.read(text, Contents.class).data())
                            .orElse(Map.of()),
                    texts.find(FEATURES, Fingerprint::parse),
                    texts.find(ORIGIN, text -> Json.read(text, Origin.class)));
        } catch (NumberFormatException | JsonParseException e) {
            throw new IllegalArgumentException(file + ": bad metadata of a checkpoint: " + e.getMessage(), e);
        }
    }

    /// Moves what begins with a prefix out of a map, and the prefix off its names.
    static Map<String, Tensor> withPrefix(Map<String, Tensor> tensors, String prefix) {
        Map<String, Tensor> taken = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                taken.put(name.substring(prefix.length()), tensor);
            }
        });
        tensors.keySet().removeIf(name -> name.startsWith(prefix));
        return taken;
    }

    /// The metadata of a file.
    private record Texts(Path file, Map<String, String> byName) {
        /// What a text that may be absent says.
        <T> Optional<T> find(String name, Function<String, T> parse) {
            try {
                return Optional.ofNullable(byName.get(name)).map(parse);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": bad metadata of a checkpoint: " + e.getMessage(), e);
            }
        }

        String get(String name) {
            String text = byName.get(name);
            if (text == null) {
                throw new IllegalArgumentException(file + ": is not a checkpoint of this program: its metadata lack "
                        + name + "; give best.safetensors or last.safetensors of a run, or take in another program's"
                        + " file by 'thgcl import'");
            }
            return text;
        }
    }
}
