package org.thgcl.report;

import java.nio.file.Path;
import org.thgcl.page.ShellWord;

/// How this program is started, for commands that are shown to be typed.
public final class Program {
    /// Set by the launcher: the name by which it was started.
    private static final String COMMAND = "thgcl.command";

    private static final String USUAL = "tools/thgcl";

    private Program() {}

    /// The command as it was started, as the shell takes it for one word.
    public static String command() {
        return command(System.getProperty(COMMAND, ""));
    }

    /// @param started how the program was started; blank if that isn't known
    static String command(String started) {
        return started.isBlank() ? USUAL : ShellWord.of(Path.of(started));
    }

    /// A text in which `tools/thgcl` stands for the program, with the command as it was started.
    static String in(String text) {
        return text.replace(USUAL + " ", command() + " ");
    }
}
