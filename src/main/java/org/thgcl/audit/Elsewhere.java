package org.thgcl.audit;

/// What data that are here, other than the paper's, say of a claim that only the paper's data could decide. It
/// is no verdict on the paper.
///
/// @param data which data
/// @param figure what was computed on them
/// @param outcome whether they agree with the claim
public record Elsewhere(String data, String figure, Outcome outcome) {
    /// How other data compare with a claim.
    public enum Outcome {
        /// They show what the claim says, beyond chance.
        SAME("the same"),
        /// They show the opposite of a part of it, beyond chance.
        OPPOSITE("the opposite"),
        /// What they show may be chance.
        UNDECIDED("undecided");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /// The outcome in plain words.
        public String words() {
            return words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
