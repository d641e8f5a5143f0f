package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.thgcl.model.Configuration;

/// Whether a checkpoint belongs to a run: made with the same settings, from the same data.
///
/// @param file what messages call the checkpoint
record Resumption(String file, Checkpoint checkpoint) {
    private static final List<String> WITHOUT_EFFECT = List.of("checkpoint_minutes");

    /// A configuration with the defaults in all that changes no number: what a checkpoint keeps, so that it
    /// belongs to any run that gives the same numbers.
    static Configuration ofNumbers(Configuration configuration) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        WITHOUT_EFFECT.forEach(
                key -> defaults.put(key, configuration.keys().about(key).value()));
        return configuration.with(defaults);
    }

    /// Checks that a run may go on from the checkpoint.
    ///
    /// @throws IllegalArgumentException that names the first setting that differs
    void requireSettings(Configuration configuration) {
        if (!sameSettings(configuration)) {
            throw new IllegalArgumentException(file + ": was made with another configuration, "
                    + firstDifference(ofNumbers(saved()), ofNumbers(configuration))
                    + "; resume with the same settings");
        }
    }

    private boolean sameSettings(Configuration configuration) {
        return ofNumbers(saved()).equals(ofNumbers(configuration));
    }

    /// The checkpoint's configuration. Settings that it doesn't have are younger than it, and have the preset's values.
    private Configuration saved() {
        return Models.configuration(ConfigurationFile.parse(checkpoint.configuration()));
    }

    /// Checks that a run may go on from the checkpoint with these data. A checkpoint of an older version doesn't say
    /// what its data hold.
    ///
    /// @param notes told that it can't be checked
    /// @throws IllegalArgumentException that says what differs
    void requireData(Map<String, DataIdentity> data, Consumer<String> notes) {
        if (isSilent()) {
            notes.accept(file + ": was written by an older version without digests of its data; whether these are"
                    + " the same can't be checked.");
            return;
        }
        String differences = RunData.differences(checkpoint.data(), data);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(file + ": was made from other data; these differ: " + differences
                    + "; resume with the data that the run began with, or begin another run (--out)");
        }
    }

    /// Checks that the run began from given parameters.
    ///
    /// @throws IllegalArgumentException if it began from others
    void requireOrigin(Origin given) {
        String sha256 = checkpoint.origin().map(Origin::sha256).orElse("");
        if (!sha256.equals(given.sha256())) {
            throw new IllegalArgumentException(file + ": the run began from "
                    + checkpoint.origin().map(Origin::toString).orElse("parameters that its seed drew") + ", not from "
                    + given + "; resume without --from, or begin another run (--out)");
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
                && new Resumption(file, last).sameSettings(saved())
                && (isSilent() || last.data().isEmpty() || checkpoint.data().equals(last.data()));
        if (!same) {
            throw new IllegalArgumentException(file + ": isn't the best of this run, of iteration "
                    + last.stopping().bestIteration() + "; it is another file, of iteration " + checkpoint.iteration()
                    + "; begin the run again in another folder (--out)");
        }
    }

    /// The first setting in which two different configurations differ.
    private static String firstDifference(Configuration saved, Configuration asked) {
        String key = saved.keys().all().stream()
                .filter(name -> !saved.text(name).equals(asked.text(name)))
                .findFirst()
                .orElseThrow();
        return "'" + key + ": " + saved.text(key) + "' instead of '" + key + ": " + asked.text(key) + "'";
    }
}
