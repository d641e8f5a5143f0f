package org.thgcl.ablation;

import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;

/// All that the numbers of a run depend on.
///
/// @param configuration the effective one, see [EffectiveConfiguration]
/// @param data fingerprint of the data, see [DataFacts]
/// @param program fingerprint of what the program computes, see [ProgramFingerprint]
record RunKey(Configuration configuration, String data, String program) {
    /// The key in full, one line each.
    String text() {
        StringBuilder text = new StringBuilder("data: " + data + "\nprogram: " + program);
        for (String key : configuration.keys().all()) {
            text.append('\n').append(key).append(": ").append(configuration.text(key));
        }
        return text.toString();
    }

    /// The run's name in the cache: SHA-256 of the text.
    String address() {
        return Sha256.of(text());
    }
}
