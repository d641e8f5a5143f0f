package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Three made-up steps. The processor is twice as fast in the last; the bandwidth stays.
class ProfileTest {
    private static final double SUM = 1e-12;

    /// @param peak GFLOP/s
    /// @param product milliseconds of a product of 1 GFLOP on 10 MB
    /// @param spmm milliseconds of 0.01 GFLOP on 10 MB, in two calls
    private static Samples.Sample<Profile.Step> step(int ms, double peak, int product, int spmm) {
        Map<String, Profile.Total> totals = Map.of(
                "matmul", new Profile.Total(1, 1_000_000L * product, 1e9, 1e7),
                "spmm", new Profile.Total(2, 1_000_000L * spmm, 1e7, 1e7));
        return new Samples.Sample<>(1e-3 * ms, peak, peak, 1, 0, new Profile.Step(totals, 10));
    }

    private static final List<Samples.Sample<Profile.Step>> STEPS =
            List.of(step(40, 100, 20, 4), step(100, 100, 50, 2), step(20, 200, 10, 5));

    @Test
    void a_kernels_figures_are_medians_against_the_limit_of_each_step() {
        Profile.StepProfile profile = Profile.of(new Samples<>(STEPS, 4, 1, true));
        assertThat(profile.stepSeconds()).isEqualTo(0.04);
        assertThat(profile.peakGflops()).isEqualTo(100);
        assertThat(profile.bandwidthGigabytes()).isEqualTo(10);
        assertThat(profile.samples()).isEqualTo(4);
        assertThat(profile.disturbed()).isEqualTo(1);
        assertThat(profile.parts())
                .extracting(Profile.Part::kernel)
                .containsExactly("matmul", "spmm", "outside of kernels");
        Profile.Part product = profile.parts().get(0);
        assertThat(product.calls()).isEqualTo(1);
        assertThat(product.seconds()).isCloseTo(0.02, offset(SUM));
        assertThat(product.share()).isCloseTo(0.5, offset(SUM));
        assertThat(product.limit()).isEqualTo("computing");
        // 10 of 20, 10 of 50 and 5 of 10 ms; with one peak for all and means it would be 10 of 26.7
        assertThat(product.percentOfLimit()).isCloseTo(50, offset(100 * SUM));
        Profile.Part spmm = profile.parts().get(1);
        assertThat(spmm.calls()).isEqualTo(2);
        assertThat(spmm.limit()).isEqualTo("memory");
        // 1 ms of 4, 2 and 5
        assertThat(spmm.percentOfLimit()).isCloseTo(25, offset(100 * SUM));
        Profile.Part rest = profile.parts().get(2);
        // 16, 48 and 5 ms
        assertThat(rest.seconds()).isCloseTo(0.016, offset(SUM));
        assertThat(rest.share()).isCloseTo(0.4, offset(SUM));
        assertThat(rest.limit()).isEmpty();
    }

    @Test
    void a_disturbed_profile_has_no_percentages() {
        Profile.StepProfile profile = Profile.of(new Samples<>(STEPS, 3, 3, false));
        assertThat(profile.stepSeconds()).isEqualTo(0.04);
        assertThat(profile.parts())
                .extracting(Profile.Part::percentOfLimit)
                .containsExactly(Double.NaN, Double.NaN, Double.NaN);
    }
}
