package org.thgcl.golden;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Labels;
import org.thgcl.model.Clips;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.optimise.LearningRate;
import org.thgcl.optimise.Optimiser;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.TrainingStep;

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
        int edges = c.training().batch() * model.edges();
        in.require("xi[" + c.training().iterations() + "," + edges + "]"
                + (c.clips().hasVideo() ? "" : "?"));
        Labels labels = model.labels(in);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.parameters().forEach(name -> parameters.put(name, in.tensor(name).copy()));
        Tape tape = in.tape();
        Optimiser optimiser = Optimiser.of(c.training(), parameters, tape.kernels());
        LearningRate rate = LearningRate.of(c.training());
        Model noisy = model.model().withNoise(k -> noise(model, in, (int) k));
        TrainingStep step = new TrainingStep(noisy, parameters, optimiser);
        Tensor losses = Tensor.zeros(Shape.of(c.training().iterations()));
        for (int k = 0; k < c.training().iterations(); k++) {
            int iteration = k;
            GoldenException.blaming("inputs.xi", () -> {
                step.run(
                        clips(model, in),
                        labels,
                        Moment.update(0, iteration),
                        rate.at(iteration),
                        parts -> losses.set(iteration, parts.lastEntry().getValue()));
                return null;
            });
        }
        Outputs outputs = new Outputs().put("loss", GoldenTensor.real(losses));
        parameters.forEach((name, tensor) -> outputs.put(name, GoldenTensor.real(tensor)));
        return outputs;
    }

    private static Clips clips(ModelCase model, CaseInputs in) {
        boolean hasVideo = model.configuration().clips().hasVideo();
        return new Clips(
                in.constant("audio"),
                hasVideo ? in.constant("video") : model.empty(in, 0, 0),
                Collections.nCopies(model.configuration().training().batch(), ""));
    }

    /// One row of xi, `[B, E]`.
    private static Tensor noise(ModelCase model, CaseInputs in, int iteration) {
        Tensor noise =
                in.tape().allocate(Shape.of(model.configuration().training().batch(), model.edges()));
        if (noise.shape().elements() > 0) {
            Tensor xi = in.tensor("xi");
            for (int i = 0; i < noise.shape().elements(); i++) {
                noise.set(i, xi.get(iteration * noise.shape().elements() + i));
            }
        }
        return noise;
    }
}
