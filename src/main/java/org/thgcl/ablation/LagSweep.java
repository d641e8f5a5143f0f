package org.thgcl.ablation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.data.PlantedEvents;
import org.thgcl.model.Configuration;

/// The edge weights of Table 2, and attention alone, on synthetic clips of several lags and noise levels: where
/// does each weighting help, where not?
///
/// A video node is linked to `cross_span` audio nodes from its own time on. An event that is heard later than
/// they reach must go through several layers.
///
/// @param clips the other settings of the clips
/// @param lags audio segments by which an event is heard after it is seen
/// @param noises standard deviations of each feature
/// @param base configuration that the variants change
/// @param seeds as in [Ablation]
public record LagSweep(
        PlantedEvents.Design clips, List<Integer> lags, List<Double> noises, Configuration base, List<Long> seeds) {
    /// Lags within reach of a cross-modal edge, at its edge, and far beyond.
    public static final List<Integer> LAGS = List.of(0, 3, 8);

    /// Half, once and twice the noise of the demonstration.
    public static final List<Double> NOISES = List.of(0.5, 1.0, 2.0);

    /// @throws IllegalArgumentException if there is no lag, no noise level or no seed, or one that isn't allowed
    public LagSweep {
        lags = lags.stream().distinct().sorted().toList();
        noises = noises.stream().distinct().sorted().toList();
        if (lags.isEmpty() || noises.isEmpty()) {
            throw new IllegalArgumentException("a sweep over lag and noise needs at least one of each");
        }
    }

    /// Runs the sweep, or what the cache doesn't hold of it.
    ///
    /// @throws IllegalArgumentException if a setting isn't allowed; nothing is run then
    /// @throws IOException if a file can't be read or written
    public GridResult run(RunCache cache, Parallelism execution, SweepProgress progress) throws IOException {
        return grid(plans().make(cache, execution, progress));
    }

    /// Makes a share of the runs, or what the cache doesn't hold of it; there is no result.
    ///
    /// @throws IllegalArgumentException as [#run(RunCache, Parallelism, SweepProgress)]
    /// @throws IOException if a file can't be read or written
    public Shard.Outcome run(Shard shard, RunCache cache, Parallelism execution, SweepProgress progress)
            throws IOException {
        return plans().make(shard, cache, execution, progress);
    }

    private SweepPlans plans() throws IOException {
        List<Ablation> ablations = new ArrayList<>();
        for (int lag : lags) {
            for (double noise : noises) {
                SyntheticClips data = new SyntheticClips(clips.with(lag, noise));
                ablations.add(new Ablation(StandardSweeps.weightings(), data, base, seeds));
            }
        }
        return SweepPlans.of(ablations);
    }

    private GridResult grid(List<AblationResult> results) {
        List<List<VariantResult>> corrected = HolmCorrection.together(
                results.stream().map(AblationResult::variants).toList());
        List<GridResult.Cell> cells = new ArrayList<>();
        for (int lag : lags) {
            for (double noise : noises) {
                AblationResult result = results.get(cells.size());
                List<VariantResult> variants = corrected.get(cells.size());
                cells.add(new GridResult.Cell(lag, noise, result.with(variants, List.of())));
            }
        }
        return new GridResult(cells, GridFindings.of(cells));
    }
}
