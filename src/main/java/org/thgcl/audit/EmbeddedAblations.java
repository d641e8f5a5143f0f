package org.thgcl.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.thgcl.ablation.Ablation;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.EmbeddedClips;
import org.thgcl.ablation.Execution;
import org.thgcl.ablation.StandardSweeps;
import org.thgcl.ablation.Sweep;
import org.thgcl.ablation.SweepSettings;
import org.thgcl.ablation.VariantResult;
import org.thgcl.model.Preset;
import org.thgcl.model.Variant;

/// The paper's ablations on the embedded synthetic clips, small enough to be run whenever the audit is. Both are
/// one sweep, since Table 2's first line and Figure 3's last curve are one configuration. Run once, when first
/// asked for.
final class EmbeddedAblations implements Ablations {
    private static final List<Long> SEEDS = List.of(0L, 1L, 2L, 3L, 4L);

    /// A quarter of the iterations of a sweep by `thgcl ablate`.
    private static final Map<String, Object> SHORT = Map.of("iterations", 100);

    private AblationResult result;

    @Override
    public synchronized Optional<Comparison> table2() {
        return comparison(StandardSweeps.table2());
    }

    @Override
    public synchronized Optional<Comparison> figure3() {
        return comparison(StandardSweeps.figure3());
    }

    private Optional<Comparison> comparison(Sweep sweep) {
        AblationResult all = run();
        List<Effect> effects = new ArrayList<>();
        for (Variant variant : others(sweep)) {
            VariantResult found = all.variant(variant.name());
            if (found.comparison() != null) {
                // it is variant minus reference, and the paper has the reference above
                effects.add(new Effect(
                        sweep.reference(),
                        variant.name(),
                        -found.comparison().mean(),
                        -found.comparison().high(),
                        -found.comparison().low()));
            }
        }
        return Optional.of(new Comparison("embedded clips", SEEDS.size(), all.confidence(), effects));
    }

    private static List<Variant> others(Sweep sweep) {
        return sweep.variants().stream()
                .filter(variant -> !variant.name().equals(sweep.reference()))
                .toList();
    }

    private AblationResult run() {
        if (result == null) {
            Sweep weights = StandardSweeps.table2();
            List<Variant> variants = Stream.concat(
                            weights.variants().stream(), others(StandardSweeps.figure3()).stream())
                    .toList();
            Sweep both = new Sweep("audit", weights.about(), weights.reference(), variants, List.of());
            Map<String, Object> settings = new LinkedHashMap<>(SweepSettings.EMBEDDED);
            settings.putAll(SHORT);
            Ablation ablation = new Ablation(
                    both,
                    EmbeddedClips.demo(),
                    Preset.PAPER
                            .configuration()
                            .with(EmbeddedClips.demo().sizes())
                            .with(settings),
                    SEEDS);
            int jobs = Runtime.getRuntime().availableProcessors();
            try {
                result = ablation.runOnce(new Execution(jobs, 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return result;
    }
}
