package org.thgcl.model;

import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The noise xi of Eq. 2 for the cross-modal edges of a batch, `[B, E]` (A10).
public final class Xi {
    private static final int SITE = CounterRandom.site("hawkes.xi");

    private Xi() {}

    /// The median of the noise for every edge, as in evaluation: xi = 1/2.
    public static Tensor median(int clips, int edges) {
        Tensor xi = Tensor.zeros(Shape.of(clips, edges));
        xi.fill(0.5);
        return xi;
    }

    /// Drawn anew for each edge and step.
    public static Tensor eachStep(CounterRandom random, long step, int clips, int edges) {
        Tensor xi = Tensor.zeros(Shape.of(clips, edges));
        for (int i = 0; i < clips * edges; i++) {
            xi.set(i, random.uniform(step, SITE, i));
        }
        return xi;
    }

    /// Drawn once for each edge of each clip's graph: a function of the clip's id.
    public static Tensor oncePerGraph(CounterRandom random, String[] ids, int edges) {
        Tensor xi = Tensor.zeros(Shape.of(ids.length, edges));
        for (int b = 0; b < ids.length; b++) {
            int clip = CounterRandom.site(ids[b]);
            for (int e = 0; e < edges; e++) {
                xi.set(b * edges + e, random.uniform(clip, SITE, e));
            }
        }
        return xi;
    }
}
