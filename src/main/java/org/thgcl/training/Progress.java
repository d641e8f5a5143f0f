package org.thgcl.training;

import org.thgcl.metric.Evaluation;

/// Receives the progress of a run. Every method may be left out.
public interface Progress {
    /// Tells nobody.
    Progress SILENT = new Progress() {};

    /// Something worth knowing once.
    default void note(String text) {}

    /// Before the run begins, or goes on: what it will take. Measuring is left to who wants to know.
    default void forecast(Forecast forecast) {}

    /// The run begins, or goes on.
    ///
    /// @param iteration updates made so far
    /// @param iterations updates at most
    default void begin(int iteration, int iterations) {}

    /// An update was made.
    ///
    /// @param iteration updates made so far
    default void update(int iteration, double loss, double learningRate, double clipsPerSecond) {}

    /// The validation part was evaluated.
    ///
    /// @param iteration updates made so far
    /// @param best whether this is the best validation so far
    default void validation(int iteration, Evaluation evaluation, boolean best) {}

    /// No more updates will be made.
    ///
    /// @param iteration updates made
    default void end(int iteration) {}
}
