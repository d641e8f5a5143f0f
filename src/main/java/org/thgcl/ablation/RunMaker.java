package org.thgcl.ablation;

import java.io.IOException;
import java.util.List;

/// Makes the runs of sweeps on other machines, by whatever engine: see [Parallelism]. Without one, this process
/// makes them.
///
/// The runs share nothing. They may be made anywhere, in any order, and several times: by [RunSite#make].
public interface RunMaker {
    /// Where runs are made, as a phrase for reports, such as `a cluster of 4 machines`.
    String place();

    /// Makes runs. Returns when each of them has been accepted.
    ///
    /// A run whose training fails gives an entry that says so, which is accepted like any other. A run that no
    /// place could make, though it was tried more than once, ends the work by an exception that names it; what was
    /// accepted before stays in the cache.
    ///
    /// @param runs that the cache lacks, each once
    /// @param receiver of what comes back
    /// @throws RunsNotMadeException that names the runs that could not be made
    /// @throws IOException if the other machines can't be reached, or the cache can't be written
    void make(List<RunRequest> runs, Receiver receiver) throws IOException;

    /// Receives what happens to runs that are made elsewhere. Its methods may be called from several threads.
    /// Only [#accept] must be called; the others are for whoever watches.
    interface Receiver {
        /// Something worth knowing once.
        void note(String text);

        /// A run has begun, for the first time or anew.
        void begun(RunRequest run);

        /// A run has made so many of its updates.
        void updated(RunRequest run, int updates);

        /// A place has stopped making a run, which will be begun anew.
        ///
        /// @param reason why, a phrase; `null` if there is nothing to be said
        void lost(RunRequest run, String reason);

        /// Checks what a run gave and keeps it in the cache. What comes a second time is let go.
        ///
        /// @throws IllegalArgumentException that names the run, if the entry is damaged or another run's;
        /// nothing is kept then, and the run may be made anew
        /// @throws IOException if the cache can't be written
        void accept(RunRequest run, RunEntry entry) throws IOException;
    }
}
