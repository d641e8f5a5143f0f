package org.thgcl.thgn;

import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Tensor;

/// The noise xi of Eq. 2 for the cross-modal edges of a batch (A10).
///
/// Each method fills a tensor `[B, E]` of either type, and returns it. Its numbers are those of float64, rounded to the
/// tensor's type; one that would be rounded to 1, where Eq. 2 has no value, becomes the largest number below.
public final class HawkesNoise {
    private static final int SITE = CounterRandom.site("hawkes.xi");

    /// What float32 has next below 1. A float64 of [CounterRandom#uniform] is below 1 as it is.
    private static final double BELOW_ONE = Math.nextDown(1f);

    private HawkesNoise() {}

    /// The median of the noise for every edge, as in evaluation: xi = 1/2.
    public static Tensor median(Tensor xi) {
        xi.fill(0.5);
        return xi;
    }

    /// Drawn anew for each edge and step.
    public static Tensor eachStep(CounterRandom random, long step, Tensor xi) {
        for (int i = 0; i < xi.shape().elements(); i++) {
            set(xi, i, random.uniform(step, SITE, i));
        }
        return xi;
    }

    /// Drawn once for each edge of each clip's graph: a function of the clip's id.
    ///
    /// @param ids of the B clips
    public static Tensor oncePerGraph(CounterRandom random, String[] ids, Tensor xi) {
        int edges = xi.shape().columns();
        for (int b = 0; b < ids.length; b++) {
            int clip = CounterRandom.site(ids[b]);
            for (int e = 0; e < edges; e++) {
                set(xi, b * edges + e, random.uniform(clip, SITE, e));
            }
        }
        return xi;
    }

    private static void set(Tensor xi, int position, double uniform) {
        xi.set(position, xi.dtype() == DType.FLOAT32 ? Math.min(uniform, BELOW_ONE) : uniform);
    }
}
