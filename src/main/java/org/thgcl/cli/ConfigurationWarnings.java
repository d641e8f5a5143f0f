package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.ThgnSettings;

/// Warnings about settings that are allowed and probably a mistake.
final class ConfigurationWarnings {
    private ConfigurationWarnings() {}

    /// One line for each warning about a configuration.
    static List<String> of(Configuration c) {
        List<String> notes = new ArrayList<>();
        dilation(
                notes,
                "audio",
                ThgnSettings.of(c).audioSpan(),
                ThgnSettings.of(c).audioDilation(),
                c.clips().audioSegments());
        if (c.clips().hasVideo()) {
            dilation(
                    notes,
                    "video",
                    ThgnSettings.of(c).videoSpan(),
                    ThgnSettings.of(c).videoDilation(),
                    c.clips().videoSegments());
            if (ThgnSettings.of(c).crossSpan() == 0) {
                notes.add("cross_span is 0: no audio node is linked to a video node.");
            }
        }
        if (c.training().validateEvery() > c.training().iterations()) {
            notes.add("validate_every, " + c.training().validateEvery() + ", is above iterations, "
                    + c.training().iterations() + ": the only validation is at the end.");
        }
        return notes;
    }

    private static void dilation(List<String> notes, String modality, int span, int dilation, int segments) {
        if (span > 0 && dilation >= segments) {
            notes.add(modality + "_dilation, " + dilation + ", is not below the " + segments + " " + modality
                    + " segments of a clip: each of its nodes has itself as its only neighbour.");
        }
    }
}
