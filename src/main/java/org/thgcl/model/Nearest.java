package org.thgcl.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody may have meant.
public final class Nearest {
    private Nearest() {}

    /// The known word with the smallest Levenshtein distance, the first of several, if that is at most a third of the
    /// longer word's length: what is further away was hardly meant. Upper and lower case are the same.
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
                .map(near -> "; the nearest is " + (near.matches("[\\w.-]+") ? near : "'" + near + "'"))
                .orElse("");
    }

    /// The least number of characters to insert, delete or replace.
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
