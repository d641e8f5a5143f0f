package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;

/// Text in columns of the terminal.
final class Wrapping {
    private Wrapping() {}

    /// Breaks a text between words, and a word that is too long, such as a Chinese sentence, where it must be.
    ///
    /// @param width of a line in columns, at least 2
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ");
            for (int c : word.codePoints().toArray()) {
                if (width(line) + width(Character.toString(c)) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.appendCodePoint(c);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /// An item of a list on a terminal of 80 columns, ending with a newline.
    static String item(String text) {
        return "* " + String.join("\n  ", lines(text, 78)) + "\n";
    }

    /// Columns that a text takes: Chinese characters and their punctuation take two.
    static int width(CharSequence text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        return Character.isIdeographic(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60);
    }
}
