package org.thgcl.ablation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Where each variant helps and where not, over several kinds of synthetic clips: sentences computed from the
/// confidence intervals.
final class GridFindings {
    private GridFindings() {}

    /// @param cells at least one, all of one sweep
    static List<String> of(List<GridResult.Cell> cells) {
        AblationResult first = cells.getFirst().result();
        List<String> sentences = new ArrayList<>();
        sentences.add(Findings.data(first.data()));
        sentences.add(String.format(
                Locale.ROOT,
                "%d seeds for each of %d kinds of clips. \"Helps\" means that the nominal %.0f %% interval of the mean"
                    + " difference in test mAP to '%s' lies above 0, \"harms\" that it lies below; fewer than 5 seeds"
                    + " show neither.",
                first.seeds().size(),
                cells.size(),
                100 * first.confidence(),
                first.reference()));
        int intervals = 0;
        for (VariantResult variant : first.variants()) {
            if (!variant.name().equals(first.reference())) {
                sentences.add(variant(variant.name(), cells));
                intervals += cells.size();
            }
        }
        Findings.expectedByChance(intervals, first.seeds().size()).ifPresent(sentences::add);
        return sentences;
    }

    private static String variant(String name, List<GridResult.Cell> cells) {
        List<GridResult.Cell> compared =
                cells.stream().filter(cell -> comparison(cell, name) != null).toList();
        String helps = places(
                compared,
                cell -> comparison(cell, name).indicative()
                        && comparison(cell, name).mean() > 0);
        String harms = places(
                compared,
                cell -> comparison(cell, name).indicative()
                        && comparison(cell, name).mean() < 0);
        long open = compared.stream()
                .filter(cell -> !comparison(cell, name).indicative())
                .count();
        long significant = compared.stream()
                .filter(cell -> comparison(cell, name).adjustedP() <= Findings.LEVEL)
                .count();
        return "'" + name + "' helps " + helps + "; it harms " + harms + "; neither is shown in " + open + " of "
                + cells.size() + ". The corrected signed-rank test confirms " + significant + " of these.";
    }

    private static Comparison comparison(GridResult.Cell cell, String name) {
        return cell.result().variant(name).comparison();
    }

    private static String places(List<GridResult.Cell> cells, Predicate<GridResult.Cell> where) {
        String places = cells.stream()
                .filter(where)
                .map(cell -> "lag " + cell.lag() + " with noise " + cell.noise())
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "nowhere" : "at " + places;
    }
}
