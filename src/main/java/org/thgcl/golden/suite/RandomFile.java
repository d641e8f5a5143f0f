package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.Tolerance;

/// The random golden file of one kind, and the count of draws that gave no case: settings that don't go together, or a
/// kink so near that differences miss a gradient.
final class RandomFile {
    /// How often a case is drawn before it is left out.
    static final int ATTEMPTS = 20;

    private static final double ROOM = 16;

    private final String kind;
    private final long seed;
    private final List<Document> published;
    private final Document document;
    private final List<GoldenCase> cases = new ArrayList<>();
    private int refused;
    private int leftOut;
    private RuntimeException first;

    private RandomFile(String kind, long seed) {
        this.kind = kind;
        this.seed = seed;
        this.published = published(kind);
        Document model = published.getFirst();
        this.document = model.checkedAlike(kind)
                .tolerance(
                        ROOM * model.tolerance.absolute(),
                        ROOM * model.tolerance.relative(),
                        "16 times that of the published suite: numbers are up to 4 times as large as there, and what"
                                + " they are divided by is as small as a quarter. There: " + model.toleranceWhy);
    }

    private static List<Document> published(String kind) {
        for (Supplier<List<Document>> group : Suite.GROUPS) {
            List<Document> documents = group.get().stream()
                    .filter(document -> document.kind.equals(kind))
                    .toList();
            if (!documents.isEmpty()) {
                return documents;
            }
        }
        throw new IllegalStateException("the suite has no file of the kind " + kind);
    }

    /// Draws a file.
    ///
    /// @param attempts at each case
    /// @throws IllegalArgumentException if no case can be computed
    static RandomFile of(String kind, long seed, int cases, int attempts) {
        RandomFile file = new RandomFile(kind, seed);
        for (int n = 0; n < cases; n++) {
            file.draw(n, attempts);
        }
        if (file.cases.isEmpty()) {
            throw new IllegalArgumentException("--seed: " + seed + ": none of " + file.refused + " draws of the kind "
                    + kind + " can be computed" + file.reason());
        }
        return file;
    }

    private void draw(int n, int attempts) {
        String id = "random-" + n;
        for (int attempt = 0; attempt < attempts; attempt++) {
            try {
                Draft draft = new RandomCases(kind, id, seed, kind + "/" + n + "/" + attempt, published).draft();
                if (draft.tolerance != null) {
                    Tolerance own = draft.tolerance;
                    draft.tolerance(ROOM * own.absolute(), ROOM * own.relative());
                }
                cases.add(Finished.of(document, draft).golden());
                return;
            } catch (IllegalArgumentException | IllegalStateException e) {
                refused++;
                first = first == null ? e : first;
            }
        }
        leftOut++;
    }

    /// What was drawn in vain, in one line; empty if nothing was.
    String note() {
        if (refused == 0) {
            return "";
        }
        return kind + ": draws that can't be computed: " + refused + "; cases left out: " + leftOut
                + "; the others were" + " drawn anew" + reason();
    }

    private String reason() {
        return first == null ? "" : "; the first: " + first.getMessage();
    }

    GoldenFile golden() {
        return new GoldenFile(
                kind,
                document.equation,
                "",
                document.implementation.getName(),
                document.source("thgcl golden generate --seed " + seed),
                document.tolerance,
                document.toleranceWhy,
                List.of(),
                Map.of(),
                cases);
    }
}
