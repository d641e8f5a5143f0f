package org.thgcl.bench;

import java.util.Collections;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Labels;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Clips;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A batch of clips of random features, uniform in (-1, 1): what is computed takes as long as with real ones.
///
/// @param audio `[B, P_a, F_a]`
/// @param video `[B, P_v, F_v]`; without video `[B, 0, 0]`
/// @param labels one class each
public record RandomClips(Tensor audio, Tensor video, Labels labels) {
    /// Features in a storage type.
    static RandomClips of(ClipShape clips, int batch, DType dtype) {
        int[] labels = new int[batch];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % clips.classes();
        }
        return new RandomClips(
                uniform(dtype, "audio", Shape.of(batch, clips.audioSegments(), clips.audioFeatures())),
                uniform(dtype, "video", Shape.of(batch, clips.videoSegments(), clips.videoFeatures())),
                Labels.one(labels));
    }

    /// Numbers uniform in (-1, 1), others for each name.
    public static Tensor uniform(DType dtype, String name, Shape shape) {
        CounterRandom random = new CounterRandom(0);
        int site = CounterRandom.site(name);
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < shape.elements(); i++) {
            tensor.set(i, 2 * random.uniform(0, site, i) - 1);
        }
        return tensor;
    }

    /// The clips on a tape.
    Clips on(Tape tape) {
        return new Clips(
                tape.constant(audio),
                tape.constant(video),
                Collections.nCopies(audio.shape().size(0), "random"));
    }
}
