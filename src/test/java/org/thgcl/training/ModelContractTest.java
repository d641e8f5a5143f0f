package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.autodiff.GradientCheck;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Pass;
import org.thgcl.optimise.Optimiser;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// What every model that can be trained must do, whichever it is.
@Tag("slow")
class ModelContractTest {
    private static final int[] CLIPS = {0, 1, 2, 3, 4};
    private static final Moment UPDATE = Moment.update(5, 2);
    private static final Moment EVALUATION = Moment.evaluation(5);

    private static final List<Property> CONTRACT = List.of(
            new Property("logits have the shape [B, C], losses and views theirs", ModelContractTest::shapes),
            new Property("gradients of the loss agree with differences", ModelContractTest::gradients),
            new Property("permuting the clips permutes the logits", ModelContractTest::permutation),
            new Property("float32 agrees with float64", ModelContractTest::float32),
            new Property("1 and 3 threads give the same bits", ModelContractTest::threads),
            new Property("a second pass on the same tape gives the same bits", ModelContractTest::secondPass),
            new Property("updates lower the loss", ModelContractTest::learning),
            new Property("a checkpoint gives the scores that it was made with", ModelContractTest::checkpoint),
            new Property("a checkpoint can be applied in the other type", ModelContractTest::otherType),
            new Property("an interrupted run goes on to the same bytes", ModelContractTest::resumption),
            new Property("clips without video are taken or refused", ModelContractTest::withoutVideo),
            new Property("its configuration can be written and read", ModelContractTest::yaml),
            new Property("a misspelt parameter is an error", ModelContractTest::misspeltParameter));

    @TempDir
    private Path folder;

    /// A part of the contract.
    private record Property(String name, Check check) {}

    @FunctionalInterface
    private interface Check {
        /// @param folder for files, empty
        void of(SmallModel model, Path folder) throws IOException;
    }

    @TestFactory
    Stream<DynamicNode> every_model_keeps_the_contract() {
        return SmallModel.all().stream()
                .map(model -> dynamicContainer(
                        model.name(),
                        CONTRACT.stream()
                                .map(property -> dynamicTest(property.name(), () -> property.check()
                                        .of(model, folder.resolve(model.name(), property.name()))))));
    }

    @Test
    void every_family_has_a_small_model() {
        assertThat(SmallModel.all())
                .extracting(model -> model.configuration().family().name())
                .containsAll(Models.all().stream().map(ModelFamily::name).toList());
    }

    private static void shapes(SmallModel model, Path folder) {
        for (int count : new int[] {1, CLIPS.length}) {
            int[] clips = Arrays.copyOf(CLIPS, count);
            Tape tape = tape(model);
            Pass pass = model.pass(Parameters.on(tape, model.parameters(), false), tape, EVALUATION, clips);
            assertThat(pass.logits().shape())
                    .isEqualTo(Shape.of(count, model.configuration().clips().classes()));
            pass.views()
                    .forEach((name, view) ->
                            assertThat(view.shape().elements() % count).as(name).isZero());
        }
        SequencedMap<String, Tensor> losses = new Results(model, tape(model), UPDATE).losses;
        assertThat(losses.lastEntry().getKey()).isEqualTo("loss");
        losses.forEach(
                (name, loss) -> assertThat(loss.shape().elements()).as(name).isEqualTo(1));
    }

    /// By every element of every parameter. One without effect must have the gradient 0.
    private static void gradients(SmallModel model, Path folder) {
        Map<String, Tensor> parameters = model.parameters();
        GradientCheck check = GradientCheck.of(
                model.kernels(Workers.one()),
                variables -> {
                    Map<String, Variable> weights = new LinkedHashMap<>();
                    parameters.keySet().forEach(name -> weights.put(name, variables.get(weights.size())));
                    return model.pass(weights, variables.getFirst().tape(), UPDATE, CLIPS)
                            .losses(model.labels(CLIPS))
                            .get("loss");
                },
                parameters.values().toArray(Tensor[]::new));
        assertThat(check.failures()).isEmpty();
        assertThat(check.passed()).isTrue();
    }

    /// To the bit, unless the clips of a batch act on each other: then their sums have another order.
    private static void permutation(SmallModel model, Path folder) {
        int[] order = {3, 0, 4, 1, 2};
        Results results = new Results(model, tape(model), EVALUATION);
        Tape tape = tape(model);
        double[] permuted = model.pass(Parameters.on(tape, model.parameters(), false), tape, EVALUATION, order)
                .logits()
                .value()
                .toArray();
        int classes = model.configuration().clips().classes();
        double tolerance = model.joined() ? results.tolerance(results.logits, 2 * 0x1p-53) : 0;
        for (int i = 0; i < permuted.length; i++) {
            assertThat(permuted[i])
                    .isCloseTo(results.logits.get(order[i / classes] * classes + i % classes), within(tolerance));
        }
    }

