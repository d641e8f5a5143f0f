package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

class ReproductionTest {
    @TempDir
    Path folder;

    private static Reproduction small(Long... seeds) {
        return new Reproduction(new SyntheticClips(SmallSweep.CLIPS), SmallSweep.BASE, List.of(seeds));
    }

    private List<AblationResult> run(String cache, SweepProgress progress) throws IOException {
        try (RunCache runs = RunCache.open(folder.resolve(cache))) {
            return small(0L).run(runs, SmallSweep.ALONE, progress);
        }
    }

    private Reproduction.Cost cost(String cache) throws IOException {
        try (RunCache runs = RunCache.open(folder.resolve(cache))) {
            return small(0L).cost(runs, SmallSweep.ALONE);
        }
    }

    @Test
    void an_interrupted_reproduction_goes_on_to_the_same_numbers_and_costs_the_rest() throws IOException {
        List<AblationResult> expected = run("whole", SweepProgress.SILENT);
        Reproduction.Cost all = cost("interrupted");
        // three systems, two other weightings, two other losses
        assertThat(all.runs()).isEqualTo(7);
        assertThat(all.known()).isZero();
        assertThat(all.of()).allMatch(of -> of.seconds() > 0 && of.bytes() > 0 && of.clipsPerSecond() > 0);
        assertThat(all.seconds()).isPositive();
        SweepProgress interrupting = new SweepProgress() {
            @Override
            public void update(long updates, int runs) {
                if (updates >= 3 * 12 + 6) {
                    throw new IllegalStateException("stopped by the test");
                }
            }
        };
        assertThatThrownBy(() -> run("interrupted", interrupting)).hasMessage("stopped by the test");
        Reproduction.Cost rest = cost("interrupted");
        assertThat(rest.runs()).isEqualTo(4);
        assertThat(rest.known()).isEqualTo(3);
        assertThat(run("interrupted", SweepProgress.SILENT)).isEqualTo(expected);
        assertThat(cost("interrupted").runs()).isZero();
    }

    @Test
    void systems_of_table_1_are_the_presets_of_their_names() {
        Configuration paper = Preset.PAPER.configuration();
        List<Variant> systems = StandardSweeps.table1().variants();
        assertThat(systems.get(0).of(paper)).isEqualTo(paper);
        assertThat(systems.get(1).of(paper)).isEqualTo(Preset.TABLE1.configuration());
        assertThat(systems.get(2).of(paper)).isEqualTo(Preset.TMAC.configuration());
        assertThat(systems.get(2).of(SmallSweep.BASE).text("hidden")).isEqualTo("8");
    }

    @Test
    void seeds_must_differ() {
        assertThatThrownBy(() -> small(1L, 1L)).hasMessageContaining("each once");
    }
}
