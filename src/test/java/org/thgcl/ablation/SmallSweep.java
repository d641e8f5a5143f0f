package org.thgcl.ablation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thgcl.data.PlantedEvents;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

/// A sweep whose runs take a fraction of a second.
final class SmallSweep {
    static final PlantedEvents.Design CLIPS = new PlantedEvents.Design(
            4,
            80,
            1.5,
            new PlantedEvents.Size(12, 6),
            new PlantedEvents.Size(8, 7),
            new PlantedEvents.Event(4, 1, 3.0),
            1,
            1.0,
            7);

    static final Configuration BASE = Preset.PAPER
            .configuration()
            .with(Map.of("embedding", 6, "hidden", 8, "layers", 2, "batch", 8, "audio_span", 2, "video_span", 1))
            .with(Map.of("iterations", 12, "validate_every", 4, "patience", 100));

    static final Parallelism ALONE = new Parallelism(1, 1);

    private SmallSweep() {}

    static Ablation table2(long... seeds) {
        return of(StandardSweeps.table2(), seeds);
    }

    static Ablation of(Sweep sweep, long... seeds) {
        return new Ablation(
                sweep,
                new SyntheticClips(CLIPS),
                BASE,
                Arrays.stream(seeds).boxed().toList());
    }

    /// A sweep of the configuration itself, which is the reference, and one other.
    static Sweep against(Map<String, Object> changes) {
        return new Sweep(
                "small", "?", "base", List.of(new Variant("base", Map.of()), new Variant("other", changes)), List.of());
    }
}
