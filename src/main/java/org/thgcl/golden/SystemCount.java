package org.thgcl.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.thgcl.baseline.ParameterCount;

/// How the parameters of a system of Table 1 are counted.
///
/// @param name of the system, as setting `system` has it
/// @param settings of the system
/// @param counts outputs by name, from checked settings
record SystemCount(
        String name, List<KindSetting> settings, Function<Map<String, Object>, SequencedMap<String, Long>> counts) {
    /// A system of whose published program is known which numbers are without effect or aren't trained.
    static <S extends Record> SystemCount full(NetworkKind<S> kind, Function<S, ParameterCount> count) {
        return new SystemCount(kind.system(), kind.settings(), settings -> outputs(count.apply(kind.with(settings))));
    }

    /// A system whose parameters are counted together.
    static SystemCount total(SystemKind kind) {
        return new SystemCount(kind.system(), kind.settings(), settings -> {
            SequencedMap<String, Long> outputs = new LinkedHashMap<>();
            outputs.put(
                    "total",
                    kind.network(settings).parameters().stream()
                            .mapToLong(spec -> spec.shape().elements())
                            .sum());
            return outputs;
        });
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
    SequencedMap<String, Long> with(Map<String, Object> changes) {
        return counts.apply(new CaseSettings(changes, settings).values());
    }
}
