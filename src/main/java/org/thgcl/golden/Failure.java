package org.thgcl.golden;

import java.util.List;

/// Something that a file expects and that isn't so.
///
/// @param file the file
/// @param id of the case
/// @param field such as `outputs.weight` or `invariants[0]`
/// @param index of the number in its tensor; empty for a scalar and where there is no number
/// @param numbers what differs, or `null` where the message says it all
/// @param mistake that explains the difference, or `null`
/// @param message what is wrong, in words
public record Failure(
        String file, String id, String field, List<Integer> index, Numbers numbers, Mistake mistake, String message) {
    /// One of the two numbers that differ.
    public enum Side {
        EXPECTED,
        GOT
    }

    /// A typical mistake.
    ///
    /// @param decoy what it gives
    /// @param side whose numbers are what it gives
    public record Mistake(Decoy decoy, Side side) {
        @Override
        public String toString() {
            return "the number " + (side == Side.GOT ? "got" : "expected") + " is what the mistake "
                    + GoldenException.quoted(decoy.name()) + " gives"
                    + (decoy.why().isEmpty() ? "" : ": " + decoy.why());
        }
    }

    /// A number that differs.
    ///
    /// @param expected by the file
    /// @param got by computing it
    /// @param allowed the largest difference that passes
    public record Numbers(double expected, double got, double allowed) {
        /// The difference in size.
        public double difference() {
            return Math.abs(got - expected);
        }
    }

    /// One line for people.
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(file + ": case " + GoldenException.quoted(id) + ": " + field);
        if (!index.isEmpty()) {
            line.append(index);
        }
        line.append(": ").append(message);
        if (mistake != null) {
            line.append("; ").append(mistake);
        }
        return line.toString();
    }
}
