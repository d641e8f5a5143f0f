package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thgcl.ablation.IntervalCoverage.Distribution;

/// The table of docs/statistics.md is what [IntervalCoverage] finds.
@Tag("slow")
class IntervalCoverageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| ([\\d.]+) % \\| ([\\d.]+) % \\|$");
    private static final int REPETITIONS = 300;

    private static List<MatchResult> table() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/statistics.md")))
                .results()
                .toList();
    }

    @Test
    void a_part_of_the_simulation_agrees_with_the_table() throws IOException {
        for (MatchResult row : table()) {
            int seeds = Integer.parseInt(row.group(1));
            if (seeds <= 7) { // for time
                agrees(Distribution.NORMAL, seeds, Double.parseDouble(row.group(2)) / 100);
                agrees(Distribution.LOGNORMAL, seeds, Double.parseDouble(row.group(3)) / 100);
            }
        }
    }

    private static void agrees(Distribution distribution, int seeds, double stated) {
        // four standard errors of a part of the same simulation, and half a digit of the table
        double tolerance = 4 * Math.sqrt(stated * (1 - stated) / REPETITIONS) + 0.0005;
        assertThat(IntervalCoverage.coverage(distribution, seeds, REPETITIONS))
                .as("%s, %d seeds", distribution, seeds)
                .isCloseTo(stated, within(tolerance));
    }

    @Test
    void table_has_a_row_for_each_number_of_seeds() throws IOException {
        assertThat(table().stream().map(row -> Integer.valueOf(row.group(1))))
                .containsExactlyElementsOf(IntervalCoverage.SEEDS);
    }
}
