package org.thgcl.baseline;

import org.thgcl.settings.Setting;

/// The settings of TMac's network, with the values of its published configuration.
public record TmacSettings(
        @Setting(group = "TMac's network", value = "512", about = "hidden size H", min = 1)
        int hidden,

        @Setting(value = "4", about = "layers, L", min = 1) int layers,

        @Setting(value = "8", about = "audio neighbours per side, S", min = 0)
        int audioSpan,

        @Setting(value = "1", about = "distance of audio neighbours in segments, D", min = 1)
        int audioDilation,

        @Setting(value = "8", about = "video neighbours per side, S", min = 0)
        int videoSpan,

        @Setting(value = "1", about = "distance of video neighbours in segments, D", min = 1)
        int videoDilation,

        @Setting(value = "8", about = "audio nodes that a video node is linked to", min = 0)
        int crossSpan) {}
