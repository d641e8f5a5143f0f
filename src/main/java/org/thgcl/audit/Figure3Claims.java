package org.thgcl.audit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.ablation.Ablation;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.LossCurves.Run;
import org.thgcl.audit.OtherData.Outcome;

/// What section 3.4 says of Figure 3's curves. The figure gives no numbers; the curves of the synthetic clips do.
final class Figure3Claims {
    private static final String TAKES =
            "It would take the numbers behind Figure 3, or the paper's data and several seeds.";

    private Figure3Claims() {}

    static List<Claim> all() {
        return List.of(
                claim(
                        "figure3-slowest",
                        "3.4, Figure 3(a)",
                        "交叉熵损失(CEL)收敛最慢",
                        "The loss of cross entropy converges most slowly.",
                        "Iterations until each loss has made 90 % of its fall.",
                        Figure3Claims::slowest),
                claim(
                        "figure3-plateau",
                        "3.4, Figure 3(a)",
                        "焦距损失(FL)最初下降较快,但很快达到平台期",
                        "The focal loss falls faster at first and soon stays level.",
                        "Iterations until each loss has made 50 % and 90 % of its fall.",
                        Figure3Claims::plateau),
                claim(
                        "figure3-final-loss",
                        "3.4, Figure 3(a)",
                        "达到了最低且最平稳的最终损失",
                        "FL + CL ends with the lowest and smoothest loss.",
                        "Mean loss of the last tenth of the iterations, and its standard deviation by the whole fall.",
                        Figure3Claims::finalLoss),
                claim(
                        "figure3-early",
                        "3.4, Figure 3(b)",
                        "FL 在早期 mAP 上优于 CEL",
                        "FL is above cross entropy in early mAP.",
                        "Validations in the first third at which FL's mean mAP is above cross entropy's.",
                        Figure3Claims::early),
                claim(
                        "figure3-throughout",
                        "3.4, Figure 3(b)",
                        "FL+CL 全程领先",
                        "FL + CL leads throughout by mAP.",
                        "Validations at which FL + CL's mean mAP is above both others.",
                        Figure3Claims::throughout));
    }

    private static Claim claim(
            String id,
            String place,
            String words,
            String statement,
            String computation,
            Function<LossCurves, OtherData> elsewhere) {
        return new Claim(
                id,
                ClaimKind.STATED,
                new Passage(place, words, statement),
                List.of(),
                new Computation("Nothing on the paper's data. Elsewhere: " + lower(computation), Ablation.class),
                evidence -> {
                    Finding open = Finding.open("no number in the figure", TAKES);
                    return evidence.ablations()
                            .curves()
                            .map(curves -> open.with(elsewhere.apply(curves)))
                            .orElse(open);
                });
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static OtherData found(LossCurves curves, boolean so, String figure) {
        return new OtherData(curves.data(), figure, so ? Outcome.SO_IN_MEAN : Outcome.NOT_IN_MEAN);
    }

    private static String each(LossCurves curves, Function<Run, String> figure) {
        return Stream.of(curves.crossEntropy(), curves.focal(), curves.joint())
                .map(run -> run.name() + " " + figure.apply(run))
                .collect(Collectors.joining(", "));
    }

    private static OtherData slowest(LossCurves curves) {
        int own = curves.crossEntropy().iterationsTo(0.9);
        return found(
                curves,
                own > curves.focal().iterationsTo(0.9) && own > curves.joint().iterationsTo(0.9),
                "iterations to 90 % of the fall: " + each(curves, run -> Integer.toString(run.iterationsTo(0.9))));
    }

    private static OtherData plateau(LossCurves curves) {
        Run focal = curves.focal();
        boolean faster = focal.iterationsTo(0.5) < curves.crossEntropy().iterationsTo(0.5)
                && focal.iterationsTo(0.5) < curves.joint().iterationsTo(0.5);
        boolean sooner = focal.iterationsTo(0.9) < curves.joint().iterationsTo(0.9);
        return found(
                curves,
                faster && sooner,
                "iterations to 50 % and 90 % of the fall: "
                        + each(curves, run -> run.iterationsTo(0.5) + " and " + run.iterationsTo(0.9)));
    }

    private static OtherData finalLoss(LossCurves curves) {
        Run joint = curves.joint();
        boolean lowest = joint.last() < curves.focal().last()
                && joint.last() < curves.crossEntropy().last();
        boolean smoothest = joint.roughness() < curves.focal().roughness()
                && joint.roughness() < curves.crossEntropy().roughness();
        return found(
                curves,
                lowest && smoothest,
                "last loss: " + each(curves, run -> NumberText.decimal(run.last(), 3)) + "; deviation by fall: "
                        + each(curves, run -> NumberText.decimal(100 * run.roughness(), 1) + " %"));
    }

    private static OtherData early(LossCurves curves) {
        int early = curves.focal().map().length / 3;
        int leads = curves.focal().leads(curves.crossEntropy(), 0, early);
        return found(curves, leads == early, "FL is above at " + leads + " of the first " + early + " validations");
    }

    private static OtherData throughout(LossCurves curves) {
        Run joint = curves.joint();
        int all = joint.map().length;
        int leads = 0;
        for (int k = 0; k < all; k++) {
            leads += joint.leads(curves.focal(), k, k + 1) * joint.leads(curves.crossEntropy(), k, k + 1);
        }
        return found(curves, leads == all, "FL + CL leads at " + leads + " of " + all + " validations");
    }
}
