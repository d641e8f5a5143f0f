package org.thgcl.ablation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The data that a sweep was run on.
///
/// @param name such as the names of the files
/// @param synthetic whether the clips are computed, not recorded
/// @param clips in all parts
/// @param classes number of classes
/// @param audioSegments P_a
/// @param videoSegments P_v; 0 without video
/// @param parts where training, validation and test part come from
/// @param planted the settings of synthetic clips by name, the seed aside; empty for files
/// @param fingerprint SHA-256 of the files' contents or of the generator's settings
public record DataFacts(
        String name,
        boolean synthetic,
        int clips,
        int classes,
        int audioSegments,
        int videoSegments,
        String parts,
        Map<String, String> planted,
        String fingerprint) {
    public DataFacts {
        planted = Collections.unmodifiableMap(new LinkedHashMap<>(planted));
    }
}
