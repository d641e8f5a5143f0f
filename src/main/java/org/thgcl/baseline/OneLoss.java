package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.model.Pass;

/// What a system with a single loss makes of a batch of clips that have one class each.
///
/// @param system its name
/// @param logits `[B, C]`
/// @param loss of the classes of the clips
record OneLoss(String system, Variable logits, Function<int[], Variable> loss) implements Pass {
    @Override
    public SequencedMap<String, Variable> losses(Labels labels) {
        if (labels.several()) {
            throw new IllegalArgumentException(
                    system + ": its loss takes clips of one class each, these may have several");
        }
        SequencedMap<String, Variable> losses = new LinkedHashMap<>();
        losses.put("loss", loss.apply(labels.only()));
        return losses;
    }
}
