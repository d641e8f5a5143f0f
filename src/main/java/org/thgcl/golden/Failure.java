package org.thgcl.golden;

import java.util.List;

/// Something that a file expects and that isn't so.
///
/// @param file the file
/// @param id of the case
/// @param field such as `outputs.weight` or `invariants[0]`
/// @param index of the number in its tensor; empty for a scalar and where there is no number
/// @param numbers what differs, or `null` where the message says it all
/// @param decoy what the number would be right for, or `null`
/// @param message what is wrong, in words
public record Failure(
        String file, String id, String field, List<Integer> index, Numbers numbers, Decoy decoy, String message) {
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
        if (decoy != null) {
            line.append("; that is what the mistake ")
                    .append(GoldenException.quoted(decoy.name()))
                    .append(" gives");
            line.append(decoy.why().isEmpty() ? "" : ": " + decoy.why());
        }
        return line.toString();
    }
}
