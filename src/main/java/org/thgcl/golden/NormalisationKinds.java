package org.thgcl.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.Affine;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.BatchNorm.Running;
import org.thgcl.baseline.block.BatchNorm.Statistics;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.golden.KindSetting.Bounds;

/// Normalisations and activations of Table 1's systems.
final class NormalisationKinds {
    private static final Bounds ABOVE_0 =
            new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

    static final List<Kind> ALL = List.of(
            new AnyRankKind(
                    "batch_norm",
                    "3.2",
                    "(x - m_c) / sqrt(v_c + epsilon) scale_c + shift_c, m_c and v_c the mean and biased variance of a"
                            + " channel over all other axes, or mean and variance as given; then mean and variance"
                            + " after an update: (1 - momentum) mean + momentum m, (1 - momentum) variance + momentum"
                            + " v n / (n - 1), n elements a channel",
                    List.of(
                            KindSetting.ofWords("statistics", Statistics.RUNNING),
                            KindSetting.whole("channel", 0, Limits.SIZE).or(1),
                            KindSetting.real("epsilon", ABOVE_0).or(1e-5),
                            KindSetting.real("momentum", Bounds.between(0, 1)).or(BatchNorm.MOMENTUM)),
                    List.of("x[B,C,n]", "scale[C]", "shift[C]", "mean[C]", "variance[C]"),
                    List.of("y[B,C,n]", "mean[C]", "variance[C]"),
                    NormalisationKinds::ofBatchNorm,
                    NormalisationKinds::batchNorm),
            new AnyRankKind(
                    "layer_norm",
                    "3.2",
                    "(x - m) / sqrt(v + epsilon) scale + shift, m and v the mean and biased variance over the last"
                            + " axes",
                    List.of(
                            KindSetting.whole("axes", 1, Limits.SIZE).or(1),
                            KindSetting.real("epsilon", ABOVE_0).or(1e-5)),
                    List.of("x[a,b,c]", "scale[c]", "shift[c]"),
                    List.of("y[a,b,c]"),
                    NormalisationKinds::ofLayerNorm,
                    NormalisationKinds::layerNorm),
            new AnyRankKind(
                    "activation",
                    "3.2",
                    "gelu: x (1 + erf(x / sqrt 2)) / 2; silu: x / (1 + exp(-x))",
                    List.of(KindSetting.ofWords("activation", Activation.GELU)),
                    List.of("x[n]"),
                    List.of("y[n]"),
                    (_, in) -> List.of(shape("x", axes(in))),
                    NormalisationKinds::activation));

    private NormalisationKinds() {}

    private enum Activation {
        GELU,
        SILU
    }

    /// Names of the axes of x.
    private static List<String> axes(CaseInputs in) {
        if (!in.has("x")) {
            throw new GoldenException("inputs.x", "is missing");
        }
        return IntStream.range(0, in.axes("x")).mapToObj(axis -> "n" + axis).toList();
    }

    private static String shape(String name, List<String> axes) {
        return name + "[" + String.join(",", axes) + "]";
    }

    private static List<String> ofBatchNorm(CaseSettings settings, CaseInputs in) {
        List<String> axes = new ArrayList<>(axes(in));
        int channel = settings.whole("channel");
        if (channel >= axes.size()) {
            throw new GoldenException("settings.channel", "is " + channel + ", but x has " + axes.size() + " axes");
        }
        axes.set(channel, "C");
        return List.of(shape("x", axes), "scale[C]", "shift[C]", "mean[C]", "variance[C]");
    }

    private static Outputs batchNorm(CaseSettings settings, CaseInputs in) {
        BatchNorm norm = new BatchNorm(settings.real("epsilon"));
        Variable x = in.variable("x");
        int rank = x.shape().rank();
        int channel = settings.whole("channel");
        int[] forth = IntStream.concat(IntStream.range(0, rank).filter(axis -> axis != channel), IntStream.of(channel))
                .toArray();
        int[] back = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            back[forth[axis]] = axis;
        }
        Variable channelsLast = Dense.permute(x, forth);
        Affine affine = new Affine(in.variable("scale"), in.variable("shift"));
        Running state = new Running(in.tensor("mean"), in.tensor("variance"));
        Variable y;
        if (settings.word(Statistics.class, "statistics") == Statistics.BATCH) {
            Columns.Normalised batch = norm.byBatch(channelsLast);
            Running before = state;
            state = GoldenException.blaming(
                    "inputs.x", () -> BatchNorm.update(before, batch, settings.real("momentum")));
            y = batch.value();
        } else {
            y = GoldenException.blaming(
                    "inputs.variance",
                    () -> norm.byRunning(channelsLast, in.constant("mean"), in.constant("variance")));
        }
        return new Outputs()
                .put("y", Dense.permute(affine.apply(y), back))
                .put("mean", GoldenTensor.real(state.mean()))
                .put("variance", GoldenTensor.real(state.variance()));
    }

    private static List<String> ofLayerNorm(CaseSettings settings, CaseInputs in) {
        List<String> axes = axes(in);
        int count = settings.whole("axes");
        if (count > axes.size()) {
            throw new GoldenException("settings.axes", "is " + count + ", but x has " + axes.size() + " axes");
        }
        List<String> last = axes.subList(axes.size() - count, axes.size());
        return List.of(shape("x", axes), shape("scale", last), shape("shift", last));
    }

    private static Outputs layerNorm(CaseSettings settings, CaseInputs in) {
        LayerNorm norm = new LayerNorm(settings.whole("axes"), settings.real("epsilon"));
        Affine affine = new Affine(in.variable("scale"), in.variable("shift"));
        return new Outputs().put("y", norm.apply(in.variable("x"), affine));
    }

    private static Outputs activation(CaseSettings settings, CaseInputs in) {
        Variable x = in.variable("x");
        return new Outputs()
                .put(
                        "y",
                        switch (settings.word(Activation.class, "activation")) {
                            case GELU -> x.gelu();
                            case SILU -> x.silu();
                        });
    }
}
