package org.thgcl.features;

import java.util.List;
import java.util.Optional;
import org.thgcl.data.DataSet;
import org.thgcl.media.Frame;
import org.thgcl.media.Section;
import org.thgcl.tensor.Tensor;

/// A clip of a recording and its features.
///
/// @param recording the recording's name
/// @param section of the recording, at most a clip long
/// @param audio `[P][128]`, P = 101 by default
/// @param video `[40][1024]`; empty without video
/// @param facts what is said of it
/// @param logMel the log-mel frames, `[998, 64]`, those that the patches were cut from
/// @param keyFrames some of its pictures, evenly spread, as S3D sees them, with their times from the clip's
///     beginning; none without video
public record ExtractedClip(
        String recording,
        Section section,
        float[][] audio,
        Optional<float[][]> video,
        ClipFacts facts,
        Tensor logMel,
        List<Frame> keyFrames) {
    /// A name of its own: the recording's and when it begins.
    public String id() {
        return id(recording, section);
    }

    /// The clip alone, to be predicted.
    ///
    /// @param classes those of the model
    public DataSet data(List<String> classes) {
        float[][][] sounds = {audio};
        return video.map(pictures -> DataSet.unlabelled(sounds, new float[][][] {pictures}, classes))
                .orElseGet(() -> DataSet.unlabelled(sounds, classes));
    }

    /// The name of a recording's clip.
    static String id(String recording, Section section) {
        return recording + "@" + Seconds.of(section.start());
    }
}
