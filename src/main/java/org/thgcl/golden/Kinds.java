package org.thgcl.golden;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.settings.Nearest;

/// All kinds, in the order of the format's table.
public final class Kinds {
    private static final Map<String, Kind> ALL = new LinkedHashMap<>();

    static {
        List<Kind> kinds = new ArrayList<>();
        kinds.addAll(GraphKinds.ALL);
        kinds.addAll(WeightKinds.ALL);
        kinds.addAll(LayerKinds.ALL);
        kinds.addAll(LossKinds.ALL);
        kinds.add(new ThgnKind());
        kinds.addAll(OptimisationKinds.ALL);
        kinds.addAll(PracticeKinds.ALL);
        kinds.addAll(RandomKinds.ALL);
        kinds.add(LogMelKind.KIND);
        kinds.addAll(MediaKinds.ALL);
        kinds.add(FrontEndKind.KIND);
        kinds.addAll(NormalisationKinds.ALL);
        kinds.addAll(ConvolutionKinds.ALL);
        kinds.addAll(NeighbourKinds.ALL);
        kinds.addAll(GraphNetworkKinds.ALL);
        kinds.addAll(SoundKinds.ALL);
        kinds.addAll(OneAxisNetworkKinds.ALL);
        kinds.addAll(ConvolutionKinds.NETWORKS);
        kinds.addAll(TransformerKinds.ALL);
        kinds.addAll(EncoderKinds.ALL);
        kinds.add(SystemCounts.KIND);
        kinds.add(ParameterKinds.COUNT);
        kinds.add(new ThgnTrainingKind());
        kinds.forEach(kind -> ALL.put(kind.name(), kind));
    }

    private Kinds() {}

    /// The kinds.
    public static List<Kind> all() {
        return List.copyOf(ALL.values());
    }

    /// The kind of a name.
    ///
    /// @throws GoldenException if there is none
    public static Kind of(String name) {
        Kind kind = ALL.get(name);
        if (kind == null) {
            throw new GoldenException(
                    "kind",
                    "there is no kind " + GoldenException.quoted(name)
                            + Nearest.hint(name, Collections.unmodifiableSet(ALL.keySet())));
        }
        return kind;
    }
}