    private static void float32(SmallModel model, Path folder) {
        SmallModel rounded = model.with(Map.of("dtype", "float32"));
        Results exact = new Results(model, tape(model), UPDATE);
        Results single = new Results(rounded, tape(rounded), UPDATE);
        assertThat(single.logits.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(single.logits.toArray()).isNotEqualTo(exact.logits.toArray());
        exact.all().forEach((name, tensor) -> assertThat(single.all().get(name).toArray())
                .as(name)
                .usingComparatorWithPrecision(exact.tolerance(tensor, 0x1p-24))
                .containsExactly(tensor.toArray()));
    }

    private static void threads(SmallModel model, Path folder) {
        for (String dtype : List.of("float64", "float32")) {
            Map<String, Object> changes = new LinkedHashMap<>(model.wide());
            changes.put("dtype", dtype);
            SmallModel wide = model.with(changes);
            try (Workers three = new Workers(3)) {
                new Results(wide, tape(wide), UPDATE)
                        .requireSameBits(new Results(wide, new Tape(wide.kernels(three)), UPDATE));
            }
        }
    }

    private static void secondPass(SmallModel model, Path folder) {
        Tape tape = tape(model);
        Results first = new Results(model, tape, UPDATE);
        tape.reset();
        first.requireSameBits(new Results(model, tape, UPDATE));
    }

    /// From the initial values, in evaluation, on three clips of each class.
    private static void learning(SmallModel model, Path folder) {
        int[] clips = IntStream.range(0, 12).toArray();
        Map<String, Tensor> weights = Parameters.initial(model.configuration()).tensors();
        Tape tape = tape(model);
        double before = loss(model, tape, weights, clips);
        TrainingStep step = new TrainingStep(
                model.configuration().model().trainedOn(model.labels(clips)),
                weights,
                Optimiser.of(model.configuration().training(), weights, tape.kernels()));
        for (int update = 0; update < 40; update++) {
            step.run(model.clips(tape, clips), model.labels(clips), Moment.update(5, update), 0.01, losses -> {});
        }
        assertThat(loss(model, tape, weights, clips)).isLessThan(0.8 * before);
    }

    private static double loss(SmallModel model, Tape tape, Map<String, Tensor> weights, int... clips) {
        double loss = model.pass(Parameters.on(tape, weights, false), tape, EVALUATION, clips)
                .losses(model.labels(clips))
                .get("loss")
                .value()
                .item();
        tape.reset();
        return loss;
    }

    private static void checkpoint(SmallModel model, Path folder) throws IOException {
        Configuration c = model.configuration();
        RunResult result = SmallRun.run(folder, c, false, 1);
        TrainedModel loaded = TrainedModel.load(new RunFolder(folder).best(), Workers.one());
        assertThat(loaded.configuration()).isEqualTo(c);
        Split.Parts parts = SmallRun.parts(c);
        assertThat(RunResult.Metrics.of(loaded.predictor().evaluate(parts.validation())))
                .isEqualTo(result.validation());
        assertThat(RunResult.Metrics.of(loaded.predictor().evaluate(parts.test())))
                .isEqualTo(result.test());
    }

    private static void otherType(SmallModel model, Path folder) throws IOException {
        SmallRun.run(folder, model.configuration(), false, 1);
        Path file = new RunFolder(folder).best();
        Subset clips = Subset.all(new PlantedEvents(SmallRun.DATA));
        Tensor exact = TrainedModel.load(file, Workers.one()).predictor().scores(clips);
        Tensor single = TrainedModel.load(file, Workers.one(), _ -> DType.FLOAT32)
                .predictor()
                .scores(clips);
        // the derivative of a softmax is below 1, and its results are too
        double tolerance = new Results(model, tape(model), EVALUATION).roundings() * 0x1p-24;
        assertThat(single.toArray())
                .isNotEqualTo(exact.toArray())
                .usingComparatorWithPrecision(tolerance)
                .containsExactly(exact.toArray());
    }

    private static void resumption(SmallModel model, Path folder) throws IOException {
        Path whole = folder.resolve("whole");
        Path pieces = folder.resolve("pieces");
        SmallRun.run(whole, model.configuration(), false, 1);
        Progress kill = new Progress() {
            @Override
            public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
                if (iteration == 3) {
                    throw new Killed();
                }
            }
        };
        assertThatExceptionOfType(Killed.class)
                .isThrownBy(() -> SmallRun.run(pieces, model.configuration(), false, 1, kill));
        assertThat(Checkpoint.load(new RunFolder(pieces).last()).iteration()).isEqualTo(2);
        SmallRun.run(pieces, model.configuration(), true, 1);
        for (String file : List.of("best.safetensors", "last.safetensors", "metrics.jsonl", "configuration.yaml")) {
            assertThat(pieces.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void withoutVideo(SmallModel model, Path folder) {
        Map<String, Integer> none = Map.of("video_segments", 0, "video_features", 0);
        if (model.needsVideo()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.with(none))
                    .withMessageMatching("video_segments: 0 isn't allowed, must be above 0: .* takes clips with video");
            return;
        }
        SmallModel audioOnly = model.with(none);
        new Results(audioOnly, tape(audioOnly), UPDATE)
                .all()
                .forEach((name, tensor) ->
                        assertThat(Arrays.stream(tensor.toArray())).as(name).allMatch(Double::isFinite));
    }

    private static void yaml(SmallModel model, Path folder) {
        Configuration c = model.configuration();
        assertThat(Models.configuration(ConfigurationFile.parse(c.toYaml()))).isEqualTo(c);
        assertThat(c).isNotEqualTo(c.family().configuration());
    }

    private static void misspeltParameter(SmallModel model, Path folder) {
        Map<String, Tensor> parameters = model.parameters();
        Map<String, Tensor> gradients = new Results(model, tape(model), EVALUATION).gradients;
        for (String name : gradients.keySet()) {
            Tape tape = tape(model);
            Map<String, Variable> weights = Parameters.on(tape, parameters, false);
            weights.put(name + "s", weights.remove(name));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.pass(weights, tape, EVALUATION, CLIPS))
                    .withMessage("there is no parameter " + name);
        }
    }

    private static Tape tape(SmallModel model) {
        return new Tape(model.kernels(Workers.one()));
    }

    /// What a forward and a backward pass give.
    private static final class Results {
        private final Tensor logits;
        private final SequencedMap<String, Tensor> losses = new LinkedHashMap<>();
        private final Map<String, Tensor> gradients = new LinkedHashMap<>();
        private final int roundings;

        Results(SmallModel model, Tape tape, Moment moment) {
            Map<String, Variable> weights = Parameters.on(tape, model.parameters(), true);
            Pass pass = model.pass(weights, tape, moment, CLIPS);
            SequencedMap<String, Variable> parts = pass.losses(model.labels(CLIPS));
            logits = pass.logits().value().copy();
            parts.forEach((name, part) -> losses.put(name, part.value().copy()));
            roundings = roundings(tape);
            tape.backward(parts.get("loss"));
            weights.forEach((name, weight) -> {
                if (weight.gradient() != null) {
                    gradients.put(name, weight.gradient().copy());
                }
            });
        }

        /// A bound of how often a number is rounded on the way from the features to the loss and back to a gradient.
        /// It takes each step of the longest way for the longest sum, over all rows or over the elements of a
        /// clip, with 8 roundings besides, those of an elementary function.
        private static int roundings(Tape tape) {
            IdentityHashMap<Variable, Integer> steps = new IdentityHashMap<>();
            int most = 0;
            int longest = 0;
            for (Tape.Operation operation : tape.operations()) {
                int before = operation.inputs().stream()
                        .mapToInt(input -> steps.getOrDefault(input, 0))
                        .max()
                        .orElse(0);
                steps.put(operation.output(), before + 1);
                most = Math.max(most, before + 1);
                Shape shape = operation.output().shape();
                longest = Math.max(longest, Math.max(shape.rows(), shape.elements() / CLIPS.length));
            }
            return 2 * most * (longest + 8);
        }

        int roundings() {
            return roundings;
        }

        /// The first-order bound of a result's rounding errors, if numbers and derivatives on the way are of order 1.
        /// Errors seen are far smaller: most sums are shorter, and roundings cancel.
        double tolerance(Tensor result, double unit) {
            double largest =
                    Arrays.stream(result.toArray()).map(Math::abs).max().orElse(0);
            return roundings * unit * Math.max(1, largest);
        }

        Map<String, Tensor> all() {
            Map<String, Tensor> all = new LinkedHashMap<>(gradients);
            losses.forEach((name, loss) -> all.put("part of the loss: " + name, loss));
            all.put("logits", logits);
            return all;
        }

        void requireSameBits(Results other) {
            assertThat(other.all().keySet()).isEqualTo(all().keySet());
            all().forEach((name, tensor) ->
                    assertThat(other.all().get(name).toArray()).as(name).containsExactly(tensor.toArray()));
        }
    }
}
