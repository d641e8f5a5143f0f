package org.thgcl.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
import org.thgcl.settings.Setting;

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
        for (Map.Entry<String, List<String>> group :
                Configuration.SETTINGS.groups().entrySet()) {
            text.append('\n').append(group.getKey()).append(":\n");
            for (String key : group.getValue()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-" + KEY + "s  %-" + VALUE + "s  %s%n",
                        key,
                        paper.text(key),
                        Configuration.SETTINGS.summary(key)));
            }
        }
        return text + "\n" + presets();
    }

    /// What each preset is, a line each.
    static String presets() {
        StringBuilder text = new StringBuilder("Presets:\n");
        for (Preset preset : Preset.values()) {
            text.append(String.format(Locale.ROOT, "  %-14s  %s%n", preset.word(), preset.about()));
        }
        return text.toString();
    }

    /// Everything about a setting.
    ///
    /// @throws IllegalArgumentException if there is no such key
    static String explained(String key) {
        Setting setting = Configuration.SETTINGS.about(key);
        List<String> register = Configuration.SETTINGS.register(key);
        WrappedTable about = new WrappedTable(10, 66);
        about.row("setting", key)
                .row("meaning", setting.about())
                .row("values", Configuration.SETTINGS.rule(key))
                .row("default", setting.value());
        if (!register.isEmpty()) {
            about.row("register", String.join(", ", register) + " in docs/register.md");
        }
        TextTable presets = new TextTable("preset", "value");
        for (Preset preset : Preset.values()) {
            presets.row(preset.word(), preset.configuration().text(key));
        }
        return about + "\n" + presets;
    }

    /// The settings in which two presets differ, side by side.
    static String difference(Preset first, Preset second) {
        TextTable table = new TextTable("setting", first.word(), second.word());
        int differences = 0;
        for (String key : Configuration.SETTINGS.keys()) {
            String one = first.configuration().text(key);
            String other = second.configuration().text(key);
            if (!one.equals(other)) {
                table.row(key, one, other);
                differences++;
            }
        }
        return differences == 0 ? first.word() + " and " + second.word() + " set the same\n" : table.toString();
    }
}
