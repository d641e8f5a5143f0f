package org.thgcl.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thgcl.ablation.Ablation;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Parallelism;
import org.thgcl.ablation.StandardSweeps;
import org.thgcl.ablation.SweepSettings;
import org.thgcl.ablation.SyntheticClips;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

/// Figure 3's objectives trained on the synthetic clips, small enough to be trained whenever the audit runs.
/// Trained once, when first asked for. What is measured comes from [MeasuredAblations].
final class SyntheticAblations implements Ablations {
    private static final List<Long> SEEDS = List.of(0L, 1L, 2L, 3L, 4L);

    /// Half of the iterations of a sweep by `thgcl ablate`, and no early stop, so that all runs are in each mean.
    private static final Map<String, Object> SHORT = Map.of("iterations", 200, "validate_every", 20, "patience", 10);

    private final Ablations measured = new MeasuredAblations();
    private LossCurves curves;
    private LearntClips learnt;

    @Override
    public Comparison table2() {
        return measured.table2();
    }

    @Override
    public Comparison figure3() {
        return measured.figure3();
    }

    @Override
    public synchronized Optional<LossCurves> curves() {
        if (curves == null) {
            curves = LossCurves.of(train());
        }
        return Optional.of(curves);
    }

    @Override
    public synchronized Optional<LearntClips> learnt() {
        if (learnt == null) {
            learnt = LearntClips.train(SyntheticClips.demo().design(), configuration(), SEEDS.subList(0, 3));
        }
        return Optional.of(learnt);
    }

    private static Configuration configuration() {
        Map<String, Object> settings = new LinkedHashMap<>(SweepSettings.SYNTHETIC);
        settings.putAll(SHORT);
        return Preset.PAPER.configuration().with(SyntheticClips.demo().sizes()).with(settings);
    }

    private static AblationResult train() {
        Ablation ablation = new Ablation(StandardSweeps.figure3(), SyntheticClips.demo(), configuration(), SEEDS);
        int jobs = Runtime.getRuntime().availableProcessors();
        try {
            return ablation.runOnce(new Parallelism(jobs, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
