package org.thgcl.training;

import java.util.Map;
import org.thgcl.tensor.Tensor;

/// What a model makes of some clips, beyond their scores.
///
/// @param scores `[clips, classes]`
/// @param views what the model shows, by name, see [org.thgcl.model.Pass#views]; one row for each clip
public record Inspection(Tensor scores, Map<String, Tensor> views) {
    /// A view.
    ///
    /// @throws IllegalArgumentException if the model shows nothing of this name
    public Tensor view(String name) {
        Tensor view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("the model shows no " + name + ", only " + views.keySet());
        }
        return view;
    }
}
