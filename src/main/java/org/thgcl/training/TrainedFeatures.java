package org.thgcl.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thgcl.data.DataSet;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Split;

/// Whether features were made in the same way as those that a model was trained on.
public final class TrainedFeatures {
    private TrainedFeatures() {}

    /// Notes on the features of a run's parts; none if there is nothing to say.
    static List<String> notes(Split.Parts parts) {
        Map<String, DataSet> sets = RunData.byRole(parts);
        Optional<Fingerprint> trained = sets.get(RunData.TRAIN).fingerprint();
        List<String> notes = new ArrayList<>();
        trained.flatMap(Fingerprint::warning)
                .ifPresent(warning -> notes.add(sets.get(RunData.TRAIN).name() + ": " + warning + "."));
        sets.values().forEach(set -> difference(trained, set.fingerprint())
                .ifPresent(difference -> notes.add(set.name()
                        + ": its features were made in another way than those that are learnt from: " + difference
                        + "; scores on them mean little.")));
        return notes;
    }

    /// In what features differ from those of the training, in words; empty if they don't differ, or if
    /// neither says how they were made.
    public static Optional<String> difference(Optional<Fingerprint> trained, Optional<Fingerprint> given) {
        if (trained.equals(given)) {
            return Optional.empty();
        }
        String both = "fingerprint " + shown(given) + " instead of " + shown(trained);
        if (trained.isEmpty() || given.isEmpty()) {
            return Optional.of(both);
        }
        return Optional.of(both + " (" + String.join("; ", given.get().differences(trained.get())) + ")");
    }

    private static String shown(Optional<Fingerprint> fingerprint) {
        return fingerprint.map(Fingerprint::toString).orElse("unknown");
    }
}
