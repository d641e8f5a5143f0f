package org.thgcl.bench;

import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A batch of clips of random features, uniform in (-1, 1): what is computed takes as long as with real ones.
///
/// @param audio `[B, P_a, F_a]`
/// @param video `[B, P_v, F_v]`; `null` without video
/// @param labels `[B]`
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Clips(Tensor audio, Tensor video, int[] labels) {
    /// Features in the configuration's storage type.
    static Clips random(Configuration c) {
        int[] labels = new int[c.batch()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % c.classes();
        }
        Tensor audio = uniform(c.dtype(), "audio", Shape.of(c.batch(), c.audioSegments(), c.audioFeatures()));
        Tensor video = c.hasVideo()
                ? uniform(c.dtype(), "video", Shape.of(c.batch(), c.videoSegments(), c.videoFeatures()))
                : null;
        return new Clips(audio, video, labels);
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

    Variable audio(Tape tape) {
        return tape.constant(audio);
    }

    Variable video(Tape tape) {
        return video == null ? null : tape.constant(video);
    }
}
