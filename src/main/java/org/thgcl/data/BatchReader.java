package org.thgcl.data;

import java.util.Arrays;
import java.util.List;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Reads clips of a part into batches, standardised if wanted.
///
/// Two sets of tensors take turns: a batch is valid until the next but one is read. One thread may read at a time.
public final class BatchReader {
    private final Subset part;
    private final Standardisation standardisation;
    private final DType dtype;
    private final float[] audioFeatures;
    private final float[] videoFeatures;
    private final Tensor[] audio = new Tensor[2];
    private final Tensor[] video = new Tensor[2];
    private int turn;

    /// @param part the clips to read from
    /// @param standardisation how to scale them; null to leave them as they are
    /// @param dtype of the batches
    /// @throws IllegalArgumentException if the standardisation is for another number of features
    public BatchReader(Subset part, Standardisation standardisation, DType dtype) {
        DataSet data = part.data();
        if (standardisation != null) {
            standardisation.requireFits(data);
        }
        this.part = part;
        this.standardisation = standardisation;
        this.dtype = dtype;
        audioFeatures = new float[data.audioSegments() * data.audioFeatures()];
        videoFeatures = new float[data.videoSegments() * data.videoFeatures()];
    }

    /// Reads the clips at the given positions of the part.
    public Batch read(int[] positions) {
        DataSet data = part.data();
        turn = 1 - turn;
        audio[turn] = fit(audio[turn], positions.length, data.audioSegments(), data.audioFeatures());
        video[turn] = fit(video[turn], positions.length, data.videoSegments(), data.videoFeatures());
        int[] clips = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            clips[i] = part.clip(positions[i]);
            readClip(clips[i], i);
        }
        List<String> ids = Arrays.stream(clips).mapToObj(data::id).toList();
        return new Batch(clips, ids, audio[turn], video[turn], data.labelsOf(clips));
    }

    private void readClip(int clip, int row) {
        part.data().readAudio(clip, audioFeatures, 0);
        part.data().readVideo(clip, videoFeatures, 0);
        if (standardisation == null) {
            audio[turn].set(row * audioFeatures.length, audioFeatures, 0, audioFeatures.length);
            video[turn].set(row * videoFeatures.length, videoFeatures, 0, videoFeatures.length);
        } else {
            standardisation.audio(audioFeatures, audio[turn], row * audioFeatures.length);
            standardisation.video(videoFeatures, video[turn], row * videoFeatures.length);
        }
    }

    private Tensor fit(Tensor held, int clips, int segments, int features) {
        Shape shape = Shape.of(clips, segments, features);
        return held != null && held.shape().equals(shape) ? held : Tensor.zeros(dtype, shape);
    }
}
