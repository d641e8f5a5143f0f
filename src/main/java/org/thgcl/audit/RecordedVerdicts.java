package org.thgcl.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;
import org.thgcl.file.Resource;

/// The verdicts of an earlier audit, by claim: the file `golden/audit.json`, which the program carries with it. It
/// holds both columns and no figures, so it stays the same as long as what follows from the figures does.
///
/// @param format [#FORMAT]
/// @param verdicts by the id of the claim
public record RecordedVerdicts(String format, Map<String, Entry> verdicts) {
    /// The name of the file's format. Before, `thgcl-audit/1` had one verdict for each claim.
    public static final String FORMAT = "thgcl-audit/2";

    /// Where the program's own record is: in the tree, and among the program's resources.
    public static final String PUBLISHED = "golden/audit.json";

    private static final Pattern ANY_FORMAT = Pattern.compile("\"format\"\\s*:\\s*\"(thgcl-audit/\\d+)\"");

    /// The verdict on one claim.
    ///
    /// @param asPrinted the first column, in plain words
    /// @param inSomeReading the second column, in plain words
    /// @param holdsWith the readings in which the claim holds
    /// @param elsewhere what other data show, such as `clips: undecided`
    public record Entry(String asPrinted, String inSomeReading, List<String> holdsWith, List<String> elsewhere) {
        /// Copies the lists.
        public Entry {
            holdsWith = List.copyOf(holdsWith);
            elsewhere = List.copyOf(elsewhere);
        }

        private static Entry of(AuditedClaim claim) {
            return new Entry(
                    claim.asPrinted().words(),
                    claim.inSomeReading().words(),
                    claim.holding().stream().map(Reading::words).toList(),
                    claim.elsewhere().stream()
                            .filter(other -> !other.given())
                            .map(other -> other.data() + ": " + other.outcome().words())
                            .toList());
        }

        /// The entry in one line.
        public String words() {
            String readings = holdsWith.isEmpty() ? "" : " (" + String.join("; ", holdsWith) + ")";
            String others = elsewhere.isEmpty() ? "" : ", elsewhere " + String.join("; ", elsewhere);
            return "as printed " + asPrinted + ", in some reading " + inSomeReading + readings + others;
        }
    }

    /// A claim whose verdict isn't the recorded one.
    ///
    /// @param id of the claim
    /// @param recorded in plain words; `none` if the record doesn't have the claim
    /// @param now in plain words; `none` if there is no such claim any more
    public record Difference(String id, String recorded, String now) {}

    /// Copies the map.
    public RecordedVerdicts {
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }

    /// The verdicts of an audit.
    public static RecordedVerdicts of(List<AuditedClaim> audited) {
        Map<String, Entry> verdicts = new LinkedHashMap<>();
        audited.forEach(claim -> verdicts.put(claim.id(), Entry.of(claim)));
        return new RecordedVerdicts(FORMAT, verdicts);
    }

    /// The record that the program carries with it.
    public static RecordedVerdicts published() {
        return of(PUBLISHED, Resource.text(PUBLISHED));
    }

    /// Reads a record.
    ///
    /// @throws IllegalArgumentException that names the file, if it isn't such a record, or one of another format
    /// @throws IOException if it can't be read
    public static RecordedVerdicts read(Path file) throws IOException {
        return of(file.toString(), Files.readString(file));
    }

    private static RecordedVerdicts of(String file, String text) {
        Matcher format = ANY_FORMAT.matcher(text);
        if (format.find() && !format.group(1).equals(FORMAT)) {
            throw new IllegalArgumentException(file + ": the record of verdicts has the format " + format.group(1)
                    + ", this program reads " + FORMAT + " (two columns for each claim);"
                    + " thgcl audit --record FILE writes one");
        }
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
        AtomicFile.write(file, Json.page(this));
    }

    /// The record of one claim, empty if there is none.
    public RecordedVerdicts only(String id) {
        return new RecordedVerdicts(format, verdicts.containsKey(id) ? Map.of(id, verdicts.get(id)) : Map.of());
    }

    /// Where the verdicts now differ from these, in the order of the record, new claims last.
    public List<Difference> differences(RecordedVerdicts now) {
        List<Difference> differences = new ArrayList<>();
        Map<String, Entry> all = new LinkedHashMap<>(verdicts);
        now.verdicts.forEach(all::putIfAbsent);
        for (String id : all.keySet()) {
            String before = words(verdicts.get(id));
            String after = words(now.verdicts.get(id));
            if (!before.equals(after)) {
                differences.add(new Difference(id, before, after));
            }
        }
        return differences;
    }

    private static String words(Entry entry) {
        return entry == null ? "none" : entry.words();
    }
}
