package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.file.Json;

/// What was run is run once, and only what is whole is trusted.
class RunCacheTest {
    @TempDir
    Path folder;

    /// Notes what a sweep tells.
    private static class Told implements SweepProgress {
        final List<String> notes = new ArrayList<>();
        int made;
        int cached;

        @Override
        public void note(String text) {
            notes.add(text);
        }

        @Override
        public void begin(int runs, int known, long updates) {
            made = runs;
            cached = known;
        }
    }

    private AblationResult run(Ablation ablation, SweepProgress progress) throws IOException {
        try (RunCache cache = RunCache.open(folder)) {
            return ablation.run(cache, SmallSweep.ALONE, progress);
        }
    }

    private Told told(Ablation ablation) throws IOException {
        Told told = new Told();
        run(ablation, told);
        return told;
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    @Test
    void a_sweep_made_before_is_read_and_gives_the_same() throws IOException {
        AblationResult first = run(SmallSweep.table2(0, 1), SweepProgress.SILENT);
        Told told = new Told();
        assertThat(run(SmallSweep.table2(0, 1), told)).isEqualTo(first);
        assertThat(told.made).isZero();
        assertThat(told.cached).isEqualTo(6);
        assertThat(files(".run")).hasSize(6);
        assertThat(files(".part")).isEmpty();
    }

    @Test
    void more_seeds_and_variants_make_only_the_new_runs() throws IOException {
        told(SmallSweep.table2(0));
        Told extended = told(SmallSweep.table2(0, 1));
        assertThat(extended.made).isEqualTo(3);
        assertThat(extended.cached).isEqualTo(3);
        // figure 3's full loss is table 2's first variant
        Told other = told(SmallSweep.of(StandardSweeps.figure3(), 0, 1));
        assertThat(other.made).isEqualTo(4);
        assertThat(other.cached).isEqualTo(2);
    }

    @Test
    void other_settings_data_and_programs_have_other_addresses() throws IOException {
        Ablation ablation = SmallSweep.table2(0);
        RunKey key = ablation.plan("program").getFirst().key();
        List<RunKey> others = List.of(
                new RunKey(key.configuration().with("hidden", 9), key.data(), key.program()),
                new RunKey(key.configuration(), "other", key.program()),
                new RunKey(key.configuration(), key.data(), "other"));
        assertThat(others)
                .extracting(RunKey::address)
                .doesNotContain(key.address())
                .doesNotHaveDuplicates();
        SyntheticClips lagging = new SyntheticClips(SmallSweep.CLIPS.with(2, 1));
        SyntheticClips clips = new SyntheticClips(SmallSweep.CLIPS);
        assertThat(lagging.facts().fingerprint()).isNotEqualTo(clips.facts().fingerprint());
        assertThat(new SyntheticClips(SmallSweep.CLIPS.withSeed(9)).facts().fingerprint())
                .as("the seed is the run's, not the data's")
                .isEqualTo(clips.facts().fingerprint());
    }

    @Test
    void damaged_entries_are_said_and_made_anew() throws IOException {
        AblationResult first = run(SmallSweep.table2(0), SweepProgress.SILENT);
        List<Path> entries = files(".run");
        String good = Files.readString(entries.get(1));
        // a digit of a number changed, cut short, another run's content
        Files.writeString(entries.get(0), flipped(Files.readString(entries.get(0))));
        Files.writeString(entries.get(2), Files.readString(entries.get(2)).substring(0, 200));
        Files.writeString(entries.get(1), Files.readString(entries.get(2)));
        Told told = new Told();
        assertThat(run(SmallSweep.table2(0), told)).isEqualTo(first);
        assertThat(told.made).isEqualTo(3);
        assertThat(told.notes).hasSizeGreaterThanOrEqualTo(3);
        for (Path entry : entries) {
            assertThat(told.notes).anyMatch(note -> note.contains(entry + ": is damaged"));
        }
        assertThat(Files.readString(entries.get(1))).isEqualTo(good);
    }

    @Test
    void damaged_or_missing_scores_are_made_anew() throws IOException {
        AblationResult first = run(SmallSweep.table2(0), SweepProgress.SILENT);
        List<Path> scores = files(".scores");
        assertThat(scores).hasSize(3);
        Files.delete(scores.get(0));
        byte[] bytes = Files.readAllBytes(scores.get(1));
        bytes[bytes.length - 3] ^= 1;
        Files.write(scores.get(1), bytes);
        Files.copy(scores.get(1), scores.get(2), StandardCopyOption.REPLACE_EXISTING);
        Told told = new Told();
        assertThat(run(SmallSweep.table2(0), told)).isEqualTo(first);
        assertThat(told.made).isEqualTo(3);
    }

    private static String flipped(String text) {
        int digit = text.indexOf("\"map\":0.") + "\"map\":0.".length();
        char other = text.charAt(digit) == '9' ? '1' : '9';
        return text.substring(0, digit) + other + text.substring(digit + 1);
    }

    @Test
    void an_entry_with_another_key_is_not_used_though_its_digest_is_right() throws IOException {
        run(SmallSweep.table2(0), SweepProgress.SILENT);
        List<Path> entries = files(".run");
        Files.writeString(entries.get(0), Files.readString(entries.get(1)));
        assertThat(told(SmallSweep.table2(0)).made).isEqualTo(1);
    }

    /// Stops a sweep at a number of updates, as a person would.
    private static final class Interrupting extends Told {
        private final int after;

        Interrupting(int after) {
            this.after = after;
        }

        @Override
        public void update(long updates, int runs) {
            if (updates >= after) {
                throw new IllegalStateException("stopped by the test");
            }
        }
    }

    @Test
    void an_interrupted_sweep_goes_on_to_the_same_numbers() throws IOException {
        Path whole = folder;
        AblationResult expected = run(SmallSweep.table2(0), SweepProgress.SILENT);
        folder = whole.resolve("interrupted");
        // in the second run, of 12 updates each, after its validation at 4
        assertThatThrownBy(() -> run(SmallSweep.table2(0), new Interrupting(12 + 6)))
                .hasMessage("stopped by the test");
        assertThat(files(".run")).hasSize(1);
        assertThat(files(".part")).hasSize(1);
        assertThat(files(".part").getFirst().resolve("last.safetensors")).exists();
        Told told = new Told();
        assertThat(run(SmallSweep.table2(0), told)).isEqualTo(expected);
        assertThat(told.made).isEqualTo(2);
        assertThat(told.notes).isEmpty();
        assertThat(files(".part")).isEmpty();
    }

    @Test
    void a_useless_rest_of_a_run_is_said_and_begun_anew() throws IOException {
        AblationResult expected = run(SmallSweep.table2(0), SweepProgress.SILENT);
        Path entry = files(".run").getFirst();
        Files.delete(entry);
        Path part = Path.of(entry.toString().replace(".run", ".part"));
        Files.createDirectory(part);
        Files.writeString(part.resolve("last.safetensors"), "no checkpoint");
        Told told = new Told();
        assertThat(run(SmallSweep.table2(0), told)).isEqualTo(expected);
        assertThat(told.notes).hasSize(1).first().asString().contains("can't be used", "begins anew");
    }

    @Test
    void a_run_whose_loss_is_no_number_is_kept_as_a_failure() throws IOException {
        Map<String, Object> wild = Map.of("normalisation", "none", "learning_rate", 1e200, "optimiser", "sgd");
        Ablation ablation = SmallSweep.of(SmallSweep.against(wild), 0, 1);
        AblationResult first = run(ablation, SweepProgress.SILENT);
        VariantResult other = first.variant("other");
        assertThat(other.failures()).isEqualTo(2);
        assertThat(other.comparison()).isNull();
        assertThat(other.map().runs()).isZero();
        assertThat(other.runs().getFirst().failure())
                .startsWith("training stopped after ")
                .doesNotContain("/");
        assertThat(first.findings()).anyMatch(sentence -> sentence.contains("2 of 2 runs failed (seed 0: training"));
        Told again = new Told();
        assertThat(run(ablation, again)).isEqualTo(first);
        assertThat(again.made).isZero();
        assertThat(Json.read(Json.page(first), AblationResult.class)).isEqualTo(first);
    }

    @Test
    void jobs_and_threads_dont_change_a_bit() throws IOException {
        AblationResult alone = SmallSweep.table2(0, 1).runOnce(SmallSweep.ALONE);
        AblationResult together = SmallSweep.table2(0, 1).runOnce(new Parallelism(3, 2));
        assertThat(Json.page(together)).isEqualTo(Json.page(alone));
    }

    @Test
    void a_configuration_that_doesnt_fit_is_refused_before_anything_is_run() throws IOException {
        Told told = new Told();
        assertThatThrownBy(() -> run(SmallSweep.of(SmallSweep.against(Map.of("batch", 1)), 0), told))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("variant 'other': batch: 1");
        assertThatThrownBy(() -> run(SmallSweep.of(SmallSweep.against(Map.of("batch", 1000)), 0), told))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch is 1000 clips, the training part has");
        assertThat(files(".run")).isEmpty();
    }

    @Test
    void a_cache_that_cant_be_locked_is_said_with_its_file() throws IOException {
        RunCache cache = RunCache.open(folder);
        cache.close();
        assertThatThrownBy(() -> SmallSweep.table2(0).run(cache, SmallSweep.ALONE, SweepProgress.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("lock") + ": can't be locked");
    }

    @Test
    void a_folder_that_cant_be_a_cache_is_refused_with_its_name() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> RunCache.open(file.resolve("cache")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + "/cache: can't be used as a cache of runs");
    }
}
