package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.thgcl.data.DataSet;
import org.thgcl.file.Work;
import org.thgcl.settings.Nearest;

/// The audit of the paper: all claims, in the order of the paper.
public final class Audit {
    private Audit() {}

    /// Checks every claim, now, with the classes that the program trains with. Only what takes training is left out:
    /// see [#runWithAblations].
    public static List<AuditedClaim> run() {
        return run(Evidence.standard());
    }

    /// The same with what networks do that are trained on the synthetic clips for this, in some half a minute.
    public static List<AuditedClaim> runWithAblations() {
        return runWithAblations(null);
    }

    /// The same with what a data set shows.
    ///
    /// @param clips `null` for none
    public static List<AuditedClaim> runWithAblations(DataSet clips) {
        return run(Evidence.standard().with(new SyntheticAblations()).with(clips));
    }

    /// Checks one claim, with ablations if it has any.
    ///
    /// @throws IllegalArgumentException that names all claims, if there is none of this id
    public static AuditedClaim run(String id) {
        return run(id, null);
    }

    /// The same with what a data set shows.
    ///
    /// @param clips `null` for none
    public static AuditedClaim run(String id, DataSet clips) {
        return claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no claim '" + id + "'"
                        + Nearest.hint(id, claims().stream().map(Claim::id).toList())
                        + "; without --claim all are listed"))
                .audit(Evidence.standard().with(new SyntheticAblations()).with(clips));
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
                        CrossModalClaims.all(),
                        SimilarityClaims.all(),
                        GaussianClaims.all(),
                        HawkesClaims.all(),
                        SizeClaims.all(),
                        ContrastiveClaims.all(),
                        ObjectiveClaims.all(),
                        DataClaims.all(),
                        SetupClaims.all(),
                        Table1Claims.all(),
                        Table1OrderClaims.all(),
                        ChanceClaims.all(),
                        AblationClaims.all(),
                        Figure3Claims.all(),
                        ConclusionClaims.all())
                .flatMap(List::stream)
                .toList();
    }
}
