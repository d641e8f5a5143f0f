package org.thgcl.ablation;

/// Receives the progress of a sweep. Calls come from several threads, but never two at once. Every method may be
/// left out.
public interface SweepProgress {
    /// Tells nobody.
    SweepProgress SILENT = new SweepProgress() {};

    /// Something worth knowing once.
    default void note(String text) {}

    /// Runs begin.
    ///
    /// @param runs to be made
    /// @param cached runs that have been made before
    /// @param updates at most, of all runs to be made
    default void begin(int runs, int cached, long updates) {}

    /// Updates were made.
    ///
    /// @param updates so far, where a run that stopped early counts in full
    /// @param runs ended so far
    default void update(long updates, int runs) {}

    /// A run has begun, ended or been given up.
    ///
    /// @param running runs that are going on
    /// @param failed runs that ended without a result
    default void standing(int running, int failed) {}

    /// A run has ended.
    ///
    /// @param name variant and seed
    default void ended(String name, SeedResult result) {}

    /// No more updates will be made.
    default void end() {}
}
