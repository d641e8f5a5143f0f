package org.thgcl.statistics;

import java.util.Arrays;
import org.thgcl.data.Labels;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Tensor;

/// A model's scores of clips, and which clips belong to which class.
public final class ClipScores {
    private final Tensor score;
    private final boolean[][] members;

    private ClipScores(Tensor score, boolean[][] members) {
        this.score = score;
        this.members = members;
    }

    /// Clips with one class each.
    ///
    /// @param label the class of each clip, from 0
    public static ClipScores of(Tensor score, int... label) {
        return of(score, Labels.one(label));
    }

    /// Clips with one class each, or any number of them.
    ///
    /// @param score shape [clips, classes], at least one clip, no NaN
    /// @param labels the classes of each clip, from 0
    /// @throws IllegalArgumentException that names clip and class, if a score is NaN or a label is no class
    public static ClipScores of(Tensor score, Labels labels) {
        score.shape().require("scores", Axis.of("clip", labels.size()), Axis.any("class"));
        boolean[][] members = new boolean[score.shape().size(1)][labels.size()];
        labels.require(members.length);
        for (int clip = 0; clip < labels.size(); clip++) {
            for (int category : labels.of(clip)) {
                members[category][clip] = true;
            }
        }
        return new ClipScores(score, members).checked();
    }

    private ClipScores checked() {
        if (clips() == 0) {
            throw new IllegalArgumentException("statistics over clips need at least one clip, got none");
        }
        for (int position = 0; position < score.shape().elements(); position++) {
            if (Double.isNaN(score.get(position))) {
                throw new IllegalArgumentException("score of clip " + position / classes() + ", class "
                        + position % classes() + " is not a number");
            }
        }
        return this;
    }

    /// Number of clips.
    public int clips() {
        return score.shape().size(0);
    }

    /// Number of classes.
    public int classes() {
        return members.length;
    }

    /// The scores of one class, by clip.
    double[] scores(int category) {
        double[] scores = new double[clips()];
        for (int clip = 0; clip < scores.length; clip++) {
            scores[clip] = score.get(clip * classes() + category);
        }
        return scores;
    }

    /// Whether each clip belongs to a class.
    boolean[] members(int category) {
        return members[category].clone();
    }

    /// Refuses scores of other clips.
    ///
    /// @throws IllegalArgumentException if number, classes or labels differ
    void requireSameClips(ClipScores other) {
        if (clips() != other.clips() || classes() != other.classes()) {
            throw new IllegalArgumentException("scores of " + clips() + " clips in " + classes()
                    + " classes can't be paired with those of " + other.clips() + " clips in " + other.classes());
        }
        for (int category = 0; category < classes(); category++) {
            int clip = Arrays.mismatch(members[category], other.members[category]);
            if (clip >= 0) {
                throw new IllegalArgumentException(
                        "clip " + clip + " has other labels in the scores that these are" + " to be paired with");
            }
        }
    }
}
