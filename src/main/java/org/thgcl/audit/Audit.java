package org.thgcl.audit;

import java.util.List;
import java.util.stream.Stream;

/// The audit of the paper: all claims, in the order of the paper.
public final class Audit {
    private Audit() {}

    /// Checks every claim, now, by the classes that the program trains with.
    public static List<AuditedClaim> run() {
        return run(Evidence.here());
    }

    /// Checks every claim by the given evidence.
    static List<AuditedClaim> run(Evidence evidence) {
        return claims().stream().map(claim -> claim.audit(evidence)).toList();
    }

    /// All claims.
    static List<Claim> claims() {
        return Stream.of(
                        FeatureClaims.all(),
                        GraphClaims.all(),
                        GaussianClaims.all(),
                        HawkesClaims.all(),
                        SizeClaims.all(),
                        ContrastiveClaims.all(),
                        ObjectiveClaims.all(),
                        DataClaims.all(),
                        SetupClaims.all(),
                        Table1Claims.all(),
                        AblationClaims.all())
                .flatMap(List::stream)
                .toList();
    }
}
