package org.thgcl.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thgcl.data.Subset;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.AtomicFolder;
import org.thgcl.file.Json;
import org.thgcl.model.Configuration;
import org.thgcl.model.Layout;
import org.thgcl.model.ParameterSpec;
import org.thgcl.optimise.EarlyStopping;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// A model whose parameters another program has learnt.
///
/// @param configuration complete
/// @param checkpoint the model as a run's folder holds it
/// @param float64 whether both the file and this model keep parameters in float64
public record ImportedModel(Configuration configuration, Checkpoint checkpoint, boolean float64) {
    /// Takes a model's parameters out of a file.
    ///
    /// @param classes names of the classes, by number; empty for `0`, `1` and so on
    /// @throws IllegalArgumentException that says what doesn't fit the configuration
    public static ImportedModel of(
            ForeignParameters file, Configuration configuration, Layout layout, List<String> classes) {
        int count = configuration.clips().classes();
        List<String> names = classes.isEmpty()
                ? IntStream.range(0, count).mapToObj(Integer::toString).toList()
                : classes;
        if (names.size() != count
                || names.stream().distinct().count() != count
                || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(file + ": the classes are " + names.size() + ", " + names + "; must be "
                    + count + ", as the configuration says, each with a name of its own");
        }
        Map<String, Tensor> parameters = file.parameters(configuration, layout);
        Checkpoint checkpoint = new Checkpoint(
                parameters,
                Map.of(),
                file.standardisation(configuration),
                Resumption.ofNumbers(configuration).toYaml(),
                names,
                0,
                EarlyStopping.State.START,
                configuration.training().seed(),
                Map.of(),
                file.features(),
                Optional.of(file.origin(layout)));
        return new ImportedModel(
                configuration,
                checkpoint,
                file.isFloat64() && configuration.training().dtype() == DType.FLOAT64);
    }

    /// The parameters whose shape doesn't tell the layout: matrices with as many inputs as outputs.
    public List<String> squares() {
        return squares(configuration);
    }

    /// The same of a configuration.
    public static List<String> squares(Configuration configuration) {
        return configuration.model().parameters().stream()
                .filter(ImportedModel::isSquare)
                .map(ParameterSpec::name)
                .toList();
    }

    private static boolean isSquare(ParameterSpec spec) {
        return spec.matrix() && spec.shape().rows() == spec.shape().columns();
    }

    /// The same model with its square matrices transposed.
    ImportedModel squaresTransposed() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(checkpoint.parameters());
        configuration.model().parameters().stream()
                .filter(ImportedModel::isSquare)
                .forEach(spec -> parameters.compute(spec.name(), (_, tensor) -> Layout.OUT_IN.own(spec, tensor)));
        return new ImportedModel(configuration, checkpoint.withParameters(parameters), float64);
    }

    /// The scores of clips, computed in a type, `[clips, classes]`.
    ///
    /// @throws IllegalArgumentException if they don't fit, or scores are no numbers
    Tensor scores(Subset clips, DType dtype, Workers workers) {
        TrainedModel model = TrainedModel.of(configuration, checkpoint, workers, _ -> dtype);
        return model.predictor().scores(clips);
    }

    /// Writes the folder of a run, whole or not at all, in which `predict`, `evaluate` and `train --from` find the
    /// model.
    ///
    /// @param card the page on it
    /// @throws IOException if it can't be written, or there is something already
    public void write(RunFolder run, String card) throws IOException {
        AtomicFolder.write(run.path(), path -> {
            RunFolder folder = new RunFolder(path);
            AtomicFile.write(folder.configuration(), configuration.toYaml());
            AtomicFile.write(
                    folder.data(),
                    Json.page(new RunData(Map.of(), checkpoint.origin().orElseThrow())));
            AtomicFile.write(folder.card(), card);
            checkpoint.save(folder.best());
        });
    }
}
