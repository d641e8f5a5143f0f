package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.thgcl.model.Configuration;
import org.thgcl.model.NamedConfiguration;
import org.thgcl.settings.SettingKeys;
import org.thgcl.training.ConfigurationFile;
import org.thgcl.training.Models;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Options that make a configuration: a preset, then a file, then single settings; the later wins.
final class SettingsOptions {
    private static final String HELP = "presets";

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = PresetName.class,
            completionCandidates = PresetNames.class,
            defaultValue = "paper",
            description = "Settings to start from (below). Default: paper.")
    private NamedConfiguration preset;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file of settings; they override the preset's.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "One setting; may be repeated. List: 'thgcl settings'.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /// The settings that were given besides the preset, by key.
    ///
    /// @throws IllegalArgumentException for an unknown key, naming the nearest, or a value out of range
    /// @throws IOException if the file can't be read
    Map<String, Object> given() throws IOException {
        return given(Map.of());
    }

    /// The same over other settings.
    ///
    /// @param before by key; what is given overrides them
    Map<String, Object> given(Map<String, Object> before) throws IOException {
        Map<String, Object> given = new LinkedHashMap<>(before);
        if (file != null) {
            given.putAll(ConfigurationFile.read(file));
        }
        Map<String, Object> model = new LinkedHashMap<>(family(given));
        model.putAll(family(settings));
        SettingKeys keys = Models.change(preset.configuration(), model).keys();
        settings.forEach((key, value) -> check("--set", keys, key, value));
        given.putAll(keys.withoutAliases(settings));
        return given;
    }

    /// The same, checked in another way.
    ///
    /// @param check throws an `IllegalArgumentException` for an unknown key or a value out of range
    /// @throws IOException if the file can't be read
    Map<String, Object> given(BiConsumer<String, Object> check) throws IOException {
        Map<String, Object> given = new LinkedHashMap<>();
        if (file != null) {
            given.putAll(ConfigurationFile.read(file));
        }
        settings.forEach((key, value) -> {
            try {
                check.accept(key, value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("--set " + e.getMessage(), e);
            }
            given.put(key, value);
        });
        return given;
    }

    /// The setting that chooses the model, if it was given.
    private static Map<String, Object> family(Map<String, ?> given) {
        return given.containsKey("model") ? Map.of("model", given.get("model")) : Map.of();
    }

    /// Whether a preset was given.
    ///
    /// @param command that has these options
    boolean hasPreset(CommandSpec command) {
        return command.commandLine().getParseResult().hasMatchedOption("--preset");
    }

    /// Whether a key was given by `--set`.
    boolean set(String key) {
        return settings.containsKey(key);
    }

    /// The preset with changes, all of them at once, because some settings are only valid together.
    Configuration configuration(Map<String, ?> changes) {
        return Models.change(preset.configuration(), changes);
    }

    /// Checks one value by itself.
    ///
    /// @param option where it was given
    /// @param keys of the configuration that it is for
    static void check(String option, SettingKeys keys, String key, Object value) {
        try {
            keys.check(key, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " " + e.getMessage(), e);
        }
    }

    /// Adds the presets to a command's help, after its options.
    static void addTo(CommandLine command) {
        command.getHelpSectionMap().put(HELP, _ -> SettingsText.presets());
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING), HELP);
        command.setHelpSectionKeys(sections);
    }

    /// Reads a preset's word.
    static final class PresetName implements ITypeConverter<NamedConfiguration> {
        @Override
        public NamedConfiguration convert(String word) {
            return Models.named().stream()
                    .filter(preset -> preset.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no preset '" + word + "', only " + String.join(", ", new PresetNames())));
        }
    }

    /// The words of all presets, which a shell offers.
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Models.named().stream().map(NamedConfiguration::word).iterator();
        }
    }
}
