package org.thgcl.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.file.WholeFile;
import org.thgcl.training.Json;

/// The verdicts of an earlier audit, by claim: the file `golden/audit.json`, which the program bears with it. It holds
/// no figures, so it stays the same as long as what follows from them does.
///
/// @param format [#FORMAT]
/// @param verdicts in plain words, by the id of the claim; what other data show follows in brackets
public record RecordedVerdicts(String format, Map<String, String> verdicts) {
    /// What the file calls its format.
    public static final String FORMAT = "thgcl-audit/1";

    /// Where the program's own record is: in the tree, and among the program's resources.
    public static final String PUBLISHED = "golden/audit.json";

    /// A claim whose verdict isn't the recorded one.
    ///
    /// @param id of the claim
    /// @param recorded `none` if the record doesn't have the claim
    /// @param now `none` if there is no such claim any more
    public record Difference(String id, String recorded, String now) {}

    /// Copies the map.
    public RecordedVerdicts {
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }

    /// The verdicts of an audit.
    public static RecordedVerdicts of(List<AuditedClaim> audited) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        audited.forEach(claim -> verdicts.put(claim.id(), words(claim)));
        return new RecordedVerdicts(FORMAT, verdicts);
    }

    private static String words(AuditedClaim claim) {
        StringBuilder words = new StringBuilder(claim.verdict().words());
        claim.elsewhere().forEach(other -> words.append(" (")
                .append(other.data())
                .append(": ")
                .append(other.outcome().words())
                .append(')'));
        return words.toString();
    }

    /// The record that the program bears with it.
    public static RecordedVerdicts published() throws IOException {
        try (InputStream resource = RecordedVerdicts.class.getResourceAsStream('/' + PUBLISHED)) {
            if (resource == null) {
                throw new IllegalStateException("the program was built without " + PUBLISHED);
            }
            return of(PUBLISHED, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /// Reads a record.
    ///
    /// @throws IllegalArgumentException that names the file, if it isn't such a record
    /// @throws IOException if it can't be read
    public static RecordedVerdicts read(Path file) throws IOException {
        return of(file.toString(), Files.readString(file));
    }

    private static RecordedVerdicts of(String file, String text) {
        RecordedVerdicts recorded;
        try {
            recorded = Json.read(text, RecordedVerdicts.class);
        } catch (IllegalArgumentException e) {
            throw notOne(file, e);
        }
        if (!FORMAT.equals(recorded.format)) {
            throw notOne(file, null);
        }
        return recorded;
    }

    private static IllegalArgumentException notOne(String file, Exception cause) {
        return new IllegalArgumentException(
                file + ": isn't a record of verdicts (format " + FORMAT + "); thgcl audit --record FILE writes one",
                cause);
    }

    /// Writes the record, whole or not at all.
    public void write(Path file) throws IOException {
        WholeFile.write(file, Json.page(this));
    }

    /// The record of one claim, empty if there is none.
    public RecordedVerdicts only(String id) {
        return new RecordedVerdicts(format, verdicts.containsKey(id) ? Map.of(id, verdicts.get(id)) : Map.of());
    }

    /// Where the verdicts now differ from these, in the order of the record, new claims last.
    public List<Difference> differences(RecordedVerdicts now) {
        List<Difference> differences = new ArrayList<>();
        verdicts.forEach((id, recorded) -> add(id, recorded, now.verdicts.getOrDefault(id, "none"), differences));
        now.verdicts.forEach((id, verdict) -> {
            if (!verdicts.containsKey(id)) {
                add(id, "none", verdict, differences);
            }
        });
        return differences;
    }

    private static void add(String id, String recorded, String now, List<Difference> differences) {
        if (!recorded.equals(now)) {
            differences.add(new Difference(id, recorded, now));
        }
    }
}
