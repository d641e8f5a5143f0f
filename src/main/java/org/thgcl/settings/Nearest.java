package org.thgcl.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody may have meant.
public final class Nearest {
    private Nearest() {}

    /// The known word with the fewest edits, the first of several, if these are at most a third of the longer word's
    /// length: what is further away was hardly meant. Upper and lower case are the same.
    public static Optional<String> to(String word, Collection<String> known) {
        String nearest = null;
        int smallest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int longer = Math.max(word.length(), candidate.length());
            int least = Math.abs(word.length() - candidate.length());
            if (3 * least > longer) {
                continue;
            }
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (3 * distance <= longer && distance < smallest) {
                smallest = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// What to say of a word that isn't known, after the complaint: `; the nearest is X`, or nothing if no known word
    /// is near.
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(near -> "; the nearest is " + (isPlain(near) ? near : "'" + near + "'"))
                .orElse("");
    }

    private static boolean isPlain(String word) {
        return word.chars().allMatch(letter -> Character.isLetterOrDigit(letter) || "_.-".indexOf(letter) >= 0);
    }

    /// The least number of edits: to insert, delete or replace a character, or to swap two neighbours, which are not
    /// edited again (the optimal string alignment).
    static int distance(String a, String b) {
        // edits[i][j] is the distance of a's first i characters and b's first j
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int least(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + edits[i - 2][j - 2]) : least;
    }
}
