package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.ThgnSettings;

/// Warnings about settings that are allowed and probably a mistake.
final class ConfigurationWarnings {
    private ConfigurationWarnings() {}

    /// One line for each warning about a configuration.
    static List<String> of(Configuration c) {
        List<String> notes = new ArrayList<>();
        if (c.settings() instanceof ThgnSettings settings) {
            graph(notes, settings, c.clips());
        }
        if (c.training().validateEvery() > c.training().iterations()) {
            notes.add("validate_every, " + c.training().validateEvery() + ", is above iterations, "
                    + c.training().iterations() + ": the only validation is at the end.");
        }
        return notes;
    }

    private static void graph(List<String> notes, ThgnSettings settings, ClipShape clips) {
        dilation(notes, "audio", settings.audioSpan(), settings.audioDilation(), clips.audioSegments());
        if (clips.hasVideo()) {
            dilation(notes, "video", settings.videoSpan(), settings.videoDilation(), clips.videoSegments());
            if (settings.crossSpan() == 0) {
                notes.add("cross_span is 0: no audio node is linked to a video node.");
            }
        }
    }

    private static void dilation(List<String> notes, String modality, int span, int dilation, int segments) {
        if (span > 0 && dilation >= segments) {
            notes.add(modality + "_dilation, " + dilation + ", is not below the " + segments + " " + modality
                    + " segments of a clip: each of its nodes has itself as its only neighbour.");
        }
    }
}
