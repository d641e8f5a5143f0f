package org.thgcl.data;

import java.util.List;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// How a data set is split into what is learnt from, validated on and tested on, and whether it is scaled.
public record SplitSettings(
        @Setting(
                group = "The split",
                value = "[0.7, 0.1, 0.2]",
                about = "parts to train, validate, test (A19)",
                above = 0,
                below = 1)
        List<Double> fractions,

        @Setting(value = "true", about = "split each class by the fractions (A19)")
        boolean stratified,

        @Setting(value = "false", about = "scale features to mean 0, deviation 1; those of the training part (A24)")
        boolean standardise) {
    /// Its settings.
    public static final Settings<SplitSettings> SETTINGS = Settings.of(SplitSettings.class);

    public SplitSettings {
        fractions = List.copyOf(fractions);
        Settings.rule(fractions.size() == 3, "fractions", fractions, "three numbers: train, validation, test");
        double sum = fractions.stream().mapToDouble(Double::doubleValue).sum();
        // three roundings of numbers up to 1
        Settings.rule(Math.abs(sum - 1) <= 4 * 0x1p-53, "fractions", fractions, "numbers whose sum is 1, not " + sum);
    }
}
