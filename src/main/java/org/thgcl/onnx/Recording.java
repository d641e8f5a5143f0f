package org.thgcl.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Detail;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Clips;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// What a model computes in evaluation: the operations of two passes, one with two clips and one with three, side by
/// side. All clips differ, so that what depends on a clip shows.
final class Recording {
    private final Map<Variable, Twin> twins = new LinkedHashMap<>();
    private final Map<Twin, String> parameters = new LinkedHashMap<>();
    private final Map<String, Twin> inputs = new LinkedHashMap<>();
    private final Map<String, Twin> outputs = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    /// An operation.
    ///
    /// @param number counted from 1, as the tape's table counts
    /// @param detail of the pass with two clips
    /// @param other that of the pass with three clips
    record Step(int number, String name, Detail detail, Detail other, List<Twin> inputs, Twin output) {
        @Override
        public String toString() {
            return "operation " + name + " (step " + number + ")";
        }
    }

    /// One of the passes.
    private record Run(Tape tape, Clips clips, Map<String, Variable> parameters, Map<String, Variable> outputs) {
        static Run of(Configuration c, Model model, Parameters parameters, Kernels kernels, int clips) {
            Tape tape = new Tape(kernels);
            ClipShape sizes = c.clips();
            List<String> ids =
                    IntStream.range(0, clips).mapToObj(i -> clips + "." + i).toList();
            Clips batch = new Clips(
                    features(tape, "audio", clips, sizes.audioSegments(), sizes.audioFeatures()),
                    features(tape, "video", clips, sizes.videoSegments(), sizes.videoFeatures()),
                    ids);
            Map<String, Variable> weights = parameters.on(tape, false);
            Pass pass = model.apply(
                    new Weights(weights), batch, Moment.evaluation(c.training().seed()));
            Map<String, Variable> outputs = new LinkedHashMap<>();
            outputs.put("logits", pass.logits());
            outputs.put("scores", model.activation().apply(pass.logits()));
            outputs.putAll(pass.views());
            return new Run(tape, batch, weights, outputs);
        }

        private static Variable features(Tape tape, String modality, int clips, int segments, int features) {
            Tensor tensor = Tensor.zeros(tape.kernels().dtype(), Shape.of(clips, segments, features));
            CounterRandom random = new CounterRandom(clips);
            for (int i = 0; i < tensor.shape().elements(); i++) {
                tensor.set(i, random.gaussian(0, CounterRandom.site(modality), i));
            }
            return tape.constant(tensor);
        }
    }

    private Recording() {}

    /// Runs a model.
    ///
    /// @throws IllegalArgumentException if it computes something else for another number of clips
    static Recording of(Configuration c, Parameters parameters, Kernels kernels) {
        Model model = c.model();
        Run two = Run.of(c, model, parameters, kernels, 2);
        Run three = Run.of(c, model, parameters, kernels, 3);
        Recording recording = new Recording();
        recording.inputs.put("audio", recording.twin(two.clips.audio(), three.clips.audio()));
        recording.inputs.put("video", recording.twin(two.clips.video(), three.clips.video()));
        two.parameters.forEach((name, variable) ->
                recording.parameters.put(recording.twin(variable, three.parameters.get(name)), name));
        recording.record(two.tape.operations(), three.tape.operations());
        two.outputs.forEach(
                (name, variable) -> recording.outputs.put(name, recording.twin(variable, three.outputs.get(name))));
        return recording;
    }

    private void record(List<Tape.Operation> two, List<Tape.Operation> three) {
        if (!two.stream()
                .map(Tape.Operation::name)
                .toList()
                .equals(three.stream().map(Tape.Operation::name).toList())) {
            throw new IllegalArgumentException("the operations of a pass depend on the number of clips");
        }
        for (int k = 0; k < two.size(); k++) {
            Tape.Operation operation = two.get(k);
            Tape.Operation other = three.get(k);
            List<Twin> operands = IntStream.range(0, operation.inputs().size())
                    .mapToObj(
                            i -> twin(operation.inputs().get(i), other.inputs().get(i)))
                    .toList();
            steps.add(new Step(
                    k + 1,
                    operation.name(),
                    operation.detail(),
                    other.detail(),
                    operands,
                    twin(operation.output(), other.output())));
        }
    }

    private Twin twin(Variable two, Variable three) {
        return twins.computeIfAbsent(two, _ -> new Twin(two, three));
    }

    /// The features that the model is given, `audio` and `video`.
    Map<String, Twin> inputs() {
        return inputs;
    }

    /// The names of the parameters.
    Map<Twin, String> parameters() {
        return parameters;
    }

    /// `logits`, `scores` and the views.
    Map<String, Twin> outputs() {
        return outputs;
    }

    /// The operations that an output depends on, in their order, without those that have constants alone.
    List<Step> needed() {
        Set<Twin> given = new HashSet<>(inputs.values());
        given.addAll(parameters.keySet());
        for (Step step : steps) {
            if (step.inputs.stream().anyMatch(given::contains)) {
                given.add(step.output);
            }
        }
        Set<Twin> needed = new HashSet<>(outputs.values());
        List<Step> found = new ArrayList<>();
        for (Step step : steps.reversed()) {
            if (needed.contains(step.output) && given.contains(step.output)) {
                found.add(step);
                needed.addAll(step.inputs);
            }
        }
        return found.reversed();
    }

    /// All names of operations.
    Collection<String> operations() {
        return steps.stream().map(Step::name).distinct().toList();
    }
}
