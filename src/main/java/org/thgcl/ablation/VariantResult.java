package org.thgcl.ablation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.statistics.ClipComparison;

/// The result of one variant of a sweep.
///
/// @param name as in the sweep
/// @param changes settings that differ from the sweep's configuration, by key
/// @param sameAs an earlier variant with the same results to the last bit; `null` if there is none
/// @param sameBecause why: the settings that differ have no effect on these data, or it was only observed;
/// `null` without `sameAs`
/// @param unpaired what the variant doesn't share with the reference at the same seed, such as the split; empty
/// if it shares split, batches and noise
/// @param runs one for each seed, in the order of [AblationResult#seeds]
/// @param map test mAP over the seeds
/// @param auc test AUC over the seeds
/// @param accuracy test accuracy over the seeds
/// @param comparison with the reference; `null` for the reference itself, and where the results are the same or
/// no seed has both
/// @param clips of a sweep with one seed: the same comparison over the test clips; `null` otherwise, and where
/// there is nothing to compare
/// @param loss Eq. 5 of each batch; losses of variants with different objectives have different scales
/// @param validationMap mAP of each validation
/// @param validationCrossEntropy cross entropy of each validation, in nats: the same measure for all objectives; empty
/// in results of older versions
public record VariantResult(
        String name,
        Map<String, String> changes,
        String sameAs,
        String sameBecause,
        List<String> unpaired,
        List<SeedResult> runs,
        Summary map,
        Summary auc,
        Summary accuracy,
        Comparison comparison,
        ClipComparison clips,
        Curve loss,
        Curve validationMap,
        Curve validationCrossEntropy) {
    public VariantResult {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
        unpaired = List.copyOf(unpaired);
        runs = List.copyOf(runs);
        validationCrossEntropy = validationCrossEntropy == null ? new Curve(List.of()) : validationCrossEntropy;
    }

    /// Number of runs that failed.
    public int failures() {
        return (int) runs.stream().filter(run -> run.failure() != null).count();
    }

    /// The same with another comparison.
    VariantResult with(Comparison other) {
        return new VariantResult(
                name,
                changes,
                sameAs,
                sameBecause,
                unpaired,
                runs,
                map,
                auc,
                accuracy,
                other,
                clips,
                loss,
                validationMap,
                validationCrossEntropy);
    }
}
