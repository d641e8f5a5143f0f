package org.thgcl.model;

import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// Which model a configuration is of.
///
/// @param model name of its family
public record ModelName(
        @Setting(group = "The model", value = "thgn", about = "the model; each has settings of its own")
        String model) {
    /// Its settings.
    public static final Settings<ModelName> SETTINGS = Settings.of(ModelName.class);
}
