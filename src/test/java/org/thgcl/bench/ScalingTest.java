package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;

@Tag("slow")
class ScalingTest {
    private static final Configuration SMALL = Preset.PAPER
            .configuration()
            .with(Map.of("batch", 4, "audio_segments", 20, "video_segments", 8, "hidden", 4, "layers", 2));

    @Test
    void the_exponent_of_a_power_law_is_found() {
        List<Scaling.Point> points = IntStream.of(1, 2, 4, 8)
                .mapToObj(size -> {
                    double seconds = 0.3 * Math.pow(size, 1.5);
                    return new Scaling.Point(size, timing(seconds, 1e9 * seconds), 1);
                })
                .toList();
        Scaling.Sweep sweep = Scaling.Sweep.of("size", points);
        // sums of a few logarithms of size 3 and their squares, each to an ulp
        assertThat(sweep.exponent()).isCloseTo(1.5, offset(1e-13));
        assertThat(sweep.standardError()).isCloseTo(0, offset(1e-6));
    }

    @Test
    void a_disturbed_time_does_not_bend_the_line() {
        List<Scaling.Point> points = List.of(
                new Scaling.Point(1, timing(1, 1e9), 1),
                new Scaling.Point(2, timing(2, 2e9), 1),
                new Scaling.Point(4, timing(50, Double.NaN), 1),
                new Scaling.Point(8, timing(8, 8e9), 1));
        assertThat(Scaling.Sweep.of("size", points).exponent()).isCloseTo(1, offset(1e-13));
        assertThat(Scaling.Sweep.of("size", points.subList(1, 3)).exponent()).isNaN();
    }

    private static Timing timing(double seconds, double possible) {
        return new Timing(seconds, seconds, seconds, 1, possible, 1, Double.isNaN(possible) ? 1 : 0);
    }

    @Test
    void every_size_of_the_step_is_swept() {
        Setup setup = new Setup(DType.FLOAT64, 1, new Timing.Repeats(0, 1));
        List<Scaling.Sweep> sweeps = Scaling.measure(setup, SMALL);
        assertThat(sweeps)
                .extracting(Scaling.Sweep::axis)
                .containsExactly("clips", "audio segments", "neighbours", "hidden size", "layers");
        assertThat(sweeps.getFirst().points()).extracting(Scaling.Point::size).containsExactly(2, 4, 8);
        assertThat(sweeps.get(2).points()).extracting(Scaling.Point::size).containsExactly(3, 5, 9, 17, 33);
        assertThat(sweeps).allSatisfy(sweep -> assertThat(sweep.points())
                .allSatisfy(point -> assertThat(point.timing().median()).isPositive()));
    }

    @Test
    void the_profile_finds_the_kernels_and_their_products() {
        Setup setup = new Setup(DType.FLOAT64, 1, new Timing.Repeats(1, 1));
        Profile.StepProfile profile = Profile.measure(setup, SMALL);
        assertThat(profile.parts())
                .extracting(Profile.Part::kernel)
                .contains("matmul", "spmm", "adam")
                .endsWith("outside of kernels");
        double flop = profile.parts().stream()
                .filter(part -> part.kernel().equals("matmul"))
                .mapToDouble(Profile.Part::flop)
                .sum();
        // what the count leaves out: Eq. 4's cosines and their products with vectors
        long counted = new TimedStep(SMALL, Kernels.of(DType.FLOAT64, Workers.one())).flop();
        assertThat(flop).isBetween(1.0 * counted, 1.2 * counted);
    }
}
