package org.thgcl.training;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.thgcl.model.Configuration;
import org.thgcl.model.ConfigurationFile;
import org.thgcl.model.Preset;
import org.thgcl.model.Settings;

/// Whether a checkpoint belongs to a run: made with the same settings, from the same data.
///
/// @param file what messages call the checkpoint
record Resumption(String file, Checkpoint checkpoint) {
    private static final List<String> WITHOUT_EFFECT = List.of("checkpoint_minutes");

    /// A configuration with the preset's values in all that changes no number: what a checkpoint keeps, so that it
    /// belongs to any run that gives the same numbers.
    static Configuration ofNumbers(Configuration configuration) {
        Configuration paper = Preset.PAPER.configuration();
        Configuration numbers = configuration;
        for (String key : WITHOUT_EFFECT) {
            numbers = numbers.with(key, Settings.text(paper, key));
        }
        return numbers;
    }

    /// Checks that a run may go on from the checkpoint.
    ///
    /// @throws IllegalArgumentException that names the first setting that differs
    void requireSettings(Configuration configuration) {
        if (!sameSettings(configuration)) {
            throw new IllegalArgumentException(file + ": was made with another configuration, "
                    + firstDifference(ofNumbers(configuration).toYaml())
                    + "; resume with the same settings");
        }
    }

    private boolean sameSettings(Configuration configuration) {
        // settings that are younger than the checkpoint have the preset's values in it
        Configuration saved = Preset.PAPER.configuration().with(ConfigurationFile.parse(checkpoint.configuration()));
        return ofNumbers(saved).equals(ofNumbers(configuration));
    }

    /// Checks that a run may go on from the checkpoint with these data. A checkpoint of an older version doesn't say
    /// what its data hold.
    ///
    /// @param notes told that it can't be checked
    /// @throws IllegalArgumentException that says what differs
    void requireData(Map<String, DataIdentity> data, Consumer<String> notes) {
        if (isSilent()) {
            notes.accept(file + ": is of an older version and doesn't say what its data hold; whether these are the"
                    + " same can't be checked.");
            return;
        }
        String differences = RunData.differences(checkpoint.data(), data);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(file + ": was made from other data, what differs is " + differences
                    + "; resume with the data that the run began with, or begin another run (--out)");
        }
    }

    private boolean isSilent() {
        return checkpoint.data().isEmpty();
    }

    /// Checks that this is the best checkpoint of a run.
    ///
    /// @param last the run's state
    /// @throws IllegalArgumentException if it is another run's, or of another moment
    void requireBestOf(Checkpoint last) {
        boolean same = checkpoint.iteration() == last.stopping().bestIteration()
                && checkpoint.stopping().bestScore() == last.stopping().bestScore()
                && new Resumption(file, last)
                        .sameSettings(
                                Preset.PAPER.configuration().with(ConfigurationFile.parse(checkpoint.configuration())))
                && (isSilent() || last.data().isEmpty() || checkpoint.data().equals(last.data()));
        if (!same) {
            throw new IllegalArgumentException(file + ": isn't the best of this run, which is of iteration "
                    + last.stopping().bestIteration() + ", but another file (of iteration " + checkpoint.iteration()
                    + "); begin the run again in another folder (--out)");
        }
    }

    /// The first line in which the saved configuration differs from another, from the saved one to the other.
    private String firstDifference(String yaml) {
        List<String> savedLines = checkpoint.configuration().lines().toList();
        List<String> lines = yaml.lines().toList();
        for (int i = 0; i < Math.min(savedLines.size(), lines.size()); i++) {
            if (!setting(savedLines.get(i)).equals(setting(lines.get(i)))) {
                return "'" + setting(savedLines.get(i)) + "' instead of '" + setting(lines.get(i)) + "'";
            }
        }
        return "of another version of this program";
    }

    private static String setting(String line) {
        return line.replaceFirst(" *#.*", "");
    }
}
