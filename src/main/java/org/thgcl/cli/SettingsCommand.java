package org.thgcl.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.thgcl.cli.SettingsOptions.PresetName;
import org.thgcl.cli.SettingsOptions.PresetNames;
import org.thgcl.model.NamedConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl settings`: what can be set, and what the presets set.
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the settings that --set and --config change, or explains one, or compares presets.",
            "",
            "Without an argument: every setting with its value in the preset paper, and the presets.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl settings",
            "  thgcl settings learning_rate",
            "  thgcl settings --preset small > my.yaml",
            "  thgcl settings --diff paper tmac",
            "  thgcl settings --features"
        })
final class SettingsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "KEY",
            arity = "0..1",
            description = "A setting: its meaning, values, default, entry in docs/register.md, and what each preset "
                    + "sets.")
    private String key;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = PresetName.class,
            completionCandidates = PresetNames.class,
            description = "The whole configuration of a preset as YAML, which --config reads.")
    private NamedConfiguration preset;

    @Option(
            names = "--diff",
            arity = "2",
            paramLabel = "NAME",
            converter = PresetName.class,
            completionCandidates = PresetNames.class,
            description = "The settings in which two presets differ.")
    private List<NamedConfiguration> difference = List.of();

    @Option(names = "--features", description = "The settings of 'thgcl features' instead.")
    private boolean features;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(answer());
        out.flush();
        return Thgcl.DONE;
    }

    private String answer() {
        long questions = Stream.of(key != null, preset != null, !difference.isEmpty(), features)
                .filter(asked -> asked)
                .count();
        if (questions > 1 || difference.size() > 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "one thing at a time: a setting, one --preset, --diff with two presets, --features");
        }
        if (key != null) {
            return SettingsText.explained(key);
        }
        if (features) {
            return SettingsText.features();
        }
        if (preset != null) {
            return preset.configuration().toYaml();
        }
        return difference.isEmpty()
                ? SettingsText.list()
                : SettingsText.difference(difference.get(0), difference.get(1));
    }
}
