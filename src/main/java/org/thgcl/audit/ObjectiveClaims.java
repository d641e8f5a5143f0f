package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FocalLoss;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Claims on the focal loss, Eq. 5 and the loss levels of Figure 3.
final class ObjectiveClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();
    private static final FocalLoss CROSS_ENTROPY = new FocalLoss(1, 0);

    private ObjectiveClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "focal-imbalance",
                        ClaimKind.STATED,
                        new Passage(
                                "2.3",
                                "该头部使用焦点损失[29] 进行训练以解决类别不平衡问题",
                                "The focal loss deals with classes of unequal size."),
                        List.of("A16", "A43"),
                        new Computation("Loss by class at equal probability, and by probability.", FocalLoss.class),
                        ObjectiveClaims::imbalance),
                new Claim(
                        "eq5-weights",
                        ClaimKind.SELF_CHECK,
                        new Passage(
                                "2.3, Eq. 5",
                                "$\\omega_{FL} = 1.0$ 和 $\\omega_{CL} = 0.1$",
                                "The objective is 1.0 L_FL + 0.1 L_CL."),
                        List.of(),
                        new Computation("What one nat of either loss adds, by the preset.", Eq5JointObjective.class),
                        ObjectiveClaims::weights),
                new Claim(
                        "figure3-scales",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "3.4, Figure 3(a)",
                                "交叉熵损失(CEL)... 保持在较高的损失水平",
                                "The losses of Figure 3(a) can be compared: they are equal for equal predictions."),
                        List.of("A16"),
                        new Computation(
                                "Focal loss by cross entropy of the same prediction, for p from 0.001 to 0.999.",
                                FocalLoss.class),
                        ObjectiveClaims::scales),
                new Claim(
                        "figure3-lowest-loss",
                        ClaimKind.STATED,
                        new Passage(
                                "3.4, Figure 3(a)",
                                "我们的损失 L(FL+CL)... 达到了最低且最平稳的最终损失",
                                "FL + CL can reach the lowest final loss, below FL's."),
                        List.of("A14", "A15", "A16", "finding 7"),
                        new Computation(
                                "The least that 0.1 L_CL can add at batch 64: both modalities alike, clips at the"
                                        + " corners of a regular simplex.",
                                Eq4ContrastiveLoss.class,
                                Eq5JointObjective.class),
                        ObjectiveClaims::lowest));
    }

    private static Finding imbalance(Evidence evidence) {
        FocalLoss reading = new FocalLoss(
                ThgnSettings.of(PAPER).alpha(), ThgnSettings.of(PAPER).gamma());
        FocalLoss sigmoid = new FocalLoss(
                ThgnSettings.of(PAPER).alpha(), ThgnSettings.of(PAPER).gamma(), FocalLoss.Form.SIGMOID);
        double hard = ratio(reading, 0.1, evidence);
        double easy = ratio(reading, 0.9, evidence);
        return Finding.of(
                List.of(
                        byClass(true, reading, evidence),
                        byClass(false, sigmoid, evidence),
                        Reading.other(
                                "a clip at p = 0.1 weighs " + NumberText.decimal(hard / easy, 0) + " times one at 0.9",
                                hard > easy,
                                Choice.word("imbalance", "hard clips weigh more"))),
                "a clip at p = 0.1 weighs " + NumberText.decimal(hard / easy, 0)
                        + " times one at 0.9; the size of a class changes nothing",
                "The paper gives no alpha for each class, so the loss doesn't depend on the size of a class. The paper"
                    + " on the focal loss means the second sense. Rare classes profit from it only if their clips are"
                    + " hard.");
    }

    /// Whether the loss depends on the class at equal probability.
    private static Reading byClass(boolean printed, FocalLoss loss, Evidence evidence) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int label = 0; label < PAPER.clips().classes(); label++) {
            double value =
                    evidence.losses().focal().of(loss, 0.3, label, PAPER.clips().classes());
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        // equal logits in another place: a sum of 33 terms in another order
        boolean depends = most - least > 1e-12;
        return new Reading(
                List.of(
                        Choice.word("imbalance", "rare classes weigh more"),
                        Choice.of("A43", "focal_form", loss.form().name().toLowerCase(Locale.ROOT))),
                printed,
                "clips of equal probability have " + (depends ? "another loss" : "equal loss") + " in each class",
                depends);
    }

    /// Focal loss by cross entropy.
    private static double ratio(FocalLoss reading, double p, Evidence evidence) {
        return evidence.losses().focal().of(reading, p, 0, PAPER.clips().classes())
                / evidence.losses()
                        .focal()
                        .of(CROSS_ENTROPY, p, 0, PAPER.clips().classes());
    }

    private static Finding weights(Evidence evidence) {
        Eq5JointObjective preset = new Eq5JointObjective(
                ThgnSettings.of(PAPER).weightFocal(), ThgnSettings.of(PAPER).weightContrastive());
        double focal = evidence.losses().objective().of(preset, 1, 0);
        double contrastive = evidence.losses().objective().of(preset, 0, 1);
        return Finding.of(
                focal == 1.0 && contrastive == 0.1,
                focal + " and " + contrastive,
                "The preset's weights are the paper's, and Eq. 5 applies them.");
    }

    private static Finding scales(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (FocalLoss reading : List.of(
                new FocalLoss(
                        ThgnSettings.of(PAPER).alpha(), ThgnSettings.of(PAPER).gamma()),
                new FocalLoss(0.25, 2),
                new FocalLoss(1, 2))) {
            double most = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 1; k < 1000; k++) {
                double ratio = ratio(reading, k / 1000.0, evidence);
                most = Math.max(most, ratio);
                least = Math.min(least, ratio);
            }
            Choice choice = Choice.of("A16", "alpha, gamma", reading.alpha() + ", " + reading.gamma());
            readings.add(Reading.other(
                    "FL / CEL is " + NumberText.digits(least, 2) + " to " + NumberText.decimal(most, 3),
                    most == 1 && least == 1,
                    choice));
            rows.add(List.of(
                    choice.value(),
                    NumberText.decimal(ratio(reading, 0.1, evidence), 4),
                    NumberText.decimal(ratio(reading, 0.5, evidence), 4),
                    NumberText.decimal(ratio(reading, 0.9, evidence), 4)));
        }
        return Finding.of(
                        readings,
                        readings.getFirst().figure() + " for the same prediction",
                        "For the same prediction the focal loss is the lower one. So a lower curve doesn't show a"
                            + " better network; it would take one measure for all, such as cross entropy on validation"
                            + " clips. The curves belong to networks that were trained differently: see"
                            + " figure3-slowest.")
                .with(new Table(
                        "Focal loss by cross entropy", List.of("alpha, gamma", "p = 0.1", "p = 0.5", "p = 0.9"), rows));
    }

    private static Finding lowest(Evidence evidence) {
        Eq5JointObjective weights = new Eq5JointObjective(
                ThgnSettings.of(PAPER).weightFocal(), ThgnSettings.of(PAPER).weightContrastive());
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (double t : new double[] {0.07, 0.1, 0.2, ThgnSettings.of(PAPER).temperature(), 1}) {
            List<String> row = new ArrayList<>(List.of(Double.toString(t)));
            for (Negatives negatives : List.of(Negatives.PRINTED, Negatives.WITH_POSITIVE)) {
                double loss =
                        2 * ContrastiveClaims.least(negatives, PAPER.training().batch(), t, evidence);
                double added = evidence.losses().objective().of(weights, 0, loss);
                row.add(NumberText.decimal(added, 3));
                if (t == 0.07 || t == ThgnSettings.of(PAPER).temperature()) {
                    // the paper gives no temperature, so no reading is the printed one
                    readings.add(Reading.other(
                            "0.1 L_CL adds at least " + NumberText.decimal(added, 3),
                            // less than a thousandth of the focal loss of a guess among 33 classes, 1.6
                            added < 0.0016,
                            Choice.of("A14", "temperature", t),
                            ContrastiveClaims.choice(negatives)));
                }
            }
            rows.add(row);
        }
        double guess = evidence.losses()
                .focal()
                .of(
                        new FocalLoss(
                                ThgnSettings.of(PAPER).alpha(),
                                ThgnSettings.of(PAPER).gamma()),
                        1.0 / PAPER.clips().classes(),
                        0,
                        PAPER.clips().classes());
        return Finding.of(
                        readings,
                        "at t = " + ThgnSettings.of(PAPER).temperature() + ", 0.1 L_CL adds at least "
                                + rows.get(3).get(1),
                        "The claim is possible where the added part can come near 0. Elsewhere FL + CL ends below FL"
                            + " only if FL itself stays above that part. A guess among 33 classes has a focal loss of "
                                + NumberText.decimal(guess, 2) + ".")
                .with(new Table(
                        "The least that 0.1 L_CL adds to the focal loss, B = "
                                + PAPER.training().batch(),
                        List.of("t (A14)", "printed", "with_positive"),
                        rows));
    }
}
