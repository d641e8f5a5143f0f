package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.data.Standardisation;
import org.thgcl.tensor.Tensor;

/// [Standardisation] as the named tensors of a [Checkpoint].
final class StandardisationTensors {
    private static final String AUDIO_MEAN = "audio.mean";
    private static final String AUDIO_DEVIATION = "audio.deviation";
    private static final String VIDEO_MEAN = "video.mean";
    private static final String VIDEO_DEVIATION = "video.deviation";

    private StandardisationTensors() {}

    /// @param standardisation `null` for none, which gives no tensors
    static Map<String, Tensor> of(Standardisation standardisation) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (standardisation != null) {
            tensors.put(AUDIO_MEAN, standardisation.audioMean());
            tensors.put(AUDIO_DEVIATION, standardisation.audioDeviation());
            tensors.put(VIDEO_MEAN, standardisation.videoMean());
            tensors.put(VIDEO_DEVIATION, standardisation.videoDeviation());
        }
        return tensors;
    }

    /// What [#of] was given.
    ///
    /// @throws IllegalArgumentException if a tensor is missing
    static Standardisation read(Map<String, Tensor> tensors) {
        return tensors.isEmpty()
                ? null
                : new Standardisation(
                        tensor(tensors, AUDIO_MEAN),
                        tensor(tensors, AUDIO_DEVIATION),
                        tensor(tensors, VIDEO_MEAN),
                        tensor(tensors, VIDEO_DEVIATION));
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("checkpoint: standardisation without " + name);
        }
        return tensor;
    }
}
