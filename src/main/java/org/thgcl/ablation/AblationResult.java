package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;

/// The result of a sweep: the content of `ablation.json`. The same data, settings and seeds give the same bytes.
///
/// @param sweep its name, such as `table2`
/// @param about what it asks, one sentence
/// @param data what it was run on
/// @param configuration the configuration that variants change, complete, as YAML; its seed is the first of
/// `seeds`
/// @param program fingerprint of what the program computes, see [ProgramFingerprint]
/// @param precision storage type of the numbers, as the setting `dtype` names it
/// @param seeds in ascending order
/// @param reference name of the variant that others are compared with
/// @param confidence level of the intervals
/// @param variants the reference among them
/// @param notes what the sweep leaves out, and why
/// @param findings what may be concluded, in sentences
public record AblationResult(
        String sweep,
        String about,
        DataFacts data,
        String configuration,
        String program,
        String precision,
        List<Long> seeds,
        String reference,
        double confidence,
        List<VariantResult> variants,
        List<String> notes,
        List<String> findings) {
    public AblationResult {
        Objects.requireNonNull(sweep, "sweep");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(reference, "reference");
        seeds = List.copyOf(seeds);
        variants = List.copyOf(variants);
        notes = List.copyOf(notes);
        findings = List.copyOf(findings);
    }

    /// The result of a variant; empty if the sweep has none of this name.
    public Optional<VariantResult> find(String name) {
        return variants.stream().filter(variant -> variant.name().equals(name)).findFirst();
    }

    /// The result of a variant.
    ///
    /// @throws IllegalArgumentException if the sweep has none of this name
    public VariantResult variant(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("sweep " + sweep + " has no variant '" + name
                        + "', only "
                        + String.join(
                                ", ", variants.stream().map(VariantResult::name).toList())));
    }

    /// Compares the test mAP of any two variants, seed by seed; its p isn't corrected.
    ///
    /// @return differences `variant` minus `other`; `null` if no seed has both
    /// @throws IllegalArgumentException if the sweep has no variant of a name
    public Comparison compare(String variant, String other) {
        return Comparison.of(maps(variant), maps(other), confidence);
    }

    private double[] maps(String variant) {
        return variant(variant).runs().stream()
                .mapToDouble(run -> run.test().map())
                .toArray();
    }

    /// The same with other findings.
    AblationResult with(List<String> sentences) {
        return with(variants, sentences);
    }

    /// The same with other variants and findings.
    AblationResult with(List<VariantResult> results, List<String> sentences) {
        return new AblationResult(
                sweep,
                about,
                data,
                configuration,
                program,
                precision,
                seeds,
                reference,
                confidence,
                results,
                notes,
                sentences);
    }

    /// Writes `ablation.json`, whole or not at all.
    public void write(Path file) throws IOException {
        AtomicFile.write(file, Json.page(this));
    }

    /// Reads what [#write] has written, to an equal record.
    ///
    /// @throws IllegalArgumentException that names the file, if it is something else
    /// @throws IOException if it can't be read
    public static AblationResult read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), AblationResult.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": is not the result of a sweep: " + e.getMessage(), e);
        }
    }
}
