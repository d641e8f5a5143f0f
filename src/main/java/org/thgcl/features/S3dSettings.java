package org.thgcl.features;

import java.util.List;
import java.util.Map;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// The sizes and readings of [S3d], with the published ones as defaults.
///
/// @param stem channels of `conv_1a`, `conv_2b`, `conv_2c`
/// @param mixed_3b channels `o0, m1, o1, m2, o2, o3` of a [MixedBlock]; those behind it likewise
public record S3dSettings(
        @Setting(group = "The encoder of pictures", value = "[64, 64, 192]", about = "channels of the stem", min = 1)
        List<Integer> stem,

        @Setting(value = "[64, 96, 128, 16, 32, 32]", about = "channels of block 3b", min = 1)
        List<Integer> mixed_3b,

        @Setting(value = "[128, 128, 192, 32, 96, 64]", about = "channels of block 3c", min = 1)
        List<Integer> mixed_3c,

        @Setting(value = "[192, 96, 208, 16, 48, 64]", about = "channels of block 4b", min = 1)
        List<Integer> mixed_4b,

        @Setting(value = "[160, 112, 224, 24, 64, 64]", about = "channels of block 4c", min = 1)
        List<Integer> mixed_4c,

        @Setting(value = "[128, 128, 256, 24, 64, 64]", about = "channels of block 4d", min = 1)
        List<Integer> mixed_4d,

        @Setting(value = "[112, 144, 288, 32, 64, 64]", about = "channels of block 4e", min = 1)
        List<Integer> mixed_4e,

        @Setting(value = "[256, 160, 320, 32, 128, 128]", about = "channels of block 4f", min = 1)
        List<Integer> mixed_4f,

        @Setting(value = "[256, 160, 320, 32, 128, 128]", about = "channels of block 5b", min = 1)
        List<Integer> mixed_5b,

        @Setting(value = "[384, 192, 384, 48, 128, 128]", about = "channels of block 5c", min = 1)
        List<Integer> mixed_5c,

        @Setting(value = "1e-5", about = "added to a variance; the weights file says it (A29)", above = 0)
        double epsilon,

        @Setting(value = "false", about = "gates behind the branches; as the weights file has it (A29)")
        boolean gating,

        @Setting(value = "l2", about = "how long the features become (A35)")
        Norm norm) {
    /// How long the features become (A35).
    public enum Norm {
        /// Divided by their Euclidean norm.
        L2,
        /// As long as they are.
        NONE
    }

    private static final Settings<S3dSettings> KEYS = Settings.of(S3dSettings.class);

    /// S3D as CoCLR has it.
    public static final S3dSettings PUBLISHED = KEYS.defaults();

    /// Checks the lists.
    ///
    /// @throws IllegalArgumentException if the stem hasn't three numbers, or a block not six
    public S3dSettings {
        stem = require("stem", stem, 3);
        mixed_3b = require("mixed_3b", mixed_3b, MixedBlock.SIZES);
        mixed_3c = require("mixed_3c", mixed_3c, MixedBlock.SIZES);
        mixed_4b = require("mixed_4b", mixed_4b, MixedBlock.SIZES);
        mixed_4c = require("mixed_4c", mixed_4c, MixedBlock.SIZES);
        mixed_4d = require("mixed_4d", mixed_4d, MixedBlock.SIZES);
        mixed_4e = require("mixed_4e", mixed_4e, MixedBlock.SIZES);
        mixed_4f = require("mixed_4f", mixed_4f, MixedBlock.SIZES);
        mixed_5b = require("mixed_5b", mixed_5b, MixedBlock.SIZES);
        mixed_5c = require("mixed_5c", mixed_5c, MixedBlock.SIZES);
    }

    /// A list of so many numbers.
    static List<Integer> require(String name, List<Integer> list, int count) {
        if (list.size() != count) {
            throw new IllegalArgumentException(
                    name + ": " + list + " has " + list.size() + " numbers, it must have " + count);
        }
        return List.copyOf(list);
    }

    /// The same with another epsilon.
    public S3dSettings withEpsilon(double other) {
        return KEYS.with(this, Map.of("epsilon", other));
    }

    /// The same with or without gates.
    public S3dSettings withGating(boolean other) {
        return KEYS.with(this, Map.of("gating", other));
    }

    /// The same with features of another length.
    public S3dSettings withNorm(Norm other) {
        return KEYS.with(this, Map.of("norm", Settings.text(other)));
    }
}
