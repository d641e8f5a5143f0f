package org.thgcl.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.thgcl.file.Work;
import org.thgcl.golden.CaseVerdict.Outcome;

/// Recomputes golden files. What can't be read or computed is an error that is kept, and the rest goes on.
public final class Verifier {
    private final Map<String, KindSummary> kinds = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<CaseVerdict> verdicts = new ArrayList<>();
    private int files;

    private final MistakeSource mistakes;

    private final Profile profile;
    private int left;

    private Verifier(MistakeSource mistakes, Profile profile) {
        this.mistakes = mistakes;
        this.profile = profile;
    }

    /// Verifies files, and every `*.json` below folders but for `*.schema.json`, which is a JSON Schema, `kinds.json`,
    /// the table of kinds, and `audit.json`, which holds the recorded verdicts of the audit.
    ///
    /// @throws IOException if a path can't be read
    public static Verification verify(List<Path> paths) throws IOException {
        return verify(paths, MistakeSource.NONE, Profile.FLOAT64);
    }

    /// The same, with mistakes that are named where a file's number is what they give, and the tolerances of a profile.
    /// A case that the profile doesn't cover is counted, and not looked at.
    ///
    /// @throws IOException if a path can't be read
    public static Verification verify(List<Path> paths, MistakeSource mistakes, Profile profile) throws IOException {
        Set<Path> all = new LinkedHashSet<>();
        for (Path path : paths) {
            all.addAll(goldenFiles(path));
        }
        Verifier verifier = new Verifier(mistakes, profile);
        try (Work work = Work.begin("verifying golden files", all.size())) {
            for (Path file : all) {
                verifier.verify(file);
                work.step();
            }
        }
        return verifier.verification();
    }

    static List<Path> goldenFiles(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            return below.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".schema.json"))
                    .filter(file -> !file.endsWith("audit.json") && !file.endsWith("kinds.json"))
                    .sorted()
                    .toList();
        }
    }

    private void verify(Path path) throws IOException {
        files++;
        try {
            Map<Integer, GoldenException> malformed = new TreeMap<>();
            GoldenFile file = GoldenReader.read(path, malformed::put);
            Kind kind = kind(path, file);
            malformed.forEach((index, refused) -> {
                errors.add(refused.inFile(path.toString()).getMessage());
                verdicts.add(new CaseVerdict(path.toString(), index, "", Outcome.MALFORMED));
            });
            if (file.cases().isEmpty() && malformed.isEmpty()) {
                failures.add(new Failure(path.toString(), "", "cases", List.of(), null, null, "there are none"));
                verdicts.add(new CaseVerdict(path.toString(), -1, "", Outcome.FAILED));
            }
            verify(path.toString(), file, kind, malformed.keySet());
        } catch (GoldenException e) {
            errors.add(e.getMessage());
            verdicts.add(new CaseVerdict(path.toString(), -1, "", Outcome.MALFORMED));
        }
    }

    /// @param malformed indices of cases that could not be read
    private void verify(String path, GoldenFile file, Kind kind, Set<Integer> malformed) {
        try (Work work = Work.begin("recomputing cases", file.cases().size())) {
            int index = 0;
            for (GoldenCase c : file.cases()) {
                while (malformed.contains(index)) {
                    index++;
                }
                verdicts.add(new CaseVerdict(path, index++, c.id(), verify(path, file, kind, c)));
                work.step();
            }
        }
    }

    private static Kind kind(Path path, GoldenFile file) {
        try {
            return Kinds.of(file.kind());
        } catch (GoldenException e) {
            throw e.inFile(path.toString());
        }
    }

    private Outcome verify(String path, GoldenFile file, Kind kind, GoldenCase c) {
        if (!profile.covers(c)) {
            left++;
            return Outcome.NOT_COVERED;
        }
        try {
            CaseTolerance tolerance = profile.ofCase(kind.name(), file.tolerance(), c.tolerance());
            CaseCheck check = CaseCheck.of(kind, path, c, tolerance, mistakes);
            failures.addAll(check.failures());
            kinds.merge(kind.name(), check.summary(kind.name()), KindSummary::plus);
            return check.failures().isEmpty() ? Outcome.PASSED : Outcome.FAILED;
        } catch (GoldenException e) {
            errors.add(e.inCase(c.id()).inFile(path).getMessage());
            return Outcome.MALFORMED;
        }
    }

    private Verification verification() {
        List<KindSummary> ordered = Kinds.all().stream()
                .filter(kind -> kinds.containsKey(kind.name()))
                .map(kind -> kinds.get(kind.name()))
                .toList();
        return new Verification(
                files, ordered, List.copyOf(failures), List.copyOf(errors), List.copyOf(verdicts), left);
    }
}
