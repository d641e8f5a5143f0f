package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.training.Trainer;

/// Some iterations of training on one batch: the loss before each update, and the parameters after the last.
final class TrajectoryFile {
    private static final Definition NETWORK = new NetworkDefinition();
    private static final int ITERATIONS = 6;
    private static final Set<String> OPTIMISER =
            Set.of("iterations", "learning_rate", "beta1", "beta2", "epsilon", "weight_decay");

    private TrajectoryFile() {}

    static List<Document> all() {
        Definition definition = trained(TrainingFiles.AdamRule.RIGHT);
        Document file = new Document("training", "training", "3.1.2", Trainer.class, definition)
                .reading("A10", "A17", "A23", "A40", "A42", "A43")
                .tolerance(
                        1e-9,
                        1e-8,
                        "A gradient has a relative error near 1e-11 (see thgn); Adam's first steps divide a moment by"
                                + " its own root and so amplify the error of gradients near 0, by up to 100 in 6 steps:"
                                + " 1e-9.")
                .decoy(
                        "no-bias-correction",
                        "Adam's moments as they are",
                        trained(new TrainingFiles.AdamRule(false, false, false)))
                .decoy(
                        "decoupled-decay",
                        "the weight decay acts on the parameter (AdamW)",
                        trained(new TrainingFiles.AdamRule(true, false, true)))
                .decoy(
                        "loss-after-update",
                        "loss[k] is taken after update k",
                        (s, in) -> Map.of(
                                "loss",
                                vector(run(TrainingFiles.AdamRule.RIGHT, s, in).after())))
                .decoy("first-noise-kept", "xi of the first iteration is used in all (A10's alternative)", (s, in) -> {
                    Map<String, Numbers> same = new LinkedHashMap<>(in);
                    double[] xi = in.get("xi").data().clone();
                    int row = xi.length / ITERATIONS;
                    for (int e = row; e < xi.length; e++) {
                        xi[e] = xi[e % row];
                    }
                    same.put("xi", Numbers.of(in.get("xi").shape(), xi));
                    return definition.of(s, same);
                });
        file.add(run("paper", 0.005, 0, Map.of("layers", 1)));
        file.add(run("weight-decay", 0.02, 0.1, Map.of("layers", 1))
                .comment("a larger rate, and weight decay added to the gradients"));
        file.add(run(
                        "other-readings",
                        0.01,
                        0,
                        Map.of("cross_layers", "last", "contrast", "segments", "focal_form", "sigmoid"))
                .comment("two layers with GAT-AV in the last alone, losses between segments, several labels of a"
                        + " clip"));
        return List.of(file);
    }

    private static Draft run(String id, double learningRate, double weightDecay, Map<String, Object> readings) {
        Map<String, Object> changes = new LinkedHashMap<>(Map.of("hidden", 3, "audio_segments", 5));
        changes.putAll(readings);
        Draft draft = ModelFiles.model(id + "-trajectory", changes)
                .setting("iterations", ITERATIONS)
                .setting("learning_rate", learningRate)
                .setting("beta1", 0.9)
                .setting("beta2", 0.999)
                .setting("epsilon", 1e-8)
                .setting("weight_decay", weightDecay);
        int edges = draft.inputs.get("xi").count();
        draft.gradients.clear();
        draft.cotangents.clear();
        return draft.input("xi", new Draw("training/" + id).uniform("xi", ITERATIONS, edges));
    }

    /// Training with gradients by reverse mode, each checked against differences, and Adam in plain loops.
    private static Definition trained(TrainingFiles.AdamRule rule) {
        return (s, in) -> run(rule, s, in).outputs();
    }

    /// What a run gives.
    ///
    /// @param outputs the losses before each update and the parameters after the last
    /// @param after the losses after each update, with the same noise
    private record Run(Map<String, Numbers> outputs, double... after) {}

    private static Run run(TrainingFiles.AdamRule rule, Definition.Settings s, Map<String, Numbers> in) {
        Configuration c = NetworkDefinition.configuration(s, in);
        Map<String, Numbers> parameters = new LinkedHashMap<>();
        Parameters.shapes(c).keySet().forEach(name -> parameters.put(name, in.get(name)));
        Map<String, double[]> history = new LinkedHashMap<>();
        double[] before = new double[ITERATIONS];
        double[] after = new double[ITERATIONS];
        for (int k = 0; k < ITERATIONS; k++) {
            Draft step = step(k, s, in, parameters);
            before[k] = NETWORK.of(s, step.inputs).get("loss").get(0);
            Map<String, Numbers> gradients = gradients(step);
            int steps = k + 1;
            parameters.replaceAll((name, parameter) -> {
                double[] all = appended(history.get(name), gradients.get(name).data());
                history.put(name, all);
                return updated(rule, s, in.get(name), steps, all);
            });
            after[k] =
                    NETWORK.of(s, step(k, s, in, parameters).inputs).get("loss").get(0);
        }
        Map<String, Numbers> outputs = new LinkedHashMap<>();
        outputs.put("loss", vector(before));
        outputs.putAll(parameters);
        return new Run(outputs, after);
    }

    /// The batch of iteration k with the parameters of then, as a case of its own.
    private static Draft step(int k, Definition.Settings s, Map<String, Numbers> in, Map<String, Numbers> parameters) {
        Draft step = new Draft("iteration-" + k);
        s.values().forEach((key, value) -> {
            if (!OPTIMISER.contains(key)) {
                step.setting(key, value);
            }
        });
        step.inputs.putAll(in);
        step.inputs.putAll(parameters);
        int row = in.get("xi").shape().columns();
        int clips = s.whole("batch");
        double[] xi = Arrays.copyOfRange(in.get("xi").data(), k * row, (k + 1) * row);
        step.gradients(parameters.keySet().toArray(String[]::new));
        return step.input("xi", matrix(clips, row / clips, xi));
    }

    private static Map<String, Numbers> gradients(Draft step) {
        Map<String, Numbers> cotangent = Map.of("loss", scalar(1));
        Map<String, Numbers> gradients = Finished.reverseMode("thgn", step, cotangent);
        Differences.check("training, " + step.id, NETWORK, step, cotangent, gradients);
        return gradients;
    }

    private static double[] appended(double[] history, double... gradient) {
        double[] all = Arrays.copyOf(
                history == null ? new double[0] : history, (history == null ? 0 : history.length) + gradient.length);
        System.arraycopy(gradient, 0, all, all.length - gradient.length, gradient.length);
        return all;
    }

    /// A parameter after so many steps of Adam from its first value.
    private static Numbers updated(
            TrainingFiles.AdamRule rule, Definition.Settings s, Numbers first, int steps, double... history) {
        double[] values = new double[first.count()];
        for (int i = 0; i < values.length; i++) {
            double[] gradients = new double[steps];
            for (int t = 0; t < steps; t++) {
                gradients[t] = history[t * values.length + i];
            }
            values[i] = rule.trajectory(s, first.get(i), gradients)[steps - 1];
        }
        return Numbers.of(first.shape(), values);
    }
}
