package org.thgcl.bench;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Parameters;

/// Floating-point operations of a network's matrix products, from their shapes: a product of `[m, k]` and `[k, n]` has
/// `2 m n k`, a multiplication and an addition for each term.
///
/// With B clips, N_a = B P_a audio and N_v = B P_v video nodes, the width `in` of a layer's input (d, or the number of
/// features if there is no embedding, in the first layer; H in the others), the forward pass has
///
/// | product | m | k | n |
/// |---|---|---|---|
/// | feature alignment F_m W_m | N_m | F_m | d |
/// | Eq. 3, X_m Psi, each layer | N_m | in | H |
/// | GAT-AV, X_v W_s, each layer | N_v | in | H |
/// | head X^G W_c | B | H or 2H | C |
///
/// Each product Y = X W has two more of the same size in the backward pass, dW = X' dY and dX = dY W', the second only
/// where X depends on parameters: not for the input features.
///
/// Not counted, as each is below a thousandth: X_a W_d a_d of GAT-AV, which is two products with a vector, the other
/// products with vectors, Eq. 4's cosines; nor is sparse times dense, see [SparseProduct].
public final class FlopCount {
    private FlopCount() {}

    /// A product Y = X W of the forward pass, `[m, k]` times `[k, n]`.
    ///
    /// @param ofFeatures whether X is input features, which need no gradient
    record Product(String name, long m, long n, long k, boolean ofFeatures) {
        long forward() {
            return 2 * m * n * k;
        }

        long backward() {
            return ofFeatures ? forward() : 2 * forward();
        }
    }

    /// Operations of the forward pass of a batch.
    public static long inference(Configuration c) {
        return products(c).stream().mapToLong(Product::forward).sum();
    }

    /// Operations of forward and backward pass of a batch.
    public static long training(Configuration c) {
        return products(c).stream()
                .mapToLong(product -> product.forward() + product.backward())
                .sum();
    }

    static List<Product> products(Configuration c) {
        List<Product> products = new ArrayList<>();
        long audio = (long) c.batch() * c.audioSegments();
        long video = (long) c.batch() * c.videoSegments();
        boolean aligned = c.embedding() > 0;
        if (aligned) {
            products.add(new Product("projection.audio", audio, c.embedding(), c.audioFeatures(), true));
            products.add(new Product("projection.video", video, c.embedding(), c.videoFeatures(), true));
        }
        int audioIn = aligned ? c.embedding() : c.audioFeatures();
        int videoIn = aligned ? c.embedding() : c.videoFeatures();
        for (int layer = 0; layer < c.layers(); layer++) {
            boolean ofFeatures = layer == 0 && !aligned;
            String name = "layers." + layer;
            products.add(new Product(name + ".audio.psi", audio, c.hidden(), audioIn, ofFeatures));
            products.add(new Product(name + ".video.psi", video, c.hidden(), videoIn, ofFeatures));
            if (c.crossModal(layer)) {
                products.add(new Product(name + ".cross.source", video, c.hidden(), videoIn, ofFeatures));
            }
            audioIn = c.hidden();
            videoIn = c.hidden();
        }
        int embedding = Parameters.shapes(c).get("head.weight").rows();
        products.add(new Product("head", c.batch(), c.classes(), embedding, false));
        return products;
    }
}
