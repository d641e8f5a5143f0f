package org.thgcl.audit;

import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Split;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.features.LogMel;
import org.thgcl.model.Configuration;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.optimise.LearningRate;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnSettings;

/// The steps around the network that claims are checked with: features, parameters, samples, schedule, split, presets.
///
/// @param patches shape of the log-mel patches of a clip of 10 s
/// @param parameters shapes of a configuration's parameters by name
/// @param samples shape of the samples of one modality that Eq. 4 compares
/// @param schedule the learning rate
/// @param split sizes of the parts
/// @param presets configurations by name
record Pipeline(
        Patches patches, ParameterShapes parameters, Samples samples, Schedule schedule, Sizes split, Presets presets) {
    /// That which the program trains with.
    static Pipeline implemented() {
        return new Pipeline(
                Pipeline::patches,
                Parameters::shapes,
                Pipeline::samples,
                c -> LearningRate.of(c.training()),
                Split::sizes,
                Preset::configuration);
    }

    /// Shape `[P_a, frames, bands]` of a clip's patches, as [LogMel] cuts them.
    interface Patches {
        Shape of(LogMel.Settings settings);
    }

    /// As [Parameters#shapes].
    interface ParameterShapes {
        Map<String, Shape> of(Configuration configuration);
    }

    /// Shape of the samples of Eq. 4 for some clips, as [Thgn] gives them: embeddings of clips, or nodes (A40).
    interface Samples {
        Shape of(Configuration configuration, int clips);
    }

    /// As [LearningRate#of].
    interface Schedule {
        LearningRate of(Configuration configuration);
    }

    /// As [Split#sizes].
    interface Sizes {
        int[] of(int clips, double[] fractions);
    }

    /// As [Preset#configuration].
    interface Presets {
        Configuration of(Preset preset);
    }

    /// Number of a configuration's parameters.
    long count(Configuration configuration) {
        return parameters.of(configuration).values().stream()
                .mapToLong(Shape::elements)
                .sum();
    }

    private static Shape patches(LogMel.Settings settings) {
        LogMel front = new LogMel(settings);
        return front.patches(front.frames(new double[Published.CLIP_SECONDS * settings.sampleRate()]))
                .shape();
    }

    private static Shape samples(Configuration c, int clips) {
        Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());
        Thgn thgn = Thgn.of(c);
        Tape tape = new Tape(kernels);
        Tensor xi = Tensor.zeros(Shape.of(clips, thgn.graph().cross().count()));
        for (int e = 0; e < xi.shape().elements(); e++) {
            xi.set(e, 0.5);
        }
        Thgn.Output output = thgn.forward(
                new Weights(Parameters.initial(c).on(tape, false)),
                tape.constant(Tensor.zeros(
                        Shape.of(clips, c.clips().audioSegments(), c.clips().audioFeatures()))),
                tape.constant(Tensor.zeros(
                        Shape.of(clips, c.clips().videoSegments(), c.clips().videoFeatures()))),
                tape.constant(xi),
                Moment.evaluation(0));
        return (ThgnSettings.of(c).contrast() == Eq4ContrastiveLoss.Level.SEGMENTS
                        ? output.videoNodes()
                        : output.audioEmbedding())
                .shape();
    }
}
