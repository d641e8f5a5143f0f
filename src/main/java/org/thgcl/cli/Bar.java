package org.thgcl.cli;

import java.util.List;

/// A bar in characters with fields behind it, as wide as a terminal allows.
final class Bar {
    /// A bar is never shorter, whatever else must go.
    static final int FEWEST_CELLS = 20;

    /// A longer bar shows no more.
    private static final int MOST_CELLS = 60;

    private Bar() {}

    /// The line, at most `columns - 1` characters, since a character in the last column makes some terminals begin a
    /// new line. What doesn't fit is left out, from the last field on; the bar itself has at least 20 cells.
    ///
    /// @param done from 0 to `total`
    /// @param total at least 1
    /// @param fields the most important first
    static String text(long done, long total, List<String> fields, int columns) {
        int room = columns - 1;
        int shown = fields.size();
        while (shown > 0 && length(fields.subList(0, shown)) + FEWEST_CELLS + 2 > room) {
            shown--;
        }
        List<String> kept = fields.subList(0, shown);
        int cells = Math.clamp(room - 2L - length(kept), FEWEST_CELLS, MOST_CELLS);
        int filled = Math.clamp(done * cells / total, 0, cells);
        StringBuilder line = new StringBuilder();
        line.append('[').repeat('#', filled).repeat('.', cells - filled).append(']');
        kept.forEach(field -> line.append(' ').append(field));
        return line.toString();
    }

    private static int length(List<String> fields) {
        return fields.stream().mapToInt(field -> 1 + field.length()).sum();
    }
}
