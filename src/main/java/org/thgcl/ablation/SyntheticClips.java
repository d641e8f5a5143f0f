package org.thgcl.ablation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;
import org.thgcl.training.DataFit;
import org.thgcl.training.TrainingData;

/// The embedded synthetic clips, as the command `demo` learns them: each seed has clips of its own, so a spread
/// over the seeds is one over data sets, too.
///
/// @param settings of the clips; a run's seed takes the place of theirs
public record SyntheticClips(PlantedEvents.Settings settings) implements SweepData {
    /// The clips of `demo`.
    public static SyntheticClips demo() {
        return new SyntheticClips(PlantedEvents.Settings.demo());
    }

    /// Fewer and smaller clips, for a sweep of seconds.
    static SyntheticClips small() {
        return new SyntheticClips(new PlantedEvents.Settings(4, 160, 16, 8, 8, 12, 4, 2, 2, 2.0, 1.0, 2.0, 1024));
    }

    @Override
    public Map<String, Integer> sizes() {
        return DataFit.sizes(new PlantedEvents(settings));
    }

    @Override
    public Split.Parts parts(Configuration c) {
        return TrainingData.split(new PlantedEvents(settings.withSeed(c.seed())), c);
    }

    @Override
    public DataFacts facts() {
        PlantedEvents data = new PlantedEvents(settings);
        Map<String, String> planted = new LinkedHashMap<>();
        planted.put("strength", Double.toString(settings.strength()));
        planted.put("noise", Double.toString(settings.noise()));
        planted.put("lag", Integer.toString(settings.lag()));
        planted.put("distractors", Integer.toString(settings.distractors()));
        return new DataFacts(
                data.name(),
                true,
                data.size(),
                settings.classes(),
                settings.audioSegments(),
                settings.videoSegments(),
                "clips computed anew for each seed, split by the seed",
                planted,
                Sha256.of(settings.withSeed(0).toString()));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
