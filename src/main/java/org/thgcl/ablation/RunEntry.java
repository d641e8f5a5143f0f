package org.thgcl.ablation;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.thgcl.file.Json;
import org.thgcl.file.SafeTensors;
import org.thgcl.file.Sha256;

/// What a run gives: the two files of its entry in a [RunCache], as a value.
///
/// @param address the run's name in the cache
/// @param run content of `ADDRESS.run`: digest and record, a line each
/// @param scores content of `ADDRESS.scores` in Base64; `null` after a failure
public record RunEntry(String address, String run, String scores) {
    static final String SCORES = "scores";
    static final String RUN = "run";

    public RunEntry {
        if (address == null || run == null) {
            throw new IllegalArgumentException("the entry of a run lacks a part");
        }
    }

    /// The entry as one line of JSON, without an end of line.
    public String line() {
        return Json.line(this);
    }

    /// Reads what [#line] gave.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static RunEntry parse(String line) {
        try {
            return Json.read(line, RunEntry.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not the entry of a run: " + e.getMessage(), e);
        }
    }

    /// The text of `ADDRESS.run`.
    static String text(RunRecord record) {
        String line = Json.line(record);
        return Sha256.of(line) + "\n" + line + "\n";
    }

    /// Reads the text of `ADDRESS.run`.
    ///
    /// @throws IllegalArgumentException if its digest isn't right or it is another run's
    static RunRecord record(String text, String address) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 2 || !lines.get(0).equals(Sha256.of(lines.get(1)))) {
            throw new IllegalArgumentException("its record is damaged");
        }
        RunRecord record = Json.read(lines.get(1), RunRecord.class);
        String found = Sha256.of(record.key());
        if (!found.equals(address)) {
            throw new IllegalArgumentException("its record is that of the run " + found + ", must be " + address);
        }
        return record;
    }

    /// The bytes of `ADDRESS.scores`; `null` after a failure.
    byte[] scoreBytes() {
        return scores == null ? null : Base64.getDecoder().decode(scores);
    }

    /// Checks the whole entry.
    ///
    /// @param wanted address of the run that was asked for
    /// @return the run's record
    /// @throws IllegalArgumentException if a digest isn't right, a part is missing, or it is another run's
    RunRecord check(String wanted) {
        RunRecord record = record(run, wanted);
        if (!address.equals(wanted)) {
            throw new IllegalArgumentException("it is the entry of the run " + address + ", must be " + wanted);
        }
        if ((record.failure() == null) != (scores != null)) {
            throw new IllegalArgumentException(
                    scores == null ? "its scores are missing" : "it has scores, and a run that failed has none");
        }
        if (scores != null) {
            SafeTensors.Parts parts = SafeTensors.parts(Path.of(SCORES), ByteBuffer.wrap(scoreBytes()));
            if (!parts.verified()
                    || !parts.tensors().containsKey(SCORES)
                    || !wanted.equals(parts.metadata().get(RUN))) {
                throw new IllegalArgumentException("its scores are another run's or carry no digest");
            }
        }
        return record;
    }
}
