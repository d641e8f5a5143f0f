package org.thgcl.baseline;

import org.thgcl.settings.Setting;

/// The sizes of a graph whose nodes are clips.
public record NodeSizes(
        @Setting(group = "Sizes of the data", value = "1280", about = "features of a clip", min = 1)
        int features,

        @Setting(value = "33", about = "classes, C", min = 1)
        int classes) {}
