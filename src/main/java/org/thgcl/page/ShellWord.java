package org.thgcl.page;

import java.nio.file.Path;

/// A word in a command that is shown to be typed.
public final class ShellWord {
    private ShellWord() {}

    /// A path as the shell takes it for one word.
    public static String of(Path path) {
        return of(path.toString());
    }

    /// A text as the shell takes it for one word.
    public static String of(String text) {
        return text.matches("[\\w./+:@%,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
