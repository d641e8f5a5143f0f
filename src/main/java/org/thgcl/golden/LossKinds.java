package org.thgcl.golden;

import java.util.List;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FocalLoss;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

/// The objective and its parts.
final class LossKinds {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "contrastive_loss",
                    "4",
                    List.of("temperature", "negatives"),
                    List.of("audio[B,h]", "video[B,h]"),
                    List.of("video_to_audio[]", "audio_to_video[]", "total[]"),
                    LossKinds::contrastive),
            new EquationKind(
                    "focal_loss",
                    "2.3",
                    List.of("alpha", "gamma"),
                    List.of("logits[B,C]", "int label[B]"),
                    List.of("loss[]"),
                    LossKinds::focal),
            new EquationKind(
                    "joint_objective",
                    "5",
                    List.of("weight_focal", "weight_contrastive"),
                    List.of("focal[]", "contrastive[]"),
                    List.of("loss[]"),
                    LossKinds::joint));

    private LossKinds() {}

    private static Outputs contrastive(CaseSettings settings, CaseInputs in) {
        Limits.require("inputs.audio", in.size("B"), in.size("B"));
        Eq4ContrastiveLoss loss = GoldenException.blaming(
                "settings.temperature",
                () -> new Eq4ContrastiveLoss(
                        settings.real("temperature", PAPER.temperature()),
                        settings.word("negatives", PAPER.negatives())));
        Eq4ContrastiveLoss.Result result =
                GoldenException.blaming("inputs.audio", () -> loss.apply(in.variable("audio"), in.variable("video")));
        return new Outputs()
                .put("video_to_audio", result.videoToAudio())
                .put("audio_to_video", result.audioToVideo())
                .put("total", result.total());
    }

    private static Outputs focal(CaseSettings settings, CaseInputs in) {
        FocalLoss loss = GoldenException.blaming(
                "settings",
                () -> new FocalLoss(settings.real("alpha", PAPER.alpha()), settings.real("gamma", PAPER.gamma())));
        int[] labels = in.indices("label", in.size("C"));
        return new Outputs()
                .put("loss", GoldenException.blaming("inputs.logits", () -> loss.apply(in.variable("logits"), labels)));
    }

    private static Outputs joint(CaseSettings settings, CaseInputs in) {
        Eq5JointObjective objective = GoldenException.blaming(
                "settings",
                () -> new Eq5JointObjective(
                        settings.real("weight_focal", PAPER.weightFocal()),
                        settings.real("weight_contrastive", PAPER.weightContrastive())));
        return new Outputs().put("loss", objective.apply(in.variable("focal"), in.variable("contrastive")));
    }
}
