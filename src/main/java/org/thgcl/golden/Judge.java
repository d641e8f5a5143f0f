package org.thgcl.golden;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thgcl.golden.Conformance.JudgedCase;
import org.thgcl.golden.Conformance.JudgedFile;
import org.thgcl.golden.Conformance.Verdict;
import org.thgcl.golden.Results.ResultCase;
import org.thgcl.golden.Results.ResultFile;

/// Compares the results of another implementation with the expected numbers of a suite. Nothing is computed anew.
public final class Judge {
    private final Path folder;
    private final Profile profile;
    private final Map<String, Path> suite = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();
    private int notCovered;

    /// The files that are judged.
    private final Set<String> wanted;

    private Judge(Path folder, List<String> only, Profile profile) throws IOException {
        this.folder = folder;
        this.profile = profile;
        for (Path file : Verifier.goldenFiles(folder)) {
            suite.put(folder.relativize(file).toString().replace('\\', '/'), file);
        }
        if (suite.isEmpty()) {
            throw new GoldenException(folder.toString(), "has no golden files");
        }
        wanted = only.isEmpty() ? suite.keySet() : Set.copyOf(only);
        for (String file : only) {
            if (!suite.containsKey(file)) {
                throw new GoldenException(folder.toString(), "has no golden file " + GoldenException.quoted(file));
            }
        }
    }

    /// Judges results.
    ///
    /// @param folder of the suite
    /// @param only files to judge, by their paths in the folder; empty for all
    /// @throws GoldenException if a file of the suite isn't there, isn't a golden file, or is newer
    /// @throws IOException if a file can't be read
    public static Conformance judge(Path folder, List<String> only, Results results, Profile profile)
            throws IOException {
        return new Judge(folder, only, profile).judge(results);
    }

    private Conformance judge(Results results) throws IOException {
        Map<String, ResultFile> given = new LinkedHashMap<>();
        results.files().forEach(file -> given.put(file.file(), file));
        given.keySet().stream()
                .filter(file -> !suite.containsKey(file))
                .forEach(file -> errors.add(place(file) + ": the suite has no such file"));
        List<JudgedFile> judged = new ArrayList<>();
        for (Map.Entry<String, Path> file : suite.entrySet()) {
            if (!wanted.contains(file.getKey())) {
                continue;
            }
            GoldenFile golden = GoldenReader.read(file.getValue());
            requireVersion(results, golden);
            ResultFile result = given.get(file.getKey());
            if (result != null && !result.sha256().equals(sha256(file.getValue()))) {
                errors.add(place(file.getKey()) + ": sha256: is " + result.sha256() + ", the file in " + folder
                        + " has " + sha256(file.getValue()) + "; the results are for another edition of it");
                continue;
            }
            judged.add(judge(file.getKey(), golden, result));
        }
        return new Conformance(
                results.suite(), results.implementation(), profile, judged, List.copyOf(errors), notCovered);
    }

    /// A file says in which version of the suite it changed last; results for an earlier one can't be for this file.
    private void requireVersion(Results results, GoldenFile golden) {
        if (!golden.version().isEmpty()
                && Version.parse(golden.version()).compareTo(Version.parse(results.suite())) > 0) {
            throw new GoldenException(
                    "suite", "is " + results.suite() + ", the suite in " + folder + " is " + golden.version());
        }
    }

    private static String place(String file) {
        return "results for " + GoldenException.quoted(file);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// @param result may be `null`
    private JudgedFile judge(String path, GoldenFile golden, ResultFile result) {
        Map<String, ResultCase> given = new LinkedHashMap<>();
        if (result != null) {
            result.cases().forEach(c -> given.put(c.id(), c));
        }
        List<JudgedCase> judged = new ArrayList<>();
        for (GoldenCase c : golden.cases()) {
            if (!profile.covers(c)) {
                given.remove(c.id());
                notCovered++;
                continue;
            }
            CaseTolerance tolerance = profile.ofCase(golden.kind(), golden.tolerance(), c.tolerance());
            judged.add(new CaseJudge(path, c, tolerance, errors).judge(given.remove(c.id())));
        }
        given.keySet()
                .forEach(id -> errors.add(
                        place(path) + ": case " + GoldenException.quoted(id) + ": the file has no such case"));
        return new JudgedFile(path, golden.kind(), judged);
    }

    /// One case.
    private static final class CaseJudge {
        private final String file;
        private final GoldenCase expected;
        private final CaseTolerance tolerance;
        private final List<String> errors;
        private final List<Failure> failures = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private long numbers;
        private long wrong;

        CaseJudge(String file, GoldenCase expected, CaseTolerance tolerance, List<String> errors) {
            this.file = file;
            this.expected = expected;
            this.tolerance = tolerance;
            this.errors = errors;
        }

        /// @param result may be `null`
        JudgedCase judge(ResultCase result) {
            compare("outputs", expected.outputs(), result == null ? Map.of() : result.outputs());
            compare("gradients", expected.gradients(), result == null ? Map.of() : result.gradients());
            Verdict verdict = wrong > 0 ? Verdict.FAILED : missing.isEmpty() ? Verdict.PASSED : Verdict.MISSING;
            return new JudgedCase(expected.id(), verdict, numbers, wrong, failures, missing);
        }

        private void compare(String part, Map<String, GoldenTensor> wanted, Map<String, GoldenTensor> given) {
            given.keySet().stream()
                    .filter(name -> !wanted.containsKey(name))
                    .forEach(name -> error(
                            part,
                            name,
                            "the suite states no such numbers here, only "
                                    + (wanted.isEmpty() ? "none" : String.join(", ", wanted.keySet()))));
            wanted.forEach((name, y) -> {
                GoldenTensor x = given.get(name);
                if (x == null) {
                    missing.add(part + "." + name);
                } else if (x.shape().equals(y.shape())) {
                    compare(part, name, x, y);
                } else {
                    error(part, name, "has shape " + x.shape() + ", must be " + y.shape());
                    missing.add(part + "." + name);
                }
            });
        }

        private void compare(String part, String name, GoldenTensor x, GoldenTensor y) {
            Comparison comparison = Comparison.of(y, x, tolerance.of(y));
            numbers += y.shape().elements();
            wrong += comparison.wrong().size();
            if (!comparison.passed()) {
                Failure.Mistake mistake = part.equals("outputs") ? mistake(name, x, y) : null;
                failures.addAll(comparison.failures(file, expected.id(), part + "." + name, mistake));
            }
        }

        private Failure.Mistake mistake(String name, GoldenTensor x, GoldenTensor y) {
            return expected.decoys().stream()
                    .filter(decoy -> decoy.outputs().containsKey(name))
                    .filter(decoy -> Comparison.explains(decoy.outputs().get(name), x, y, tolerance.of(y)))
                    .findFirst()
                    .map(decoy -> new Failure.Mistake(decoy, Failure.Side.GOT))
                    .orElse(null);
        }

        private void error(String part, String name, String message) {
            errors.add(place(file) + ": case " + GoldenException.quoted(expected.id()) + ": " + part + "."
                    + GoldenException.shown(name) + ": " + message);
        }
    }
}
