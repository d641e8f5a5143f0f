package org.thgcl.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.thgcl.model.Network;
import org.thgcl.settings.Settings;

/// A system of Table 1 that can be trained: like a [NetworkKind], but the sizes of the data are settings of their own,
/// and what acts in training alone is no setting of a case.
///
/// @param sizes of the data where a case leaves them out
/// @param ofTraining keys of the system's settings that no case has
/// @param create makes the network; refuses what doesn't fit together
/// @param <Z> the record of the sizes
/// @param <S> the record of the system's settings
record SizedNetworkKind<Z extends Record, S extends Record>(
        String name,
        String formula,
        Settings<Z> sizeRecord,
        Z sizes,
        Settings<S> record,
        List<String> ofTraining,
        BiFunction<Z, S, Network> create)
        implements SystemKind {
    @Override
    public List<KindSetting> settings() {
        return Stream.concat(
                        sizeRecord.keys().stream()
                                .map(key -> KindSetting.of(sizeRecord, key, sizeRecord.value(sizes, key))),
                        record.keys().stream()
                                .filter(key -> !ofTraining.contains(key))
                                .map(key -> KindSetting.of(record, key, record.value(record.defaults(), key))))
                .toList();
    }

    @Override
    public Network network(Map<String, ?> settings) {
        Map<String, Object> ofSizes = new LinkedHashMap<>(settings);
        ofSizes.keySet().retainAll(sizeRecord.keys());
        Map<String, Object> own = new LinkedHashMap<>(settings);
        own.keySet().removeAll(sizeRecord.keys());
        return create.apply(sizeRecord.with(sizes, ofSizes), record.with(record.defaults(), own));
    }
}
