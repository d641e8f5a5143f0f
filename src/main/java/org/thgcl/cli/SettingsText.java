package org.thgcl.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.thgcl.features.FeaturePreset;
import org.thgcl.features.FeatureSettings;
import org.thgcl.model.Configuration;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.NamedConfiguration;
import org.thgcl.settings.Setting;
import org.thgcl.settings.SettingKeys;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;
import org.thgcl.training.Models;

/// The settings on a terminal of 80 columns.
final class SettingsText {
    private static final int KEY = 18;
    private static final int VALUE = 15;

    private SettingsText() {}

    /// One line for each setting, by group, then one for each preset.
    static String list() {
        Configuration paper = Preset.PAPER.configuration();
        StringBuilder text = new StringBuilder("Settings and their values in the preset paper. --set KEY=VALUE changes"
                + " one;\n'thgcl settings KEY' tells everything about it.\n");
        for (Map.Entry<String, List<String>> group : paper.keys().groups().entrySet()) {
            text.append('\n').append(group.getKey()).append(":\n");
            for (String key : group.getValue()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-" + KEY + "s  %-" + VALUE + "s  %s%n",
                        key,
                        paper.text(key),
                        paper.keys().owner(key).summary(key)));
            }
        }
        return text + "\nPresets:\n" + described(Models.named());
    }

    /// One line for each setting of `thgcl features`, with its value in each preset.
    static String features() {
        SettingKeys keys = SettingKeys.of(List.of(FeatureSettings.SETTINGS));
        StringBuilder text = new StringBuilder(
                "Settings of 'thgcl features'. --set KEY=VALUE changes one;" + " docs/register.md explains them.\n");
        keys.groups().forEach((group, members) -> {
            text.append('\n').append(group).append(":\n");
            for (String key : members) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-" + KEY + "s  %s%n",
                        key,
                        FeatureSettings.SETTINGS.about(key).about()));
                text.append(String.format(Locale.ROOT, "%-" + KEY + "s  = %s%n", "", valueInPresets(key)));
                text.append(
                        String.format(Locale.ROOT, "%-" + KEY + "s  of %s%n", "", FeatureSettings.SETTINGS.rule(key)));
            }
        });
        text.append("\nPresets:\n");
        for (FeaturePreset preset : FeaturePreset.values()) {
            text.append(String.format(Locale.ROOT, "  %-14s  %s%n", preset.word(), preset.about()));
        }
        return text.toString();
    }

    private static String valueInPresets(String key) {
        String paper = FeatureSettings.SETTINGS.text(FeaturePreset.PAPER.settings(), key);
        String predecessor = FeatureSettings.SETTINGS.text(FeaturePreset.PREDECESSOR.settings(), key);
        return paper + (predecessor.equals(paper) ? "" : ", predecessor: " + predecessor);
    }

    /// Describes each preset of THGN in a line; of the other models, the names alone.
    static String presets() {
        String others = Models.all().stream()
                .filter(family -> !family.equals(Thgn.FAMILY))
                .map(ModelFamily::name)
                .collect(Collectors.joining(", "));
        List<String> lines = Wrapping.lines(others + "; see 'thgcl settings'", 62);
        return "Presets:\n" + described(List.of(Preset.values())) + "  other models    "
                + String.join("\n                  ", lines) + "\n";
    }

    private static String described(List<? extends NamedConfiguration> presets) {
        return presets.stream()
                .map(preset -> String.format(Locale.ROOT, "  %-14s  %s%n", preset.word(), preset.about()))
                .collect(Collectors.joining());
    }

    /// Everything about a setting.
    ///
    /// @throws IllegalArgumentException if there is no such key
    static String explained(String name) {
        SettingKeys keys = family(name).keys();
        String key = keys.key(name);
        Setting setting = keys.about(key);
        List<String> register = keys.owner(key).register(key);
        WrappedTable about = new WrappedTable(10, 66);
        about.row("setting", key)
                .row("meaning", setting.about())
                .row("values", keys.owner(key).rule(key))
                .row("default", setting.value());
        if (!register.isEmpty()) {
            about.row("register", String.join(", ", register) + " in docs/register.md");
        }
        TextTable presets = new TextTable("preset", "value");
        for (NamedConfiguration preset : Models.named()) {
            if (preset.configuration().keys().all().contains(key)) {
                presets.row(preset.word(), preset.configuration().text(key));
            }
        }
        return about + "\n" + presets;
    }

    /// The first family that has a setting, or THGN if none has it.
    private static ModelFamily<?> family(String key) {
        return Models.all().stream()
                .filter(family -> family.keys().all().contains(key))
                .findFirst()
                .orElse(Models.all().getFirst());
    }

    /// The settings in which two presets differ, side by side.
    static String difference(NamedConfiguration first, NamedConfiguration second) {
        TextTable table = new TextTable("setting", first.word(), second.word());
        List<String> differing = first.configuration().differences(second.configuration());
        differing.forEach(key -> table.row(key, text(first, key), text(second, key)));
        return differing.isEmpty() ? first.word() + " and " + second.word() + " set the same\n" : table.toString();
    }

    private static String text(NamedConfiguration preset, String key) {
        Configuration c = preset.configuration();
        return c.keys().all().contains(key) ? c.text(key) : "-";
    }
}
