package org.thgcl.ablation;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.statistics.Holm;

/// The p values of comparisons, corrected for their number.
final class HolmCorrection {
    private HolmCorrection() {}

    /// The variants of one sweep, corrected for its comparisons. A variant that is the same as an earlier one
    /// makes no comparison of its own and has that one's.
    static List<VariantResult> within(List<VariantResult> variants) {
        return together(List.of(variants)).getFirst();
    }

    /// The variants of several sweeps, corrected for the comparisons of all of them.
    static List<List<VariantResult>> together(List<List<VariantResult>> sweeps) {
        double[] adjusted = Holm.adjust(sweeps.stream()
                .flatMap(List::stream)
                .filter(HolmCorrection::counts)
                .mapToDouble(variant -> variant.comparison().p())
                .toArray());
        int next = 0;
        List<List<VariantResult>> corrected = new ArrayList<>();
        for (List<VariantResult> variants : sweeps) {
            List<VariantResult> row = new ArrayList<>();
            for (VariantResult variant : variants) {
                row.add(
                        counts(variant)
                                ? variant.with(variant.comparison().adjusted(adjusted[next++]))
                                : variant.with(ofSame(variant, row)));
            }
            corrected.add(row);
        }
        return corrected;
    }

    private static boolean counts(VariantResult variant) {
        return variant.comparison() != null && variant.sameAs() == null;
    }

    private static Comparison ofSame(VariantResult variant, List<VariantResult> before) {
        return before.stream()
                .filter(other -> other.name().equals(variant.sameAs()))
                .findFirst()
                .map(VariantResult::comparison)
                .orElse(variant.comparison());
    }
}
