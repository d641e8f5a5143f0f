package org.thgcl.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Thgn;
import org.thgcl.training.LearningRate;
import org.thgcl.training.Optimiser;

/// Some iterations of training, all on the same batch.
record ThgnTrainingKind() implements Kind {
    @Override
    public String name() {
        return "training";
    }

    @Override
    public String equation() {
        return "3.1.2";
    }

    @Override
    public String formula() {
        return "Adam on the loss of thgn, iteration by iteration on the same batch";
    }

    @Override
    public List<KindSetting> settings() {
        List<String> settings = new ArrayList<>(ModelSettings.MODEL);
        settings.addAll(ModelSettings.TRAINING);
        return KindSetting.ofModel(settings.toArray(String[]::new));
    }

    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>(ModelCase.INPUTS);
        inputs.add("xi[iterations,BE]?");
        inputs.addAll(ModelCase.PARAMETERS);
        return inputs;
    }

    @Override
    public List<String> outputs() {
        List<String> outputs = new ArrayList<>(List.of("loss[iterations]"));
        outputs.addAll(ModelCase.PARAMETERS);
        return outputs;
    }

    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        ModelCase model = ModelCase.of(settings, in);
        Configuration c = model.configuration();
        int edges = c.batch() * model.edges();
        in.require("xi[" + c.iterations() + "," + edges + "]" + (c.hasVideo() ? "" : "?"));
        Labels labels = model.labels(in);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.parameters().forEach(name -> parameters.put(name, in.tensor(name).copy()));
        Optimiser optimiser = Optimiser.of(c, parameters, in.tape().kernels());
        LearningRate rate = LearningRate.of(c);
        Tensor losses = Tensor.zeros(Shape.of(c.iterations()));
        for (int k = 0; k < c.iterations(); k++) {
            Map<String, Variable> variables = new LinkedHashMap<>();
            parameters.forEach((name, tensor) -> variables.put(name, in.tape().parameter(tensor)));
            Variable loss = loss(model, in, labels, variables, k);
            losses.set(k, loss.value().item());
            in.tape().backward(loss);
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            variables.forEach((name, variable) -> gradients.put(name, variable.gradient()));
            optimiser.step(k, rate.at(k), gradients);
            in.tape().reset();
        }
        Outputs outputs = new Outputs().put("loss", GoldenTensor.real(losses));
        parameters.forEach((name, tensor) -> outputs.put(name, GoldenTensor.real(tensor)));
        return outputs;
    }

    private static Variable loss(
            ModelCase model, CaseInputs in, Labels labels, Map<String, Variable> parameters, int iteration) {
        Tape tape = in.tape();
        boolean hasVideo = model.configuration().hasVideo();
        Thgn.Output output = GoldenException.blaming("inputs.xi", () -> model.model()
                .forward(
                        parameters,
                        tape.constant(in.tensor("audio")),
                        hasVideo ? tape.constant(in.tensor("video")) : null,
                        hasVideo ? noise(model, in.tensor("xi"), iteration) : null,
                        Thgn.Dropout.NONE));
        return model.model().loss(output, labels).total();
    }

    /// One row of xi, `[B, E]`.
    private static Tensor noise(ModelCase model, Tensor xi, int iteration) {
        Tensor noise = Tensor.zeros(xi.dtype(), Shape.of(model.configuration().batch(), model.edges()));
        for (int i = 0; i < noise.shape().elements(); i++) {
            noise.set(i, xi.get(iteration * noise.shape().elements() + i));
        }
        return noise;
    }
}
