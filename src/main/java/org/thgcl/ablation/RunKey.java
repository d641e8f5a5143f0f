package org.thgcl.ablation;

import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;

/// All that the numbers of a run depend on.
///
/// @param configuration the effective one, see [EffectiveConfiguration]
/// @param data fingerprint of the data, see [DataFacts]
/// @param program fingerprint of what the program computes, see [ProgramFingerprint]
record RunKey(Configuration configuration, String data, String program) {
    /// The key in full, one line each. A setting stands under its alias if it has one: runs from before it was renamed
    /// are found.
    String text() {
        StringBuilder text = new StringBuilder("data: " + data + "\nprogram: " + program);
        for (String key : configuration.keys().all()) {
            String alias = configuration.keys().about(key).alias();
            text.append('\n').append(alias.isEmpty() ? key : alias).append(": ").append(configuration.text(key));
        }
        return text.toString();
    }

    /// The run's name in the cache: SHA-256 of the text.
    String address() {
        return Sha256.of(text());
    }
}
