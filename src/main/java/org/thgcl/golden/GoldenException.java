package org.thgcl.golden;

import java.util.function.Supplier;

/// Something in a golden file that doesn't follow the format, or can't be computed: with the file, the case and the
/// field where they are known.
public final class GoldenException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    /// Something wrong in a field.
    ///
    /// @param field such as `tolerance.absolute`, `inputs.xi`
    public GoldenException(String field, String message) {
        super(field.isEmpty() ? message : field + ": " + message);
    }

    private GoldenException(String message, GoldenException cause) {
        super(message, cause);
    }

    /// The same, said of a place around it.
    private GoldenException around(String place) {
        return new GoldenException(place + ": " + getMessage(), this);
    }

    /// The same, in a case.
    GoldenException inCase(String id) {
        return around("case " + quoted(id));
    }

    /// The same, in a file.
    GoldenException inFile(String file) {
        return around(file);
    }

    /// Runs what the program would refuse for the sake of one field.
    static <T> T blaming(String field, Supplier<T> computation) {
        try {
            return computation.get();
        } catch (GoldenException known) {
            throw known;
        } catch (IllegalArgumentException refused) {
            throw new GoldenException(field, refused.getMessage());
        }
    }

    /// A name from a file as it may be shown in a path of fields: as it is if it is a plain one, else quoted.
    static String shown(String name) {
        return name.matches("[\\w.-]{1,60}") ? name : quoted(name);
    }

    /// A text from a file as it may be shown: in quotes, on one line, not too long.
    static String quoted(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return "'" + shown.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?") + "'";
    }
}
