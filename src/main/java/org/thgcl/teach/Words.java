package org.thgcl.teach;

import java.util.Arrays;
import org.thgcl.page.Numbers;

/// Numbers in the sentences and the drawings of figures.
final class Words {
    private Words() {}

    /// A number with so many decimals and a minus sign: −0.50, 1.000.
    static String number(double value, int decimals) {
        return Numbers.shown(Numbers.fixed(value, decimals));
    }

    /// A whole number with commas: 1,313.
    static String grouped(long value) {
        StringBuilder text = new StringBuilder(String.valueOf(value));
        for (int k = text.length() - 3; k > 0; k -= 3) {
            text.insert(k, ',');
        }
        return text.toString();
    }

    /// A share: 14 %.
    static String percent(long part, long whole) {
        return number(100.0 * part / whole, 0) + " %";
    }

    /// Something counted: 1 segment, 2 segments.
    static String count(long number, String thing) {
        return grouped(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /// A list: 1, 2 and 3.
    static String list(String... items) {
        int last = items.length - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", Arrays.copyOf(items, last)) + " and " + items[last];
    }

    /// With a capital letter.
    static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
