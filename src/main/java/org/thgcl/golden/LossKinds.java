package org.thgcl.golden;

import java.util.List;
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
                            + " exchanged; their sum",
                    KindSetting.ofModel("temperature", "negatives"),
                    List.of("audio[B,h]", "video[B,h]"),
                    List.of("video_to_audio[]", "audio_to_video[]", "total[]"),
                    LossKinds::contrastive),
            new EquationKind(
                    "focal_loss",
                    "2.3",
                    "mean over clips of -alpha (1 - p_y)^gamma ln p_y, p = softmax(logits)",
                    KindSetting.ofModel("alpha", "gamma"),
                    List.of("logits[B,C]", "int label[B]"),
                    List.of("loss[]"),
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

    private static Outputs contrastive(CaseSettings settings, CaseInputs in) {
        Limits.require("inputs.audio", in.size("B"), in.size("B"));
        Eq4ContrastiveLoss loss = GoldenException.blaming(
                "settings.temperature",
                () -> new Eq4ContrastiveLoss(
                        settings.real("temperature"), settings.word(Eq4ContrastiveLoss.Negatives.class, "negatives")));
        Eq4ContrastiveLoss.Result result =
                GoldenException.blaming("inputs.audio", () -> loss.apply(in.variable("audio"), in.variable("video")));
        return new Outputs()
                .put("video_to_audio", result.videoToAudio())
                .put("audio_to_video", result.audioToVideo())
                .put("total", result.total());
    }

    private static Outputs focal(CaseSettings settings, CaseInputs in) {
        FocalLoss loss = GoldenException.blaming(
                "settings", () -> new FocalLoss(settings.real("alpha"), settings.real("gamma")));
        int[] labels = in.indices("label", in.size("C"));
        return new Outputs()
                .put("loss", GoldenException.blaming("inputs.logits", () -> loss.apply(in.variable("logits"), labels)));
    }

    private static Outputs joint(CaseSettings settings, CaseInputs in) {
        Eq5JointObjective objective = GoldenException.blaming(
                "settings",
                () -> new Eq5JointObjective(settings.real("weight_focal"), settings.real("weight_contrastive")));
        return new Outputs().put("loss", objective.apply(in.variable("focal"), in.variable("contrastive")));
    }
}
