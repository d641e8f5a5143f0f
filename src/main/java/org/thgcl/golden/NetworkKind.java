package org.thgcl.golden;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.thgcl.model.Network;
import org.thgcl.settings.Settings;

/// A network with one record of settings.
///
/// @param equation its place in the paper
/// @param defaults the settings where a case leaves them out
/// @param create makes the network of settings; refuses those that don't fit together
/// @param <S> the record of its settings
record NetworkKind<S extends Record>(
        String name, String equation, String formula, Settings<S> record, S defaults, Function<S, Network> create)
        implements SystemKind {
    /// A system of Table 1.
    NetworkKind(String name, String formula, Settings<S> record, S defaults, Function<S, Network> create) {
        this(name, TABLE_1, formula, record, defaults, create);
    }

    @Override
    public List<KindSetting> settings() {
        return record.keys().stream()
                .map(key -> KindSetting.of(record, key, record.value(defaults, key)))
                .toList();
    }

    @Override
    public Network network(Map<String, ?> settings) {
        return create.apply(with(settings));
    }

    /// The defaults with some settings changed.
    ///
    /// @throws IllegalArgumentException for settings that the system doesn't have or that don't fit together
    S with(Map<String, ?> changes) {
        return record.with(defaults, changes);
    }
}
