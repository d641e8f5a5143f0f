package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BinaryCrossEntropy;
import org.thgcl.model.Network;
import org.thgcl.model.Weights;

/// A system that makes features of a sound, and scores of the features. Its loss is the binary cross-entropy.
interface SoundEncoder extends Network {
    /// The input that holds the sound, such as `spectrogram`.
    String input();

    /// The features of B clips, `[B, e]`.
    Variable features(Weights weights, Variable sound);

    /// The scores of the features before the sigmoid, `[B, C]`.
    Variable logits(Weights weights, Variable features);

    @Override
    default SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable features = features(weights, inputs.get(input()));
        Variable logits = logits(weights, features);
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("features", features);
        outputs.put("logits", logits);
        outputs.put("loss", BinaryCrossEntropy.apply(logits, inputs.get("label")));
        return outputs;
    }
}
