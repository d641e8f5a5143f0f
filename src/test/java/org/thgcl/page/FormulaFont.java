package org.thgcl.page;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.thgcl.file.Resource;
import org.thgcl.report.Markup;
import org.w3c.dom.Document;

/// Which characters the font of the formulas has.
public final class FormulaFont {
    private static final Set<Integer> CHARACTERS =
            Resource.text("page/formula-font.txt").codePoints().boxed().collect(Collectors.toSet());

    private FormulaFont() {}

    /// The characters of formulas that the font doesn't have, written as code points.
    ///
    /// @param document with formulas
    public static Set<String> missing(Document document) {
        Set<String> missing = new TreeSet<>();
        for (String name : List.of("mi", "mn", "mo", "mtext")) {
            for (String text : Markup.texts(document, name)) {
                boolean variable = name.equals("mi") && text.codePointCount(0, text.length()) == 1;
                text.codePoints()
                        .map(c -> variable ? italic(c) : c)
                        .filter(c -> c != '\u00a0' && !CHARACTERS.contains(c))
                        .forEach(c -> missing.add(String.format("U+%04X", c)));
            }
        }
        return missing;
    }

    /// What a browser draws for a variable of one letter: a character of its own (MathML Core, "math-auto").
    static int italic(int letter) {
        if (letter == 'h') {
            return 0x210E;
        }
        if (letter >= 'A' && letter <= 'Z') {
            return 0x1D434 + letter - 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return 0x1D44E + letter - 'a';
        }
        if (letter >= 'Α' && letter <= 'Ω') {
            return 0x1D6E2 + letter - 'Α';
        }
        return letter >= 'α' && letter <= 'ω' ? 0x1D6FC + letter - 'α' : letter;
    }
}
