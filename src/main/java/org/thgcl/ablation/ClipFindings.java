package org.thgcl.ablation;

import java.util.Locale;
import org.thgcl.statistics.ClipComparison;
import org.thgcl.statistics.Difference;

/// Describes a comparison over the test clips of one seed in words.
final class ClipFindings {
    private ClipFindings() {}

    /// A sentence without its subject.
    ///
    /// @param reference name of the variant compared with
    static String of(ClipComparison comparison, String reference) {
        Difference map = comparison.map();
        String judgement = map.p() > Findings.LEVEL
                ? "by this test, test mAP is not shown to be higher or lower"
                : "by this test, test mAP is " + (map.difference() > 0 ? "higher" : "lower") + " on clips like these";
        return String.format(
                Locale.ROOT,
                "%s than '%s': difference %+.4f over %d test clips, nominal %.0f %% interval over clips %+.4f to %+.4f;"
                        + " p %.4g (paired permutation of clips, not corrected).",
                judgement,
                reference,
                map.difference(),
                comparison.clips(),
                100 * comparison.confidence(),
                map.interval().low(),
                map.interval().high(),
                map.p());
    }
}
