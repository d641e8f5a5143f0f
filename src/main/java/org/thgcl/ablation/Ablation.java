package org.thgcl.ablation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Preset;
import org.thgcl.training.DataFit;

/// A sweep on some data with some seeds. At the same seed, all variants share the split, the initial values of
/// each parameter that they have in common, the batches and the noise, since each of these is a function of the
/// seed and of what it is for alone: differences between variants are differences between configurations.
///
/// @param sweep what is compared
/// @param data to train and test on
/// @param base configuration that the variants change; its sizes are taken from the data, its seed from the
/// seeds
/// @param seeds at least one, all different
public record Ablation(Sweep sweep, SweepData data, Configuration base, List<Long> seeds) {
    /// @throws IllegalArgumentException if there is no seed or one occurs twice
    public Ablation {
        seeds = seeds.stream().sorted().toList();
        if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
            throw new IllegalArgumentException("seeds " + seeds + ": a sweep needs at least one, each once");
        }
        base = base.with(data.sizes()).with("seed", seeds.getFirst());
    }

    /// A sweep on small synthetic clips with a small network, the paper's configuration otherwise, with the
    /// seeds 0 to `seeds` - 1: for [#runOnce], where one core has half a minute.
    public static Ablation small(Sweep sweep, int seeds) {
        return new Ablation(
                sweep,
                SyntheticClips.small(),
                Preset.PAPER.configuration().with(SweepSettings.SMALL),
                LongStream.range(0, seeds).boxed().toList());
    }

    /// Runs the sweep, or what the cache doesn't hold of it.
    ///
    /// @throws IllegalArgumentException if a variant's configuration isn't allowed or doesn't fit the data;
    /// nothing is run then
    /// @throws IOException if a file can't be read or written
    public AblationResult run(RunCache cache, Parallelism execution, SweepProgress progress) throws IOException {
        return plans().make(cache, execution, progress).getFirst();
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
        return SweepPlans.of(List.of(this));
    }

    /// The test scores of a sweep with one seed, by which its variants are compared over clips.
    Map<RunKey, Tensor> scores(List<PlannedRun> planned, RunCache cache) throws IOException {
        Map<RunKey, Tensor> scores = new HashMap<>();
        for (PlannedRun run : seeds.size() == 1 ? planned : List.<PlannedRun>of()) {
            Optional<Tensor> known = cache.scores(run.key());
            known.ifPresent(tensor -> scores.put(run.key(), tensor));
        }
        return scores;
    }

    /// Runs the sweep in this process within seconds, without a trace on disk.
    ///
    /// @throws IllegalArgumentException as [#run]
    public AblationResult runOnce(Parallelism execution) throws IOException {
        try (ScratchFolder scratch = ScratchFolder.create();
                RunCache cache = RunCache.open(scratch.path())) {
            return run(cache, execution, new SweepWork("training variants"));
        }
    }

    /// All runs, seed by seed, checked before any of them begins.
    List<PlannedRun> plan(String program) {
        String fingerprint = data.facts().fingerprint();
        List<PlannedRun> planned = new ArrayList<>();
        for (int seed = 0; seed < seeds.size(); seed++) {
            for (int variant = 0; variant < sweep.variants().size(); variant++) {
                Variant stated = sweep.variants().get(variant);
                Configuration c = stated.of(base.with("seed", seeds.get(seed)));
                check(c);
                Configuration effective = EffectiveConfiguration.of(c);
                RunKey key = new RunKey(effective, fingerprint, program);
                String name = stated.name() + ", seed " + seeds.get(seed);
                planned.add(new PlannedRun(variant, seed, name, c, key, data));
            }
        }
        return planned;
    }

    private void check(Configuration c) {
        Split.Parts parts = data.parts(c);
        DataFit.require(c, parts.train().data());
        parts.train().requireEveryClass("training");
        for (Subset part : new Subset[] {parts.validation(), parts.test()}) {
            DataFit.require(c, part.data());
        }
        if (c.training().batch() > parts.train().size()) {
            throw new IllegalArgumentException("batch is " + c.training().batch() + " clips, the training part has "
                    + parts.train().size() + "; a batch must have at most all of them");
        }
    }

    /// Puts the results of the runs together.
    ///
    /// @param scores of [#scores]
    AblationResult result(List<PlannedRun> planned, Map<RunKey, RunRecord> records, Map<RunKey, Tensor> scores) {
        return new SweepEvaluation(this, planned, records, scores).result();
    }
}
