package org.thgcl.report;

import org.thgcl.page.Html;
import org.thgcl.page.ShellWord;

/// The inputs that a section lacks, and the commands that make them.
final class MissingInputs {
    private MissingInputs() {}

    /// No run was given.
    static String run() {
        return Html.missing("This page was made without a run.", Program.in("""
            tools/thgcl train --train clips.h5 --out runs/first
            tools/thgcl report runs/first\
            """));
    }

    /// A run was given, but no clips.
    static String clips(TrainedRun run) {
        return Html.missing(
                "This page was made without the clips of the run: the files were moved, or the run "
                        + "doesn't name them.",
                Program.command() + " report " + ShellWord.of(run.folder().path()) + " --data clips.h5");
    }

    /// The run's model doesn't show what the section draws.
    ///
    /// @param view its name, see [org.thgcl.model.Pass#views]
    static String view(TrainedRun run, String view) {
        return Html.note("The model of this run, "
                + Html.text(run.configuration().family().name()) + ", has no " + view.replace('_', ' ') + ".");
    }
}
