package org.thgcl.page;

/// Places for labels in a column that would stand upon each other if each stood where it wants to.
public final class EndLabels {
    private EndLabels() {}

    /// The places nearest to the wanted ones, by the sum of squares, which keep their distance, within a range
    /// as far as there is room; labels keep their order, those that want the same place that of the array.
    ///
    /// @param wanted where each label's middle should stand
    /// @param apart smallest distance
    /// @param low where the range begins
    /// @param high where it ends
    public static double[] places(double[] wanted, double apart, double low, double high) {
        int n = wanted.length;
        int[] order = new int[n];
        for (int k = 0; k < n; k++) { // by insertion: few, and stable
            int at = k;
            for (; at > 0 && wanted[order[at - 1]] > wanted[k]; at--) {
                order[at] = order[at - 1];
            }
            order[at] = k;
        }
        // Without the distances the places need only be in order: neighbours out of order share their mean.
        double[] mean = new double[n];
        int[] count = new int[n];
        int blocks = 0;
        for (int k = 0; k < n; k++) {
            mean[blocks] = wanted[order[k]] - k * apart;
            count[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                blocks--;
                int both = count[blocks - 1] + count[blocks];
                mean[blocks - 1] = (mean[blocks - 1] * count[blocks - 1] + mean[blocks] * count[blocks]) / both;
                count[blocks - 1] = both;
            }
        }
        double[] places = new double[n];
        int k = 0;
        double highest = Math.max(low, high - (n - 1) * apart);
        for (int block = 0; block < blocks; block++) {
            for (int in = 0; in < count[block]; in++, k++) {
                places[order[k]] = Math.clamp(mean[block], low, highest) + k * apart;
            }
        }
        return places;
    }
}
