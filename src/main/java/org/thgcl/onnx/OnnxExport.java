package org.thgcl.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thgcl.autodiff.Detail;
import org.thgcl.data.Fingerprint;
import org.thgcl.file.Json;
import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.onnx.Recording.Step;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Checkpoint;
import org.thgcl.training.ConfigurationFile;
import org.thgcl.training.Models;

/// A trained model as a file of ONNX: from the features of any number of clips to their logits and scores, and to what
/// else the model shows, such as the embedding.
///
/// The graph is made of the operations that the tape records in evaluation. Edges and their weights are constants;
/// parameters have their own names; features are standardised in the graph, if the model's are.
///
/// @param configuration of the model; its `dtype` is the type of all numbers in the file
/// @param parameters in the type of the configuration
/// @param standardisation as [Checkpoint] has it, empty for none
/// @param metadata texts about the model by name
public record OnnxExport(
        Configuration configuration,
        Parameters parameters,
        Map<String, Tensor> standardisation,
        Map<String, String> metadata) {
    /// Loads a model to be written.
    ///
    /// @param checkpoint a file that [Checkpoint#save] has written
    /// @param dtype of the file, if it isn't that in which the model was trained
    /// @throws IllegalArgumentException that names the file, if it is no checkpoint
    /// @throws IOException if it can't be opened or read
    public static OnnxExport load(Path checkpoint, Optional<DType> dtype) throws IOException {
        Checkpoint trained = Checkpoint.load(checkpoint);
        try {
            Configuration own = Models.configuration(ConfigurationFile.parse(trained.configuration()));
            Configuration c = dtype.map(type -> own.with("dtype", type)).orElse(own);
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put("thgcl.configuration", trained.configuration());
            metadata.put("thgcl.classes", Json.line(trained.classes()));
            metadata.put("thgcl.checkpoint.sha256", Sha256.of(checkpoint));
            trained.data().forEach((role, data) -> metadata.put("thgcl.data." + role + ".sha256", data.sha256()));
            trained.features().map(Fingerprint::text).ifPresent(text -> metadata.put("thgcl.features", text));
            return new OnnxExport(c, Parameters.of(c, trained.parameters()), trained.standardisation(), metadata);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(checkpoint + ": " + e.getMessage(), e);
        }
    }

    /// The file.
    ///
    /// @param version of this program, for the file
    /// @param workers that the model is run with
    /// @throws IllegalArgumentException if the model does something that can't be written; names the operation
    public OnnxFile file(String version, Workers workers) {
        String name = configuration.family().name();
        DType dtype = configuration.training().dtype();
        try {
            Recording recording = Recording.of(configuration, parameters, Kernels.of(dtype, workers));
            OnnxGraph graph = new OnnxGraph(dtype);
            List<Step> steps = recording.needed();
            Values values = new Values(
                    graph, recording.parameters(), inputs(graph, recording.inputs(), steps), rowPatterns(steps));
            Lowering lowering = new Lowering(graph, values);
            steps.forEach(lowering::write);
            recording.outputs().forEach(lowering::output);
            return graph.file(name, version, metadata);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the model " + name + " can't be exported: " + e.getMessage(), e);
        }
    }

    /// The features that an operation reads, standardised.
    private Map<Twin, Result> inputs(OnnxGraph graph, Map<String, Twin> features, List<Step> steps) {
        Map<Twin, Result> inputs = new LinkedHashMap<>();
        features.forEach((modality, twin) -> {
            if (steps.stream().anyMatch(step -> step.inputs().contains(twin))) {
                graph.scope(modality);
                inputs.put(twin, standardised(graph, modality, graph.input(modality, twin.shape())));
            }
        });
        return inputs;
    }

    /// In float64, whatever the type, as the program does it.
    private Result standardised(OnnxGraph graph, String modality, Result features) {
        Tensor mean = standardisation.get(modality + ".mean");
        if (mean == null) {
            return features;
        }
        Tensor deviation = standardisation.get(modality + ".deviation");
        int[] shape = features.shape();
        Result exact = cast(graph, features, OnnxGraph.DOUBLE);
        Result centred = graph.node(
                "Sub",
                OnnxGraph.DOUBLE,
                shape,
                List.of(exact, graph.float64("mean", mean.toArray(), features.columns())));
        Result scaled = graph.node(
                "Div",
                OnnxGraph.DOUBLE,
                shape,
                List.of(centred, graph.float64("deviation", deviation.toArray(), features.columns())));
        return cast(graph, scaled, graph.type());
    }

    private static Result cast(OnnxGraph graph, Result x, int type) {
        return x.type() == type ? x : graph.node("Cast", type, x.shape(), List.of(x), OnnxGraph.attribute("to", type));
    }

    /// The patterns of operations that take whole rows of entries.
    private static List<SparsityPattern> rowPatterns(List<Step> steps) {
        return steps.stream()
                .filter(step -> !step.name().startsWith("gather"))
                .map(Step::detail)
                .filter(Detail.Entries.class::isInstance)
                .map(detail -> ((Detail.Entries) detail).pattern())
                .toList();
    }
}
