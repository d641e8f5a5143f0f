package org.thgcl.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.thgcl.baseline.ParameterCount;
import org.thgcl.settings.Settings;

/// How the parameters of a system of Table 1 are counted.
///
/// @param name of the system, as setting `system` has it
/// @param record of its settings
/// @param defaults where a case leaves them out
/// @param counts outputs by name
/// @param <S> the record of its settings
record SystemCount<S extends Record>(
        String name, Settings<S> record, S defaults, Function<S, SequencedMap<String, Long>> counts) {
    /// A system whose program holds numbers without effect, or that aren't trained.
    static <S extends Record> SystemCount<S> of(
            String name, Settings<S> record, S defaults, Function<S, ParameterCount> count) {
        return new SystemCount<>(name, record, defaults, count.andThen(SystemCount::outputs));
    }

    private static SequencedMap<String, Long> outputs(ParameterCount count) {
        SequencedMap<String, Long> outputs = new LinkedHashMap<>();
        outputs.put("used", count.used());
        outputs.put("head", count.head());
        outputs.put("unused", count.unused());
        outputs.put("frozen", count.frozen());
        outputs.put("total", count.all());
        return outputs;
    }

    /// The counts with some settings changed.
    ///
    /// @throws IllegalArgumentException for settings that the system doesn't have or that don't fit
    SequencedMap<String, Long> with(Map<String, ?> changes) {
        return counts.apply(record.with(defaults, changes));
    }
}
