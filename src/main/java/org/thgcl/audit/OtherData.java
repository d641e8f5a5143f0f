package org.thgcl.audit;

/// What data that are here, other than the paper's, say of a claim that only the paper's data could decide. It
/// is no verdict on the paper.
///
/// @param data which data
/// @param figure what was computed on them
/// @param outcome whether they agree with the claim
/// @param given whether the data were given by the user, so that they are no part of the record of verdicts
public record OtherData(String data, String figure, Outcome outcome, boolean given) {
    /// Data that come with the program.
    public OtherData(String data, String figure, Outcome outcome) {
        this(data, figure, outcome, false);
    }

    /// Data that the user gave.
    static OtherData given(String data, String figure, Outcome outcome) {
        return new OtherData(data, figure, outcome, true);
    }

    /// How other data compare with a claim.
    public enum Outcome {
        /// They show what the claim says, beyond chance.
        SAME("the same"),
        /// They show the opposite of a part of it, beyond chance.
        OPPOSITE("the opposite"),
        /// What they show may be chance.
        UNDECIDED("undecided"),
        /// The mean over the seeds shows what the claim says; whether by chance isn't judged.
        SO_IN_MEAN("so in the mean"),
        /// The mean over the seeds doesn't show what the claim says; whether by chance isn't judged.
        NOT_IN_MEAN("not so in the mean");

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
