package org.thgcl.audit;

import java.util.List;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Published.Contender;
import org.thgcl.audit.Reading.Choice;

/// Whether Table 1's first difference, THGCL against TMac, is more than chance.
final class ChanceClaims {
    /// Two-sided 5 % point of the normal distribution.
    private static final double NORMAL = 1.96;

    private static final int CLASSES = 33;

    private ChanceClaims() {}

    static List<Claim> all() {
        return List.of(new Claim(
                "table1-chance",
                ClaimKind.IMPLIED,
                new Passage(
                        "3.2, Table 1", "达到了超越所有基线的最佳结果", "THGCL's 57.4 % against TMac's 55.1 % is more than chance."),
                List.of(),
                new Computation(
                        "Standard deviation of the mAP over random test sets: normal scores with the table's mAP, 33"
                                + " classes of equal size, 85,487 clips, 60 test sets.",
                        SampledPrecision.class),
                ChanceClaims::difference));
    }

    private static Finding difference(Evidence evidence) {
        Contender own = evidence.published().system("THGCL");
        Contender tmac = evidence.published().system("TMac");
        double gain = (own.map() - tmac.map()) / 100;
        double one = sampling(own.map() / 100, evidence.published().testClips());
        double fewer = sampling(own.map() / 100, evidence.published().evaluationSegments());
        // two independent test sets: on the same clips the difference varies less
        double ratio = gain / (one * Math.sqrt(2));
        double runs = gain / (NORMAL * Math.sqrt(2));
        return Finding.of(
                List.of(Reading.other(
                        "sd over clips " + NumberText.decimal(one, 4) + ", the difference is "
                                + NumberText.decimal(ratio, 0) + " times that of a difference",
                        ratio > NORMAL,
                        Choice.word("chance", "which clips are tested"))),
                "a difference of " + NumberText.decimal(gain, 3) + "; sd over clips " + NumberText.decimal(one, 4)
                        + " with " + NumberText.whole(evidence.published().testClips()) + " clips, "
                        + NumberText.decimal(fewer, 4) + " with "
                        + NumberText.whole(evidence.published().evaluationSegments()),
                "The choice of clips doesn't explain the difference. Chance in training may: the paper gives one run"
                        + " and no deviation. The difference is beyond chance (two-sided 5 %, one run each) only if the"
                        + " standard deviation from run to run is"
                        + " below"
                        + " " + NumberText.decimal(runs, 4) + ". It would take several"
                        + " seeds of both systems.");
    }

    /// Standard deviation of the mAP over random test sets of this many clips.
    private static double sampling(double map, int clips) {
        return new SampledPrecision(clips / CLASSES, clips - clips / CLASSES).deviation(map) / Math.sqrt(CLASSES);
    }
}
