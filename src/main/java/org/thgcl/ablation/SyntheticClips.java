package org.thgcl.ablation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.file.Sha256;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.training.TrainingData;

/// The synthetic clips, as the command `demo` learns them: each seed has clips of its own, so a spread
/// over the seeds is one over data sets, too.
///
/// @param design of the clips; a run's seed takes the place of theirs
public record SyntheticClips(PlantedEvents.Design design) implements SweepData {
    /// The clips of `demo`.
    public static SyntheticClips demo() {
        return new SyntheticClips(PlantedEvents.Design.demo());
    }

    /// Fewer and smaller clips, for a sweep of seconds.
    static SyntheticClips small() {
        return new SyntheticClips(new PlantedEvents.Design(
                4,
                160,
                2.0,
                new PlantedEvents.Size(16, 8),
                new PlantedEvents.Size(8, 12),
                new PlantedEvents.Event(4, 2, 2.0),
                2,
                1.0,
                1024));
    }

    @Override
    public Map<String, Integer> sizes() {
        return ClipShape.sizes(new PlantedEvents(design));
    }

    @Override
    public Split.Parts parts(Configuration c) {
        return TrainingData.split(new PlantedEvents(design.withSeed(c.training().seed())), c);
    }

    @Override
    public DataFacts facts() {
        PlantedEvents data = new PlantedEvents(design);
        Map<String, String> planted = new LinkedHashMap<>();
        planted.put("strength", Double.toString(design.event().strength()));
        planted.put("noise", Double.toString(design.noise()));
        planted.put("lag", Integer.toString(design.event().lag()));
        planted.put("distractors", Integer.toString(design.distractors()));
        return new DataFacts(
                data.name(),
                true,
                data.size(),
                design.classes(),
                design.audio().segments(),
                design.video().segments(),
                "clips computed anew for each seed, split by the seed",
                planted,
                Sha256.of(design.withSeed(0).identity()));
    }

    @Override
    public DataSource source() {
        return new DataSource(facts().fingerprint(), design, List.of());
    }

    @Override
    public void close() {
        // nothing is open
    }
}
