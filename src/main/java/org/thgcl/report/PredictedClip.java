package org.thgcl.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.features.ExtractedClip;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.features.LogMel;
import org.thgcl.media.Picture;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.Inspection;
import org.thgcl.training.Prediction;
import org.thgcl.training.TrainedModel;

/// One clip of a recording, and what a model makes of it, as [PredictionPage] shows them. All times are in seconds from
/// the clip's beginning.
///
/// @param start seconds from the recording's beginning to the clip's, at least 0
/// @param seconds length of the clip, above 0
/// @param recorded how much of the clip lies in the recording; the rest was added
/// @param spectrogram of its sound
/// @param pictures a few, in the order of their times, about 8 spread evenly; none without video
/// @param attention where in time the model looked, at most one for each modality; none if the model doesn't show it
/// @param prediction scores of the classes
/// @param notes plain text: what the clip is made of, what was added or repeated
public record PredictedClip(
        double start,
        double seconds,
        double recorded,
        Spectrogram spectrogram,
        List<KeyFrame> pictures,
        List<Attention> attention,
        Prediction prediction,
        List<String> notes) {
    public PredictedClip {
        pictures = List.copyOf(pictures);
        attention = List.copyOf(attention);
        notes = List.copyOf(notes);
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("predicted clip: its length is " + seconds + " s, must be above 0");
        }
    }

    /// A clip whose features were extracted, and what a model makes of it.
    ///
    /// @param extractor that made the features
    /// @throws IllegalArgumentException if the features don't fit the model
    public static PredictedClip of(TrainedModel model, FeatureExtractor extractor, ExtractedClip clip) {
        DataSet data = clip.data(model.classes());
        Prediction prediction = model.predict(data).getFirst();
        Inspection seen = model.predictor().inspect(Subset.all(data));
        double seconds = extractor.settings().clipSeconds();
        LogMel.Settings logMel = extractor.logMel();
        double hop = logMel.patchHopFrames() * logMel.hopSeconds();
        double patch = (logMel.patchFrames() - 1) * logMel.hopSeconds() + logMel.windowSeconds();
        double chunk = seconds / Math.max(1, data.videoSegments());
        return new PredictedClip(
                clip.section().start().toDouble(),
                seconds,
                Math.min(seconds, clip.facts().seconds().toDouble()),
                new Spectrogram(clip.logMel(), logMel),
                clip.keyFrames().stream()
                        .map(frame -> new KeyFrame(frame.time().toDouble(), frame.picture()))
                        .toList(),
                Stream.of(
                                Attention.of(seen, Modality.AUDIO, hop, patch),
                                Attention.of(seen, Modality.VIDEO, chunk, chunk))
                        .flatMap(Optional::stream)
                        .toList(),
                prediction,
                List.of(clip.facts().line()));
    }

    /// The sound in time and frequency.
    ///
    /// @param frames `[T, bands]`, finite, as [LogMel#frames] gives them, at least one; frame t begins at t hops
    /// @param settings how they were made
    public record Spectrogram(Tensor frames, LogMel.Settings settings) {}

    /// A picture and when it is shown.
    ///
    /// @param time from which it is shown, in seconds
    /// @param picture small, as the encoder sees it
    public record KeyFrame(double time, Picture picture) {}

    /// A modality to which a model attends.
    public enum Modality {
        AUDIO("audio_attention"),
        VIDEO("video_attention");

        /// The name of its weights among the views of a model.
        private final String view;

        Modality(String view) {
            this.view = view;
        }
    }

    /// The weights of the learnable pooling over the segments of a modality.
    ///
    /// @param modality what the segments are of
    /// @param weights one for each segment; their sum is 1
    /// @param every from the beginning of a segment to that of the next, in seconds
    /// @param length of a segment, in seconds
    public record Attention(Modality modality, List<Double> weights, double every, double length) {
        public Attention {
            weights = List.copyOf(weights);
        }

        /// The attention to a clip; empty if the model shows none.
        ///
        /// @param seen what the model shows of this clip alone
        private static Optional<Attention> of(Inspection seen, Modality modality, double every, double length) {
            return Optional.ofNullable(seen.views().get(modality.view)).map(view -> {
                List<Double> weights = IntStream.range(0, view.shape().elements())
                        .mapToObj(view::get)
                        .toList();
                return new Attention(modality, weights, every, length);
            });
        }

        /// The weight of a segment relative to equal weights, which would all be 1.
        double relative(int segment) {
            return weights.get(segment) * weights.size();
        }

        /// When a segment begins.
        double begin(int segment) {
            return segment * every;
        }

        /// The segment with the largest weight, the first if several have it.
        int strongest() {
            return IntStream.range(0, weights.size())
                    .reduce((best, i) -> weights.get(i) > weights.get(best) ? i : best)
                    .orElseThrow();
        }
    }
}
