package org.thgcl.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Split;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.features.LogMel;
import org.thgcl.features.S3d;
import org.thgcl.features.S3dSettings;
import org.thgcl.features.Vggish;
import org.thgcl.features.VggishSettings;
import org.thgcl.features.VideoChunks;
import org.thgcl.media.Rational;
import org.thgcl.model.Configuration;
import org.thgcl.model.Moment;
import org.thgcl.model.Network;
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
/// @param chunks frames of the video segments of a clip of 10 s
/// @param encoders parameters of the encoders
/// @param featureSizes numbers of features that the encoders give
/// @param parameters shapes of a configuration's parameters by name
/// @param samples shape of the samples of one modality that Eq. 4 compares
/// @param schedule the learning rate
/// @param split sizes of the parts
/// @param presets configurations by name
record Pipeline(
        Patches patches,
        Chunks chunks,
        Encoders encoders,
        FeatureSizes featureSizes,
        ParameterShapes parameters,
        Samples samples,
        Schedule schedule,
        Sizes split,
        Presets presets) {
    /// That which the program trains with.
    static Pipeline implemented() {
        return new Pipeline(
                Pipeline::patches,
                Pipeline::chunks,
                new Encoders(count(new Vggish(VggishSettings.PUBLISHED)), count(new S3d(S3dSettings.PUBLISHED))),
                Pipeline::smallestOutputs,
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

    /// Frame numbers of each chunk of a clip, as [VideoChunks] has them before short chunks are filled up.
    interface Chunks {
        /// The numbers, chunk by chunk.
        ///
        /// @param framesPerSecond of a clip whose frame i is shown from `i / framesPerSecond` on
        List<List<Integer>> of(VideoChunks.Timeline timeline, int framesPerSecond);
    }

    /// Numbers of parameters.
    record Encoders(long vggish, long s3d) {}

    /// Features of a segment of audio, then of video.
    interface FeatureSizes {
        List<Integer> get();
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

    private static List<List<Integer>> chunks(VideoChunks.Timeline timeline, int framesPerSecond) {
        List<Rational> times = IntStream.range(0, Published.CLIP_SECONDS * framesPerSecond)
                .mapToObj(frame -> new Rational(frame, framesPerSecond))
                .toList();
        Rational quarter = new Rational(1, 4);
        return new VideoChunks(timeline, quarter, Published.CLIP_SECONDS, 1, VideoChunks.Filling.REPEAT).of(times);
    }

    private static long count(Network network) {
        return network.parameters().stream()
                .mapToLong(spec -> spec.shape().elements())
                .sum();
    }

    /// The sizes of what the encoders give for the smallest inputs that they take; VGGish's last bias has its own.
    private static List<Integer> smallestOutputs() {
        int audio = new Vggish(VggishSettings.PUBLISHED)
                .parameters()
                .getLast()
                .shape()
                .elements();
        S3d s3d = new S3d(S3dSettings.PUBLISHED);
        Tape tape = new Tape(Kernels.of(DType.FLOAT32, Workers.one()));
        Map<String, Variable> weights = new HashMap<>();
        Stream.concat(s3d.parameters().stream(), s3d.statistics().stream())
                .forEach(spec -> weights.put(spec.name(), tape.constant(Tensor.zeros(DType.FLOAT32, spec.shape()))));
        Variable video = tape.constant(
                Tensor.zeros(DType.FLOAT32, Shape.of(1, S3d.LEAST_FRAMES, S3d.LEAST_SIDE, S3d.LEAST_SIDE, 3)));
        Variable features =
                s3d.apply(new Weights(weights), Map.of("video", video)).get("features");
        return List.of(audio, features.shape().columns());
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
                        ? output.video().orElseThrow().nodes()
                        : output.audio().embedding())
                .shape();
    }
}
