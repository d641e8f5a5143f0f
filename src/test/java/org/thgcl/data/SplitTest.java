package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final double[] USUAL = {0.7, 0.1, 0.2};

    private static Subset[] parts(Split.Parts parts) {
        return new Subset[] {parts.train(), parts.validation(), parts.test()};
    }

    private static DataSet labelled(List<Integer> classSizes) {
        return Clips.labelled(classSizes.stream().mapToInt(Integer::intValue).toArray());
    }

    @Property(tries = 200)
    void every_clip_is_in_exactly_one_part(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 3, max = 40) Integer> classSizes,
            @ForAll boolean stratified,
            @ForAll long seed) {
        DataSet data = labelled(classSizes);
        int[] seen = new int[data.size()];
        for (Subset part : parts(Split.of(data, USUAL, stratified, seed))) {
            assertThat(part.clips()).isSorted().isNotEmpty();
            Arrays.stream(part.clips()).forEach(clip -> seen[clip]++);
        }
        assertThat(seen).containsOnly(1);
    }

    /// Largest remainders are never off by one clip or more; only an otherwise empty part may take one more.
    @Property(tries = 200)
    void stratified_each_class_is_split_in_the_fractions(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 3, max = 200) Integer> classSizes, @ForAll long seed) {
        Subset[] parts = parts(Split.of(labelled(classSizes), USUAL, true, seed));
        for (int part = 0; part < 3; part++) {
            int[] counts = parts[part].classCounts();
            for (int c = 0; c < classSizes.size(); c++) {
                double wanted = classSizes.get(c) * USUAL[part];
                assertThat(counts[c]).isPositive();
                if (classSizes.get(c) >= 10) {
                    assertThat(Math.abs(counts[c] - wanted)).isLessThan(1);
                }
            }
        }
    }

    @Test
    void the_seed_alone_decides() {
        DataSet data = Clips.labelled(50, 50);
        int[] once = Split.of(data, USUAL, true, 1).test().clips();
        assertThat(Split.of(data, USUAL, true, 1).test().clips()).isEqualTo(once);
        assertThat(Split.of(data, USUAL, true, 2).test().clips()).isNotEqualTo(once);
    }

    @Test
    void sizes_follow_the_method_of_largest_remainders() {
        assertThat(Split.sizes(10, USUAL)).containsExactly(7, 1, 2);
        // 7.7, 1.1, 2.2
        assertThat(Split.sizes(11, USUAL)).containsExactly(8, 1, 2);
        // 9.1, 1.3, 2.6
        assertThat(Split.sizes(13, USUAL)).containsExactly(9, 1, 3);
        // 3.5, 0.5, 1: of equal remainders the first; then the empty part takes one from the largest.
        assertThat(Split.sizes(5, USUAL)).containsExactly(3, 1, 1);
        // 2.1, 0.3, 0.6
        assertThat(Split.sizes(3, USUAL)).containsExactly(1, 1, 1);
        assertThat(Split.sizes(5615, new double[] {0.9, 0.1})).containsExactly(5054, 561);
    }

    @Test
    void a_fraction_is_held_out() {
        Subset[] parts = Split.fraction(Clips.labelled(20, 40), 0.1, true, 1);
        assertThat(parts[0].classCounts()).containsExactly(18, 36);
        assertThat(parts[1].classCounts()).containsExactly(2, 4);
    }

    @Test
    void a_class_with_too_few_clips_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(Clips.labelled(10, 2, 10), USUAL, true, 1))
                .withMessageContainingAll("labelled: class 'b' has 2 clips", "into 3 parts", "at least 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.fraction(Clips.labelled(10, 1), 0.1, true, 1))
                .withMessageContainingAll("class 'b' has 1 clip,", "into 2 parts", "at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(Clips.labelled(1, 1), USUAL, false, 1))
                .withMessageContainingAll("labelled: the data set has 2 clips", "at least 3");
    }

    @Test
    void without_strata_a_class_may_be_small() {
        assertThat(Split.of(Clips.labelled(10, 1), USUAL, false, 1).train().size())
                .isEqualTo(8);
    }

    @Test
    void fractions_are_checked() {
        refused("3 are needed", 0.5, 0.5);
        refused("0.0 is not above 0", 0.9, 0.1, 0);
        refused("-0.1 is not above 0", 0.9, -0.1, 0.2);
        refused("NaN is not above 0", 0.9, Double.NaN, 0.1);
        refused("must sum to 1", 0.7, 0.1, 0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.fraction(Clips.labelled(9), 1.5, true, 1))
                .withMessageContaining("fractions");
    }

    private static void refused(String message, double... fractions) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(Clips.labelled(30), fractions, true, 1))
                .withMessageContainingAll("fractions", message);
    }

    @Test
    void a_part_has_clips_that_exist() {
        DataSet data = Clips.labelled(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subset(data, new int[0]))
                .withMessageContaining("without clips");
        for (int clip : new int[] {-1, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Subset(data, new int[] {0, clip}))
                    .withMessageContaining("no clip " + clip);
        }
        assertThat(Subset.all(data).clips())
                .containsExactly(IntStream.range(0, 3).toArray());
    }
}
