package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thgcl.model.Configuration;
import org.thgcl.statistics.Holm;
import org.thgcl.thgn.Preset;

/// `docs/ablations.md` says what the program does.
class AblationsPageTest {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "ablations.md"));
    }

    private static String block(String language) throws IOException {
        var matcher = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(page());
        assertThat(matcher.find()).as(language).isTrue();
        return matcher.group(1);
    }

    @Test
    void table_of_settings_is_that_of_the_program() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Pattern.compile("^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\|", Pattern.MULTILINE)
                .matcher(page())
                .results()
                .filter(row -> Preset.PAPER.configuration().keys().all().contains(row.group(1)))
                .forEach(row -> rows.put(row.group(1), List.of(row.group(2), row.group(3))));
        TreeSet<String> keys = new TreeSet<>(SweepSettings.FILES.keySet());
        keys.addAll(SweepSettings.SYNTHETIC.keySet());
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        List<Configuration> columns = List.of(PAPER.with(SweepSettings.FILES), PAPER.with(SweepSettings.SYNTHETIC));
        rows.forEach((key, cells) -> {
            for (int column = 0; column < 2; column++) {
                String stated = cells.get(column).replace("`", "").replace(" (the paper's)", "");
                String value = columns.get(column).text(key);
                assertThat(PAPER.with(key, stated).text(key)).as(key).isEqualTo(value);
                assertThat(cells.get(column).contains("the paper's"))
                        .as(key)
                        .isEqualTo(!List.of(SweepSettings.FILES, SweepSettings.SYNTHETIC)
                                        .get(column)
                                        .containsKey(key)
                                && !key.equals("standardise"));
            }
        });
    }

    @Test
    void example_of_a_file_is_one() throws IOException {
        VariantsFile file = VariantsFile.parse(block("yaml"));
        Sweep sweep = new Sweep("example", file.about(), file.reference(), file.variants(), List.of());
        assertThat(sweep.variants()).hasSize(3);
        assertThat(sweep.variants().stream().map(variant -> variant.of(PAPER))).doesNotHaveDuplicates();
    }

    @Test
    void numbers_of_seeds_are_right() throws IOException {
        assertThat(page())
                .contains("with five seeds it holds the truth in at most 93.75 %", "with five seeds 0.0625")
                .contains("For two comparisons it takes seven seeds, for 30 eleven");
        assertThat(1 - SignedRank.smallest(5)).isEqualTo(0.9375);
        assertThat(SignedRank.smallest(5)).isEqualTo(0.0625);
        assertThat(seedsFor(2)).isEqualTo(7);
        assertThat(seedsFor(30)).isEqualTo(11);
    }

    /// Fewest seeds with which the largest of some comparisons can be significant.
    private static int seedsFor(int comparisons) {
        int seeds = 2;
        while (Holm.adjust(most(comparisons, SignedRank.smallest(seeds)))[0] > Findings.LEVEL) {
            seeds++;
        }
        return seeds;
    }

    private static double[] most(int comparisons, double smallest) {
        double[] p = new double[comparisons];
        Arrays.fill(p, 1);
        p[0] = smallest;
        return p;
    }
}
