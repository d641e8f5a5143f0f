package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;

/// How many claims have each pair of answers in the two columns.
///
/// @param asPrinted the first column
/// @param verdict what all readings together say
/// @param claims number of claims, above 0
public record AuditCounts(Answer asPrinted, Verdict verdict, long claims) {
    /// The pairs that occur, holding claims first.
    public static List<AuditCounts> of(List<AuditedClaim> audited) {
        List<AuditCounts> counts = new ArrayList<>();
        for (Answer asPrinted : Answer.values()) {
            for (Verdict verdict : Verdict.values()) {
                long claims = audited.stream()
                        .filter(claim -> claim.asPrinted() == asPrinted && claim.verdict() == verdict)
                        .count();
                if (claims > 0) {
                    counts.add(new AuditCounts(asPrinted, verdict, claims));
                }
            }
        }
        return counts;
    }

    /// The second column in words.
    public String readings() {
        return switch (verdict) {
            case HOLDS -> "holds in every reading tried";
            case CONTRADICTED -> "fails in every reading tried";
            case DEPENDS_ON_READING -> "holds in some readings";
            case CANNOT_BE_CHECKED -> "no number";
        };
    }
}
