package org.thgcl.model;

import java.util.Collection;

/// Finds what somebody may have meant.
public final class Nearest {
    private Nearest() {}

    /// The known word with the smallest Levenshtein distance; the first of several.
    public static String to(String word, Collection<String> known) {
        String nearest = "";
        int smallest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < smallest) {
                smallest = distance;
                nearest = candidate;
            }
        }
        return nearest;
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
