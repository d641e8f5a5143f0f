package org.thgcl.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl completion`: lets a shell complete commands, options and their words.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script with which bash and zsh complete commands, options and their values.",
            "",
            "For one session: source <(tools/thgcl completion). For all: add that line to ~/.bashrc or ~/.zshrc, with "
                    + "the whole path of tools/thgcl.",
            ""
        },
        footer = {"", "Example:", "  thgcl completion > ~/.local/share/bash-completion/completions/thgcl"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("thgcl", Thgcl.whole()));
        out.println();
        out.flush();
        return Thgcl.DONE;
    }
}
