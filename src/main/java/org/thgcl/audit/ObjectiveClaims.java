package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FocalLoss;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

/// Claims on the focal loss, Eq. 5 and the loss levels of Figure 3.
final class ObjectiveClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();
    private static final FocalLoss CROSS_ENTROPY = new FocalLoss(1, 0);

    private ObjectiveClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "focal-imbalance",
                        new Passage(
                                "2.3",
                                "该头部使用焦点损失[29] 进行训练以解决类别不平衡问题",
                                "The focal loss deals with classes of unequal size."),
                        List.of("A16"),
                        new Computation("Loss by class at equal probability, and by probability.", FocalLoss.class),
                        ObjectiveClaims::imbalance),
                new Claim(
                        "eq5-weights",
                        new Passage(
                                "2.3, Eq. 5",
                                "$\\omega_{FL} = 1.0$ 和 $\\omega_{CL} = 0.1$",
                                "The objective is 1.0 L_FL + 0.1 L_CL."),
                        List.of(),
                        new Computation("What one nat of either loss adds, by the preset.", Eq5JointObjective.class),
                        ObjectiveClaims::weights),
                new Claim(
                        "figure3-cel-level",
                        new Passage(
                                "3.4, Figure 3(a)",
                                "交叉熵损失(CEL)收敛最慢且保持在较高的损失水平",
                                "Cross entropy stays at a higher loss than the focal loss."),
                        List.of("A16"),
                        new Computation(
                                "Focal loss by cross entropy of the same prediction, for p from 0.001 to 0.999.",
                                FocalLoss.class),
                        ObjectiveClaims::level),
                new Claim(
                        "figure3-lowest-loss",
                        new Passage(
                                "3.4, Figure 3(a)",
                                "我们的损失 L(FL+CL)... 达到了最低且最平稳的最终损失",
                                "FL + CL reaches the lowest final loss, below FL's."),
                        List.of("A14", "A15", "A16", "finding 7"),
                        new Computation(
                                "The least that 0.1 L_CL can add at batch 64: both modalities alike, clips at the"
                                        + " corners of a regular simplex.",
                                Eq4ContrastiveLoss.class,
                                Eq5JointObjective.class),
                        ObjectiveClaims::lowest));
    }

    private static Finding imbalance(Evidence evidence) {
        FocalLoss reading = new FocalLoss(PAPER.alpha(), PAPER.gamma());
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int label = 0; label < PAPER.classes(); label++) {
            double loss = evidence.losses().focal().of(reading, 0.3, label, PAPER.classes());
            least = Math.min(least, loss);
            most = Math.max(most, loss);
        }
        double hard = ratio(reading, 0.1, evidence);
        double easy = ratio(reading, 0.9, evidence);
        Map<String, Boolean> holds = new LinkedHashMap<>();
        holds.put("'deals with' = hard clips weigh more", hard > easy);
        // equal logits in another place: a sum of 33 exponentials in another order
        holds.put("'deals with' = rare classes weigh more", most - least > 1e-12);
        return Finding.of(
                holds,
                "a clip at p = 0.1 weighs " + Figures.decimal(hard / easy, 0) + " times one at 0.9; a class, nothing",
                "With one alpha for all classes nothing depends on their sizes. Rare classes gain as far as their clips"
                        + " are the hard ones.");
    }

    /// Focal loss by cross entropy.
    private static double ratio(FocalLoss reading, double p, Evidence evidence) {
        return evidence.losses().focal().of(reading, p, 0, PAPER.classes())
                / evidence.losses().focal().of(CROSS_ENTROPY, p, 0, PAPER.classes());
    }

    private static Finding weights(Evidence evidence) {
        Eq5JointObjective preset = new Eq5JointObjective(PAPER.weightFocal(), PAPER.weightContrastive());
        double focal = evidence.losses().objective().of(preset, 1, 0);
        double contrastive = evidence.losses().objective().of(preset, 0, 1);
        return Finding.of(
                focal == 1.0 && contrastive == 0.1,
                focal + " and " + contrastive,
                "The preset's weights are the paper's, and Eq. 5 applies them.");
    }

    private static Finding level(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (FocalLoss reading :
                List.of(new FocalLoss(PAPER.alpha(), PAPER.gamma()), new FocalLoss(0.25, 2), new FocalLoss(1, 2))) {
            String name = "A16 = " + reading.alpha() + ", " + reading.gamma();
            double most = 0;
            for (int k = 1; k < 1000; k++) {
                most = Math.max(most, ratio(reading, k / 1000.0, evidence));
            }
            holds.put(name, most < 1);
            rows.add(List.of(
                    name,
                    Figures.decimal(ratio(reading, 0.1, evidence), 4),
                    Figures.decimal(ratio(reading, 0.5, evidence), 4),
                    Figures.decimal(ratio(reading, 0.9, evidence), 4),
                    Figures.decimal(most, 4)));
        }
        return Finding.of(
                        holds,
                        "FL / CEL at most " + rows.getFirst().getLast(),
                        "It holds of any prediction whatever, by definition: the levels of two different losses say"
                                + " nothing about which trains better.")
                .with(new Table(
                        "Focal loss by cross entropy",
                        List.of("alpha, gamma", "p = 0.1", "p = 0.5", "p = 0.9", "most"),
                        rows));
    }

    private static Finding lowest(Evidence evidence) {
        Eq5JointObjective weights = new Eq5JointObjective(PAPER.weightFocal(), PAPER.weightContrastive());
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (double t : new double[] {0.07, 0.1, 0.2, PAPER.temperature(), 1}) {
            List<String> row = new ArrayList<>(List.of(Double.toString(t)));
            for (Negatives negatives : List.of(Negatives.PRINTED, Negatives.WITH_POSITIVE)) {
                double loss = 2 * ContrastiveClaims.least(negatives, PAPER.batch(), t, evidence);
                double added = evidence.losses().objective().of(weights, 0, loss);
                row.add(Figures.decimal(added, 3));
                // less than a thousandth of the focal loss of a guess among 33 classes, 1.6
                if (t == 0.07 || t == PAPER.temperature()) {
                    String a15 = negatives == Negatives.PRINTED ? "printed" : "with_positive";
                    holds.put("A14 = " + t + " with A15 = " + a15, added < 0.0016);
                }
            }
            rows.add(row);
        }
        double guess = evidence.losses()
                .focal()
                .of(new FocalLoss(PAPER.alpha(), PAPER.gamma()), 1.0 / PAPER.classes(), 0, PAPER.classes());
        return Finding.of(
                        holds,
                        "at t = " + PAPER.temperature() + ", 0.1 L_CL adds at least "
                                + rows.get(3).get(1),
                        "Where the added part can't come near 0, FL + CL ends below FL only if FL stays above it; a"
                                + " guess among 33 classes has a focal loss of "
                                + Figures.decimal(guess, 2) + ".")
                .with(new Table(
                        "The least that 0.1 L_CL adds to the focal loss, B = " + PAPER.batch(),
                        List.of("t (A14)", "printed", "with_positive"),
                        rows));
    }
}
