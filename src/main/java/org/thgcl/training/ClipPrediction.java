package org.thgcl.training;

/// A clip and what a model says of it.
///
/// @param clip its number in the data set, or in the recording, from 0
/// @param id its name
/// @param label the names of its own classes, between them `; `; empty if it has none, or nobody has said
/// @param prediction what the model says
public record ClipPrediction(int clip, String id, String label, Prediction prediction) {
    /// Takes clips, one after the other.
    @FunctionalInterface
    public interface Taker<X extends Exception> {
        /// Takes the next one.
        void take(ClipPrediction clip) throws X;
    }
}
