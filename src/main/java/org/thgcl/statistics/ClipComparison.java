package org.thgcl.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Two trained models compared on the same clips: variant minus reference.
///
/// * The interval is a paired percentile bootstrap: a sample of clips is drawn with replacement, and both models are
///   measured on it. See [ClipIntervals].
/// * p is a paired permutation test (approximate randomisation; Noreen 1989, *Computer-Intensive Methods for Testing
///   Hypotheses*). If it made no difference which of the two models scored a clip, the scores of any clip could be
///   swapped. So each clip's scores are swapped with a chance of 1/2, and p is (1 + number of permutations whose
///   difference is at least as far from 0 as the one observed) / (1 + permutations). It is two-sided. Models whose
///   scores have different scales aren't exchangeable in this sense, even if they rank clips equally well.
///
/// Both are about the sampling of clips. Each model was trained once; another seed gives other models.
///
/// @param clips number of clips
/// @param resamples samples drawn, and permutations
/// @param confidence nominal level of the intervals
/// @param map mAP
/// @param auc AUC
/// @param precisions average precision of each class
public record ClipComparison(
        int clips, int resamples, double confidence, Difference map, Difference auc, List<Difference> precisions) {
    public ClipComparison {
        precisions = List.copyOf(precisions);
    }

    /// Compares two models' scores of the same clips, in the same order.
    ///
    /// @throws IllegalArgumentException if number of clips, classes or labels differ
    public static ClipComparison of(ClipScores reference, ClipScores variant, Resampling resampling) {
        reference.requireSameClips(variant);
        int clips = reference.clips();
        List<ClassOrder> first = Measured.orders(reference);
        List<ClassOrder> second = Measured.orders(variant);
        int[] once = new int[clips];
        Arrays.fill(once, 1);
        double[] ofReference = Measured.of(first, once).all();
        double[] ofVariant = Measured.of(second, once).all();
        double[][] resampled = resampling.bootstrap(
                clips,
                weight -> minus(
                        Measured.of(second, weight).all(),
                        Measured.of(first, weight).all()));
        double[][] permuted = permuted(Measured.orders(reference, variant), clips, resampling);
        List<Difference> differences = new ArrayList<>();
        for (int k = 0; k < ofReference.length; k++) {
            double difference = ofVariant[k] - ofReference[k];
            double p = p(difference, permuted[k], clips);
            differences.add(new Difference(
                    ofReference[k],
                    ofVariant[k],
                    difference,
                    Interval.of(resampled[k], resampling.confidence()),
                    p,
                    p));
        }
        return new ClipComparison(
                clips,
                resampling.resamples(),
                resampling.confidence(),
                differences.get(0),
                differences.get(1),
                corrected(differences.subList(2, differences.size())));
    }

    private static double[][] permuted(List<ClassOrder> both, int clips, Resampling resampling) {
        int[] reference = new int[2 * clips];
        int[] variant = new int[2 * clips];
        return resampling.permutations(clips, swapped -> {
            for (int clip = 0; clip < clips; clip++) {
                reference[clip] = swapped[clip] ? 0 : 1;
                reference[clips + clip] = swapped[clip] ? 1 : 0;
                variant[clip] = 1 - reference[clip];
                variant[clips + clip] = 1 - reference[clips + clip];
            }
            return minus(
                    Measured.of(both, variant).all(),
                    Measured.of(both, reference).all());
        });
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            difference[k] = a[k] - b[k];
        }
        return difference;
    }

    /// Differences that are equal but for rounding count as equal: a metric is a mean of terms in [0, 1], at most
    /// one for each clip, so its error is below `clips` times 2^-52, and a difference has two of them.
    private static double p(double observed, double[] permuted, int clips) {
        if (Double.isNaN(observed)) {
            return Double.NaN;
        }
        double far = Math.abs(observed) - 2 * clips * Math.ulp(1.0);
        long asFar = Arrays.stream(permuted)
                .filter(difference -> Math.abs(difference) >= far)
                .count();
        return (1.0 + asFar) / (1.0 + permuted.length);
    }

    private static List<Difference> corrected(List<Difference> classes) {
        double[] adjusted = Holm.adjust(classes.stream()
                .mapToDouble(Difference::p)
                .filter(p -> !Double.isNaN(p))
                .toArray());
        int next = 0;
        List<Difference> corrected = new ArrayList<>();
        for (Difference difference : classes) {
            corrected.add(Double.isNaN(difference.p()) ? difference : difference.adjusted(adjusted[next++]));
        }
        return corrected;
    }
}
