package org.thgcl.golden;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tensor as the format's table declares it, such as `x[n,in]`, `int source[E]` or `bias[out]?`.
///
/// @param name in the file
/// @param sizes each a number or a name, as in `n`, `in`
/// @param whole whether it is written without decimal points
/// @param optional whether it may be left out
public record Declaration(String name, List<String> sizes, boolean whole, boolean optional) {
    private static final Pattern FORM = Pattern.compile("(int )?([\\w.]+)\\[([\\w,]*)](\\?)?");

    /// Reads a declaration.
    public static Declaration of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalStateException("not a declaration: " + text);
        }
        List<String> sizes =
                form.group(3).isEmpty() ? List.of() : List.of(form.group(3).split(","));
        return new Declaration(form.group(2), sizes, form.group(1) != null, form.group(4) != null);
    }
}
