package org.thgcl.model;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.thgcl.data.SplitSettings;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.settings.SettingKeys;
import org.thgcl.settings.Settings;

/// A kind of model that can be trained: its name, its settings and how a model is made of them.
///
/// @param <S> the record of its settings
public final class ModelFamily<S extends Record> {
    private final String name;
    private final String about;
    private final Settings<S> settings;
    private final Map<String, Object> defaults;
    private final BiFunction<S, ClipShape, Model> create;
    private final Rules<S> rules;
    private final SettingKeys keys;

    /// What ties settings to each other beyond one record.
    @FunctionalInterface
    public interface Rules<S> {
        /// Checks settings against the sizes of the clips and the training.
        ///
        /// @throws IllegalArgumentException that names the key, the value and the rule
        void check(S settings, ClipShape clips, TrainingSettings training);
    }

    /// A family.
    ///
    /// @param name as it is written in settings, `model: thgn`
    /// @param about what it is, in one sentence of at most 62 characters
    /// @param settings of the family alone
    /// @param defaults what a configuration of the family has where nothing else is said, by key; each setting's
    /// own default where this says nothing
    /// @param create makes a model of settings for clips
    /// @param rules what ties its settings to the clips and to training
    public ModelFamily(
            String name,
            String about,
            Settings<S> settings,
            Map<String, Object> defaults,
            BiFunction<S, ClipShape, Model> create,
            Rules<S> rules) {
        this.name = name;
        this.about = about;
        this.settings = settings;
        this.defaults = defaults;
        this.create = create;
        this.rules = rules;
        this.keys = SettingKeys.of(List.of(
                ModelName.SETTINGS, ClipShape.SETTINGS, settings, TrainingSettings.SETTINGS, SplitSettings.SETTINGS));
    }

    /// The name as it is written in settings.
    public String name() {
        return name;
    }

    /// A sentence on what it is.
    public String about() {
        return about;
    }

    /// The settings of the family alone.
    public Settings<S> settings() {
        return settings;
    }

    /// All keys of the family's configurations.
    public SettingKeys keys() {
        return keys;
    }

    /// The family's configuration with its defaults.
    public Configuration configuration() {
        return new Configuration(
                        this,
                        ClipShape.SETTINGS.defaults(),
                        settings.defaults(),
                        TrainingSettings.SETTINGS.defaults(),
                        SplitSettings.SETTINGS.defaults())
                .with(defaults);
    }

    /// A configuration of this family for the clips, the split and the training of another. Where the family has a
    /// default of its own, it takes the place of the other's value.
    public Configuration like(Configuration other) {
        return new Configuration(this, other.clips(), settings.defaults(), other.training(), other.split())
                .with(defaults);
    }

    /// A model.
    Model create(Record own, ClipShape clips) {
        return create.apply(settings.cast(own), clips);
    }

    void check(Record own, ClipShape clips, TrainingSettings training) {
        rules.check(settings.cast(own), clips, training);
    }
}
