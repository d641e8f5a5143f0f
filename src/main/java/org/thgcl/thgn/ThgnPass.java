package org.thgcl.thgn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.model.Pass;

/// What the paper's network makes of a batch, as the trainer sees it.
record ThgnPass(Thgn model, Thgn.Output output) implements Pass {
    @Override
    public Variable logits() {
        return output.logits();
    }

    /// Eq. 5 and its parts.
    @Override
    public SequencedMap<String, Variable> losses(Labels labels) {
        Thgn.Loss loss = model.loss(output, labels);
        SequencedMap<String, Variable> losses = new LinkedHashMap<>();
        losses.put("focal", loss.focal());
        loss.contrastive().ifPresent(contrastive -> losses.put("contrastive", contrastive));
        losses.put("loss", loss.total());
        return losses;
    }

    @Override
    public Map<String, Variable> views() {
        Map<String, Variable> views = new LinkedHashMap<>();
        views.put("embedding", output.embedding());
        views.put("audio_attention", output.audio().attention());
        output.video().ifPresent(video -> views.put("video_attention", video.attention()));
        return views;
    }
}
