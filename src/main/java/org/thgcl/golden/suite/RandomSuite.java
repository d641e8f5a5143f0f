package org.thgcl.golden.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.thgcl.data.Work;
import org.thgcl.file.WholeFile;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenWriter;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.Tolerance;

/// Random golden files: a function of the seed alone. Expected numbers come from the definitions, as the suite's do.
public final class RandomSuite {
    private static final int ATTEMPTS = 20;
    private static final double ROOM = 16;

    private RandomSuite() {}

    /// Writes one file for each kind into a folder, which is made if there is none.
    ///
    /// @param cases in each file, at least 1
    /// @throws org.thgcl.golden.GoldenException for a kind that there isn't
    public static void write(Path folder, long seed, int cases, List<String> kinds) throws IOException {
        kinds.forEach(Kinds::of);
        Files.createDirectories(folder);
        try (Work work = Work.begin("computing random golden files", kinds.size())) {
            for (String kind : kinds) {
                WholeFile.write(folder.resolve(kind + ".json"), GoldenWriter.write(file(kind, seed, cases)));
                work.step();
            }
        }
    }

    /// The file of one kind.
    static GoldenFile file(String kind, long seed, int cases) {
        List<Document> published = published(kind);
        Document first = published.getFirst();
        Document document = new Document(kind, kind, first.equation, first.implementation, first.definition)
                .tolerance(
                        ROOM * first.tolerance.absolute(),
                        ROOM * first.tolerance.relative(),
                        "16 times that of the published suite: numbers are up to 4 times as large as there, and what"
                                + " they are divided by is as small as a quarter. There: " + first.toleranceWhy);
        List<GoldenCase> made = new ArrayList<>();
        for (int n = 0; n < cases; n++) {
            made.add(goldenCase(document, published, seed, n));
        }
        return new GoldenFile(
                kind,
                document.equation,
                "",
                document.implementation.getName(),
                String.format(
                        "thgcl golden generate --seed %d, float64. Outputs: the method's definitions. Gradients:"
                                + " reverse mode, each number checked against central differences of the definition.",
                        seed),
                document.tolerance,
                document.toleranceWhy,
                List.of(),
                Map.of(),
                made);
    }

    /// A case; drawn anew where settings don't go together, or a kink lies so near that differences miss a gradient.
    private static GoldenCase goldenCase(Document document, List<Document> published, long seed, int n) {
        String id = "random-" + n;
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String place = document.kind + "/" + n + "/" + attempt;
            Draft draft = new RandomCases(document.kind, id, seed, place, published).draft();
            if (draft.tolerance != null) {
                Tolerance own = draft.tolerance;
                draft.tolerance(ROOM * own.absolute(), ROOM * own.relative());
            }
            try {
                return Finished.of(document, draft).golden();
            } catch (IllegalArgumentException | IllegalStateException refused) {
                last = refused;
            }
        }
        throw new IllegalStateException(
                "random cases: " + document.kind + ": none of " + ATTEMPTS + " draws of " + id + " can be computed",
                last);
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
}
