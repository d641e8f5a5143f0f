package org.thgcl.features;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Fingerprint;
import org.thgcl.media.Frame;
import org.thgcl.media.MediaException;
import org.thgcl.media.Rational;
import org.thgcl.media.Recording;
import org.thgcl.media.Section;
import org.thgcl.media.Sound;
import org.thgcl.settings.SettingKeys;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// From recordings to features (section 2.1). Numbers are computed in float32. They depend on the recording
/// and on what [#fingerprint] says, on nothing else.
///
/// Clips have video if there are weights of S3D (A25). Serves one caller at a time.
public final class FeatureExtractor {
    /// Changes when the same settings, weights and decoder begin to give other numbers.
    private static final String VERSION = "1";

    private static final int KEY_FRAMES = 8;

    private final FeatureSettings settings;
    private final EncoderWeights weights;
    private final SoundFeatures sounds;
    private final Optional<VideoFeatures> videos;

    /// @param workers that compute; the results don't depend on how many they are
    /// @throws IllegalArgumentException if weights are missing that the settings need
    public FeatureExtractor(FeatureSettings settings, EncoderWeights weights, Workers workers) {
        this.settings = settings;
        this.weights = weights;
        Tape tape = new Tape(Kernels.of(DType.FLOAT32, workers));
        sounds = new SoundFeatures(settings, weights, tape);
        videos = weights.source(EncoderWeights.S3D).map(_ -> new VideoFeatures(settings, weights, tape));
    }

    /// How features are made.
    public FeatureSettings settings() {
        return settings;
    }

    /// Whether clips have video.
    public boolean hasVideo() {
        return videos.isPresent();
    }

    /// How the log-mel frames and patches are made.
    public LogMel.Settings logMel() {
        return SoundFeatures.logMel(settings);
    }

    /// Everything that the features depend on besides the recording.
    ///
    /// @param decoder what decodes the recordings, with its version
    public Fingerprint fingerprint(String decoder) {
        Map<String, String> made = new LinkedHashMap<>();
        made.put("version", VERSION);
        SettingKeys.of(List.of(FeatureSettings.SETTINGS)).groups().forEach((group, keys) -> {
            if (hasVideo() || !group.equals(FeatureSettings.PICTURES)) {
                keys.forEach(key -> made.put(key, FeatureSettings.SETTINGS.text(settings, key)));
            }
        });
        EncoderWeights.PARTS.forEach(part -> made.put(part, source(part)));
        made.put("decoder", decoder);
        return new Fingerprint(made);
    }

    /// Where the weights of a part are from; those that aren't used don't count.
    private String source(String part) {
        boolean unused = part.equals(EncoderWeights.PCA) && settings.afterVggish() == FeatureSettings.AfterVggish.NONE;
        return unused ? "none" : weights.source(part).orElse("none");
    }

    /// Checks that a recording has what a clip needs.
    ///
    /// @throws IOException that names it and what it lacks
    public void requireContents(Recording recording) throws IOException {
        Recording.Contents contents = recording.contents();
        if (!contents.sound()) {
            throw new MediaException(recording.name() + ": has no sound; features need it");
        }
        if (hasVideo() && !contents.pictures()) {
            throw new MediaException(recording.name() + ": has no pictures; give all recordings that have none"
                    + " a file of their own, of audio features only");
        }
    }

    /// The clips of a recording.
    ///
    /// @param within the part of it that is wanted
    /// @throws IOException that names it and what is wrong
    public ClipSections clips(Recording recording, Section within) throws IOException {
        requireContents(recording);
        return ClipSections.of(recording, within, settings);
    }

    /// The features of a clip.
    ///
    /// @param section of the recording, as [#clips] gives it
    /// @throws IOException that names the recording and what is wrong with it
    public ExtractedClip extract(Recording recording, Section section) throws IOException {
        Sound sound = recording.sound(section);
        Rational clipSeconds = Rational.of(settings.clipSeconds());
        Tensor logMel = sounds.frames(sound);
        float[][] audio = sounds.features(logMel);
        if (videos.isEmpty()) {
            return new ExtractedClip(
                    recording.name(),
                    section,
                    audio,
                    Optional.empty(),
                    ClipFacts.of(section, clipSeconds, sound),
                    logMel,
                    List.of());
        }
        VideoFeatures video = videos.get();
        List<Frame> frames = video.frames(recording, section);
        List<List<Integer>> segments = segments(recording, video, frames);
        return new ExtractedClip(
                recording.name(),
                section,
                audio,
                Optional.of(video.features(frames, segments)),
                ClipFacts.of(section, clipSeconds, sound, frames, segments),
                logMel,
                keyFrames(frames));
    }

    private static List<List<Integer>> segments(Recording recording, VideoFeatures video, List<Frame> frames)
            throws IOException {
        try {
            return video.segments(frames);
        } catch (IllegalArgumentException e) {
            throw new MediaException(recording.name() + ": " + e.getMessage(), e);
        }
    }

    /// Some frames, evenly spread; all, if they are few.
    private static List<Frame> keyFrames(List<Frame> frames) {
        int count = Math.min(KEY_FRAMES, frames.size());
        return IntStream.range(0, count)
                .mapToObj(i -> frames.get(i * frames.size() / count))
                .toList();
    }
}
