package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.thgcl.data.Work;
import org.thgcl.model.Nearest;

/// The audit of the paper: all claims, in the order of the paper.
public final class Audit {
    private Audit() {}

    /// Checks every claim, now, by the classes that the program trains with. Only what takes trainings is left
    /// out: see [#runWithAblations].
    public static List<AuditedClaim> run() {
        return run(Evidence.here());
    }

    /// The same with [Elsewhere] for the paper's own ablations: trainings on the embedded clips of some half a
    /// minute.
    public static List<AuditedClaim> runWithAblations() {
        return run(Evidence.here().with(new EmbeddedAblations()));
    }

    /// Checks one claim, with ablations if it has any.
    ///
    /// @throws IllegalArgumentException that names all claims, if there is none of this id
    public static AuditedClaim run(String id) {
        return claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no claim '" + id + "'"
                        + Nearest.hint(id, claims().stream().map(Claim::id).toList())
                        + "; without --claim all are listed"))
                .audit(Evidence.here().with(new EmbeddedAblations()));
    }

    /// Checks every claim by the given evidence.
    static List<AuditedClaim> run(Evidence evidence) {
        List<Claim> claims = claims();
        List<AuditedClaim> audited = new ArrayList<>();
        try (Work work = Work.begin("checking the paper's claims", claims.size())) {
            for (Claim claim : claims) {
                audited.add(claim.audit(evidence));
                work.step();
            }
        }
        return audited;
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
