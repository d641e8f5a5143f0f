package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.thgcl.baseline.Hgcn;
import org.thgcl.baseline.ResNet1dModel;
import org.thgcl.baseline.SslGraphModel;
import org.thgcl.baseline.TransformerModel;
import org.thgcl.baseline.Vaed;
import org.thgcl.model.Configuration;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.NamedConfiguration;
import org.thgcl.settings.Nearest;
import org.thgcl.settings.SettingKeys;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;

/// All models that can be trained. A family registers here, by one line.
public final class Models {
    private static final String MODEL = "model";

    private static final List<ModelFamily<?>> ALL = Stream.concat(
                    Stream.of(Thgn.FAMILY, Vaed.FAMILY, Hgcn.FAMILY, SslGraphModel.FAMILY, ResNet1dModel.FAMILY),
                    TransformerModel.FAMILIES.stream())
            .toList();

    private Models() {}

    /// All families.
    public static List<ModelFamily<?>> all() {
        return ALL;
    }

    /// A family by its name.
    ///
    /// @throws IllegalArgumentException if there is none, naming the nearest
    public static ModelFamily<?> family(String name) {
        List<String> names = ALL.stream().map(ModelFamily::name).toList();
        return ALL.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model: '" + name + "' isn't allowed, must be one of "
                        + String.join(", ", names) + Nearest.hint(name, names)));
    }

    /// The configurations that have names: THGN's presets, then each other family's defaults under its name.
    public static List<NamedConfiguration> named() {
        return Stream.concat(
                        Stream.of(Preset.values()),
                        ALL.stream()
                                .filter(family -> !family.equals(Thgn.FAMILY))
                                .map(Default::new))
                .toList();
    }

    /// The configuration of complete or partial settings: what they leave out has the defaults of the family that they
    /// name, THGN if they name none.
    ///
    /// @throws IllegalArgumentException that names the key, the value and the rule
    public static Configuration configuration(Map<String, ?> settings) {
        return change(Preset.PAPER.configuration(), settings);
    }

    /// A configuration with changes. Those that name another family keep the clips, the split and the training,
    /// and have the other family's defaults in the rest.
    ///
    /// @throws IllegalArgumentException that names the key, the value and the rule
    public static Configuration change(Configuration base, Map<String, ?> changes) {
        return base(base, changes).with(changes);
    }

    /// Settings by their keys, without aliases, checked one by one, without the rules that tie them to each other.
    ///
    /// @throws IllegalArgumentException that names the key, the value and the rule
    public static Map<String, Object> checked(Map<String, ?> settings) {
        SettingKeys keys = base(Preset.PAPER.configuration(), settings).keys();
        keys.check(settings);
        return keys.withoutAliases(settings);
    }

    private static Configuration base(Configuration base, Map<String, ?> changes) {
        Object name = new LinkedHashMap<>(changes).get(MODEL);
        return name == null || base.family().name().equals(name.toString())
                ? base
                : family(name.toString()).like(base);
    }

    /// A family's defaults.
    private record Default(ModelFamily<?> family) implements NamedConfiguration {
        @Override
        public String word() {
            return family.name();
        }

        @Override
        public String about() {
            return family.about();
        }

        @Override
        public Configuration configuration() {
            return family.configuration();
        }
    }
}
