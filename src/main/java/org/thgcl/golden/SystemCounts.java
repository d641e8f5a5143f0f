package org.thgcl.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.thgcl.baseline.Conformer;
import org.thgcl.baseline.TransformerSystem;
import org.thgcl.baseline.Wav2vec2;

/// How many numbers the systems of Table 1 hold.
public final class SystemCounts {
    private static final List<SystemCount> ALL = Stream.concat(
                    Stream.concat(
                            Arrays.stream(TransformerSystem.values())
                                    .map(system -> SystemCount.full(TransformerKinds.kind(system), system::count)),
                            Stream.of(
                                    SystemCount.full(SoundKinds.CONFORMER, s -> new Conformer(s).count()),
                                    SystemCount.full(SoundKinds.WAV2VEC2, s -> new Wav2vec2(s).count()))),
                    Stream.of(GraphNetworkKinds.ALL, OneAxisNetworkKinds.ALL, ConvolutionKinds.NETWORKS)
                            .flatMap(List::stream)
                            .map(SystemCount::total))
            .toList();

    /// The kind. A system takes the settings of its own, which it checks itself.
    static final Kind KIND = new EquationKind(
            "baseline_parameter_count",
            "3.2",
            "how many numbers a system of Table 1 holds: for transformers those trained and of effect, those of them"
                    + " behind the features, those trained without effect and those not trained; for each system all",
            settings(),
            List.of(),
            List.of("int used[]?", "int head[]?", "int unused[]?", "int frozen[]?", "int total[]"),
            SystemCounts::count);

    private SystemCounts() {}

    private static List<KindSetting> settings() {
        List<KindSetting> settings = new ArrayList<>();
        settings.add(
                KindSetting.words("system", ALL.stream().map(SystemCount::name).toList()));
        ALL.stream()
                .flatMap(system -> system.settings().stream().map(KindSetting::name))
                .distinct()
                .map(KindSetting::open)
                .forEach(settings::add);
        return settings;
    }

    private static Outputs count(CaseSettings settings, CaseInputs in) {
        String name = settings.text("system");
        SystemCount system = ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, Object> changes = new LinkedHashMap<>(settings.values());
        changes.remove("system");
        Outputs outputs = new Outputs();
        GoldenException.blaming("settings", () -> system.with(changes))
                .forEach((count, number) -> outputs.put(count, GoldenTensor.count(number)));
        return outputs;
    }
}
