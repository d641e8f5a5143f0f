package org.thgcl.teach;

import java.util.List;
import org.thgcl.audit.AuditedClaim;

/// The claims of the audit for the page. Runs on the Java virtual machine alone.
final class AuditFacts {
    private AuditFacts() {}

    /// The claims as they are checked now.
    static List<AuditFigure.Claim> of(List<AuditedClaim> audited) {
        return audited.stream()
                .map(claim -> new AuditFigure.Claim(
                        topic(claim.place()),
                        claim.place(),
                        claim.statement(),
                        claim.computation(),
                        claim.result(),
                        claim.verdict()))
                .toList();
    }

    /// The first part of a place: `section 2.2` of `2.2, after Eq. 2`.
    static String topic(String place) {
        String first = place.split(",", -1)[0].strip();
        return Character.isDigit(first.charAt(0)) ? "section " + first : first;
    }
}
