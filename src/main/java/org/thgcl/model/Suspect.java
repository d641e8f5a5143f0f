package org.thgcl.model;

/// What may have made a loss, or a parameter, infinite or no number.
///
/// @param factor by which it makes numbers larger than usual
/// @param text the cause and what may be done, for the end of a sentence
public record Suspect(double factor, String text) {
    /// A setting that makes numbers large by being small.
    public static Suspect small(String key, double value, double usual) {
        return new Suspect(
                usual / value, key + "=" + value + " is far below the usual " + usual + ": take a larger one");
    }

    /// A setting that makes numbers large by being large.
    public static Suspect large(String key, double value, double usual) {
        return new Suspect(
                value / usual, key + "=" + value + " is far above the usual " + usual + ": take a smaller one");
    }
}
