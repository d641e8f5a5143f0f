package org.thgcl.report;

import java.util.List;
import java.util.Optional;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphEmbedding;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.equation.LayerUpdate;
import org.thgcl.equation.TMacWeight;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.page.Formula;

/// The formula of each equation class, in [Formula]'s notation and the paper's order, as the preset `paper` reads it.
///
/// Those with `%s` take symbols in one place and the numbers of an example in another.
public final class Formulas {
    /// Eq. 1 of i, j, P max, P min.
    static final String GAUSSIAN = "exp(-frac{(%s - %s)^2}{2 (%s - %s + 1)^2})";

    /// Eq. 2 of xi, P max', p, P min', tau.
    static final String HAWKES =
            "frac{1}{%5$s} σ(frac{ln %1$s}{ln(1 - %1$s)} + frac{%2$s - %3$s + 1}{%2$s - %4$s + 1})";

    /// One term of the focal loss, of alpha, p, gamma.
    static final String FOCAL = "-%1$s (1 - %2$s)^{%3$s} ln %2$s";

    /// One term of Eq. 4 of the cosine above, the temperature, and the sum below.
    static final String CONTRAST = "ln frac{exp(%s / %s)}{%s}";

    /// Eq. 5 of the weights and the losses.
    static final String JOINT = "%s * %s + %s * %s";

    private static final List<Statement> ALL = List.of(
            new Statement(
                    FeatureAlignment.class,
                    "Feature alignment",
                    "2.1",
                    "",
                    "E_a = F_a W_a + b_a , quad E_v = F_v W_v + b_v"),
            new Statement(
                    TemporalNeighbourhood.class,
                    "Temporal neighbourhood",
                    "2.2",
                    "A3, A4",
                    "N(i) = set{i + k D \" : \" k = -S , … , S}"),
            new Statement(
                    CrossModalEdges.class,
                    "Cross-modal edges",
                    "2.2",
                    "A5",
                    "J(i) = set{start(i) , … , start(i) + 2} , quad start(i) = ⌊ frac{i P_a}{P_v} ⌋"),
            new Statement(
                    Eq1GaussianWeight.class,
                    "Eq. 1: Gaussian weight within a modality",
                    "2.2",
                    "",
                    "s_m^{i , j} = " + GAUSSIAN.formatted("P_m^i", "P_m^j", "P_m^{max}", "P_m^{min}")
                            + " , quad m ∈ set{a , v}"),
            new Statement(
                    Eq2HawkesWeight.class,
                    "Eq. 2: Hawkes weight across modalities",
                    "2.2",
                    "A6 to A10",
                    "s_{inter}^{i , j} = " + hawkes("ξ", "P_a^{max'}", "P_v^i", "P_a^{min'}", "τ")
                            + " , quad ξ ~ U(0 , 1)"),
            new Statement(
                    TMacWeight.class,
                    "TMac's weight, for Table 2",
                    "3.3",
                    "",
                    "s = exp(-frac{P^{max} - p + 1}{P^{max} - P^{min} + 1})"),
            new Statement(
                    Eq3GraphConvolution.class,
                    "Eq. 3: graph convolution (GNN-A, GNN-V)",
                    "2.3",
                    "A12, A20",
                    "X^l = ρ(A X^{l - 1} Ψ^{l - 1} + b)"),
            new Statement(
                    GatAv.class,
                    "GAT-AV: attention from video to audio",
                    "2.3",
                    "A11",
                    "lines{h_i = X_v^i W_s , quad α_{i j} = frac{exp e_{i j}}{sum_k exp e_{k j}} , quad "
                            + "e_{i j} = LeakyReLU(a_s * h_i + a_d * X_a^j W_d)}"
                            + "{out_j = sum_i (α_{i j} + s_{i j}) h_i + b}"),
            new Statement(
                    LayerUpdate.class,
                    "Update of the nodes",
                    "2.3",
                    "A12",
                    "lines{X_a' = \"norm\"(\"dropout\"(ReLU(A_a X_a Ψ_a + b_a + \"GAT-AV\"(X_v , X_a))))}"
                            + "{X_v' = \"norm\"(\"dropout\"(ReLU(A_v X_v Ψ_v + b_v)))}"),
            new Statement(
                    GraphLayerNorm.class,
                    "Graph layer normalisation",
                    "2.3",
                    "A12",
                    "x' = frac{x - \"mean\"(X)}{sqrt{\"var\"(X) + ε}} , quad \"over all nodes and features of a"
                            + " graph\""),
            new Statement(
                    AttentionPooling.class,
                    "Learnable pooling",
                    "2.3",
                    "",
                    "β_i = frac{exp(X_m^i * w_m)}{sum_k exp(X_m^k * w_m)} , quad g_m = sum_i β_i X_m^i"),
            new Statement(GraphEmbedding.class, "Graph embedding", "2.3", "A13", "X^G = g_a + g_v"),
            new Statement(ClassificationHead.class, "Classification head", "2.3", "", "logits = X^G W_c + b_c"),
            new Statement(
                    FocalLoss.class,
                    "Focal loss",
                    "2.3",
                    "A16",
                    "L_{FL} = frac{1}{B} sum_i " + FOCAL.formatted("α", "p_{y_i}", "γ")
                            + " , quad p = softmax(logits)"),
            new Statement(
                    Eq4ContrastiveLoss.class,
                    "Eq. 4: contrastive loss",
                    "2.3",
                    "A14, A15",
                    "lines{L_{v → a} = -frac{1}{B} sum_i "
                            + CONTRAST.formatted(
                                    "cos(X_a^{(i)} , X_v^{(i)})",
                                    "t",
                                    "sum_{j ≠ i} exp(cos(X_a^{(i)} , X_v^{(j)}) / t)")
                            + "}{L_{CL} = L_{v → a} + L_{a → v}}"),
            new Statement(
                    Eq5JointObjective.class,
                    "Eq. 5: joint objective",
                    "2.3",
                    "",
                    "L = " + JOINT.formatted("ω_{FL}", "L_{FL}", "ω_{CL}", "L_{CL}")));

    private Formulas() {}

    /// What a class states.
    ///
    /// @param type the class
    /// @param name the field's name, with the paper's number if it has one
    /// @param section of the paper
    /// @param readings ids of the open points that it decides
    /// @param formula in [Formula]'s notation
    record Statement(Class<?> type, String name, String section, String readings, String formula) {}

    /// All statements.
    static List<Statement> all() {
        return ALL;
    }

    /// What a class states, if it is an equation's.
    static Optional<Statement> of(Class<?> type) {
        return ALL.stream().filter(statement -> statement.type() == type).findFirst();
    }

    /// Eq. 2 of the given symbols or numbers.
    static String hawkes(String xi, String max, String position, String min, String tau) {
        return HAWKES.formatted(xi, max, position, min, tau);
    }
}
