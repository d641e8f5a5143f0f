package org.thgcl.baseline;

import org.thgcl.settings.Setting;

/// The settings of the network that we propose for SSL graph.
public record SslGraphSettings(
        @Setting(group = "SSL graph, a proposal", value = "1280", about = "features of a clip", min = 1)
        int features,

        @Setting(value = "128", about = "hidden size H", min = 1)
        int hidden,

        @Setting(value = "4", about = "layers, L", min = 1) int layers,

        @Setting(value = "33", about = "classes, C", min = 1)
        int classes) {}
