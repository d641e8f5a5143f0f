package org.thgcl.ablation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.thgcl.settings.Nearest;

/// Variants of a configuration to be compared.
///
/// @param name a word, such as `table2`
/// @param about what it asks, one sentence
/// @param reference name of the variant that others are compared with
/// @param variants at least two, with different names
/// @param notes what the sweep leaves out, and why
public record Sweep(String name, String about, String reference, List<Variant> variants, List<String> notes) {
    /// Keys that a variant can't change, because they belong to the data or pair the runs.
    private static final Set<String> FIXED =
            Set.of("seed", "audio_segments", "audio_features", "video_segments", "video_features", "classes");

    /// @throws IllegalArgumentException if there are too few variants, a name is used twice, a variant changes
    /// what it can't, or there is no variant of the reference's name
    public Sweep {
        variants = List.copyOf(variants);
        notes = List.copyOf(notes);
        if (variants.size() < 2) {
            throw new IllegalArgumentException("sweep '" + name + "' has " + variants.size()
                    + (variants.size() == 1 ? " variant" : " variants") + "; a comparison needs at least 2");
        }
        Set<String> names = new LinkedHashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.name())) {
                throw new IllegalArgumentException(
                        "sweep '" + name + "': there are two variants '" + variant.name() + "'; rename one");
            }
            for (String key : variant.changes().keySet()) {
                if (FIXED.contains(key)) {
                    throw new IllegalArgumentException("variant '" + variant.name() + "' sets " + key
                            + ", which follows from the data or pairs the runs of a sweep; leave it out");
                }
            }
        }
        if (!names.contains(reference)) {
            throw new IllegalArgumentException("sweep '" + name + "': there is no variant '" + reference
                    + "' to compare with" + Nearest.hint(reference, names));
        }
    }
}
