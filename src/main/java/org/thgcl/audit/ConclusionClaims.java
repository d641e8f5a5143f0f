package org.thgcl.audit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.LearntClips.Network;
import org.thgcl.audit.OtherData.Outcome;
import org.thgcl.training.Training;

/// Claims of section 4 on what a trained network does.
final class ConclusionClaims {
    private ConclusionClaims() {}

    static List<Claim> all() {
        return List.of(
                claim(
                        "class-margins",
                        "扩大类别边界",
                        "The contrastive loss widens the margins between classes.",
                        "the mean logarithm of the probability of a test clip's class by that of the best other class,"
                                + " for FL + CL and for FL.",
                        ConclusionClaims::margins),
                claim(
                        "noise-suppressed",
                        "抑制噪声段落",
                        "The network suppresses segments of noise.",
                        "the mean weight of the pooling on audio segments with the planted event, by that on all"
                                + " others.",
                        ConclusionClaims::attention));
    }

    private static Claim claim(
            String id, String words, String statement, String computation, Function<LearntClips, OtherData> elsewhere) {
        return new Claim(
                id,
                ClaimKind.STATED,
                new Passage("4", words, statement),
                List.of(),
                new Computation("Nothing on the paper's data. Elsewhere: " + computation, Training.class),
                evidence -> {
                    Finding open = Finding.open(
                            "no number in the paper", "It would take the paper's data, or its trained networks.");
                    return evidence.ablations()
                            .learnt()
                            .map(learnt -> open.with(elsewhere.apply(learnt)))
                            .orElse(open);
                });
    }

    private static OtherData margins(LearntClips learnt) {
        double with = LearntClips.mean(learnt.with(), Network::margin);
        double without = LearntClips.mean(learnt.without(), Network::margin);
        long wider = IntStream.range(0, learnt.with().size())
                .filter(i ->
                        learnt.with().get(i).margin() > learnt.without().get(i).margin())
                .count();
        return new OtherData(
                learnt.data(),
                "mean margin " + NumberText.decimal(with, 3) + " with and " + NumberText.decimal(without, 3)
                        + " without the contrastive loss; wider with " + wider + " of "
                        + learnt.with().size() + " seeds",
                wider == learnt.with().size()
                        ? Outcome.SO_IN_MEAN
                        : wider == 0 ? Outcome.NOT_IN_MEAN : Outcome.UNDECIDED);
    }

    private static OtherData attention(LearntClips learnt) {
        double with = LearntClips.mean(learnt.with(), Network::attention);
        double without = LearntClips.mean(learnt.without(), Network::attention);
        return new OtherData(
                learnt.data(),
                "an event's segments weigh " + NumberText.decimal(with, 2) + " times the others, "
                        + NumberText.decimal(without, 2) + " times without the contrastive loss",
                with > 1 ? Outcome.SO_IN_MEAN : Outcome.NOT_IN_MEAN);
    }
}
