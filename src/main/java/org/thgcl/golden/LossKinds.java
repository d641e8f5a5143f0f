package org.thgcl.golden;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FocalLoss;

/// The objective and its parts.
final class LossKinds {
    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "contrastive_loss",
                    "4",
                    "-1/B sum_i ln(exp(cos(A_i, V_i)/t) / sum_{j != i} exp(cos(A_i, V_j)/t)); the same with A and V"
                            + " exchanged; their sum; with level segments audio and video are [B,P_v,h], and it is the"
                            + " mean over clips of the same with P_v for B",
                    contrastiveSettings(),
                    List.of("audio[B,h]", "video[B,h]"),
                    List.of("video_to_audio[]", "audio_to_video[]", "total[]"),
                    settings -> ofSegments(settings)
                            ? List.of("audio[B,P_v,h]", "video[B,P_v,h]")
                            : List.of("audio[B,h]", "video[B,h]"),
                    LossKinds::contrastive),
            new EquationKind(
                    "focal_loss",
                    "2.3",
                    "mean over clips of -alpha (1 - p_y)^gamma ln p_y, p = softmax(logits); with form sigmoid label is"
                            + " [B,C] of 0 and 1, and it is the mean over clips of the sum over classes of -alpha_t"
                            + " (1 - p_t)^gamma ln p_t with p = sigmoid(logits), p_t = p and alpha_t = alpha for label"
                            + " 1, else 1 - p and 1 - alpha",
                    focalSettings(),
                    List.of("logits[B,C]", "int label[B]"),
                    List.of("loss[]"),
                    settings -> List.of("logits[B,C]", ofSigmoids(settings) ? "int label[B,C]" : "int label[B]"),
                    LossKinds::focal),
            new EquationKind(
                    "joint_objective",
                    "5",
                    "weight_focal focal + weight_contrastive contrastive",
                    KindSetting.ofModel("weight_focal", "weight_contrastive"),
                    List.of("focal[]", "contrastive[]"),
                    List.of("loss[]"),
                    LossKinds::joint));

    private LossKinds() {}

    private static List<KindSetting> contrastiveSettings() {
        List<KindSetting> settings = new ArrayList<>(KindSetting.ofModel("temperature", "negatives"));
        settings.add(KindSetting.ofModel("contrast").getFirst().as("level"));
        return settings;
    }

    private static boolean ofSegments(CaseSettings settings) {
        return settings.word(Eq4ContrastiveLoss.Level.class, "level") == Eq4ContrastiveLoss.Level.SEGMENTS;
    }

    private static List<KindSetting> focalSettings() {
        List<KindSetting> settings = new ArrayList<>(KindSetting.ofModel("alpha", "gamma"));
        settings.add(KindSetting.ofModel("focal_form").getFirst().as("form"));
        return settings;
    }

    private static boolean ofSigmoids(CaseSettings settings) {
        return settings.word(FocalLoss.Form.class, "form") == FocalLoss.Form.SIGMOID;
    }

    private static Outputs contrastive(CaseSettings settings, CaseInputs in) {
        boolean segments = ofSegments(settings);
        long samples = segments ? (long) in.size("B") * in.size("P_v") : in.size("B");
        Limits.require("inputs.audio", samples, segments ? in.size("P_v") : in.size("B"));
        Eq4ContrastiveLoss loss = GoldenException.blaming(
                "settings.temperature",
                () -> new Eq4ContrastiveLoss(
                        settings.real("temperature"), settings.word(Eq4ContrastiveLoss.Negatives.class, "negatives")));
        Eq4ContrastiveLoss.Losses result = GoldenException.blaming(
                "inputs.audio",
                () -> segments
                        ? loss.applySegments(in.variable("audio"), in.variable("video"))
                        : loss.apply(in.variable("audio"), in.variable("video")));
        return new Outputs()
                .put("video_to_audio", result.videoToAudio())
                .put("audio_to_video", result.audioToVideo())
                .put("total", result.total());
    }

    private static Outputs focal(CaseSettings settings, CaseInputs in) {
        FocalLoss loss = GoldenException.blaming(
                "settings",
                () -> new FocalLoss(
                        settings.real("alpha"), settings.real("gamma"), settings.word(FocalLoss.Form.class, "form")));
        Variable logits = in.variable("logits");
        if (ofSigmoids(settings)) {
            int[][] member = in.indicators("label", in.size("C"));
            return new Outputs()
                    .put("loss", GoldenException.blaming("inputs.logits", () -> loss.apply(logits, member)));
        }
        int[] labels = in.indices("label", in.size("C"));
        return new Outputs().put("loss", GoldenException.blaming("inputs.logits", () -> loss.apply(logits, labels)));
    }

    private static Outputs joint(CaseSettings settings, CaseInputs in) {
        Eq5JointObjective objective = GoldenException.blaming(
                "settings",
                () -> new Eq5JointObjective(settings.real("weight_focal"), settings.real("weight_contrastive")));
        return new Outputs().put("loss", objective.apply(in.variable("focal"), in.variable("contrastive")));
    }
}
