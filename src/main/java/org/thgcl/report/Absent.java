package org.thgcl.report;

/// What is missing for a section, and what makes it.
final class Absent {
    private Absent() {}

    /// No run was given.
    static String run() {
        return Html.missing("This page was made without a run.", Program.in("""
            tools/thgcl train --train clips.h5 --out runs/first
            tools/thgcl report --run runs/first --data clips.h5\
            """));
    }

    /// A run was given, but no clips.
    static String clips(TrainedRun run) {
        return Html.missing(
                "This page was made without the clips of the run: its folder doesn't hold them.",
                Program.command() + " report --run " + ShellWord.of(run.folder().path()) + " --data clips.h5");
    }
}
