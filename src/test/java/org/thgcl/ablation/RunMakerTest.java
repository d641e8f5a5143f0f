package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.data.PlantedEvents;
import org.thgcl.file.Json;
import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

/// Runs can be made anywhere, from a line of text, and give the same; what would give something else is refused.
class RunMakerTest {
    @TempDir
    Path folder;

    private AblationResult run(Ablation ablation, RunMaker maker, String cache, SweepProgress progress)
            throws IOException {
        try (RunCache runs = RunCache.open(folder.resolve(cache))) {
            return ablation.run(runs, new Parallelism(1, 1, maker), progress);
        }
    }

    private AblationResult run(Ablation ablation, RunMaker maker) throws IOException {
        return run(ablation, maker, "elsewhere", SweepProgress.SILENT);
    }

    private static RunRequest request(Ablation ablation) throws IOException {
        return RunRequest.of(ablation.plan(ProgramFingerprint.current()).getFirst(), 1, 0);
    }

    private Map<String, String> files(String cache) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> all = Files.list(folder.resolve(cache))) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Sha256.of(file));
            }
        }
        return files;
    }

    @Test
    void runs_made_elsewhere_give_the_same_files_as_runs_made_here() throws IOException {
        Map<String, Object> wild = Map.of("normalisation", "none", "learning_rate", 1e200, "optimiser", "sgd");
        Ablation ablation = SmallSweep.of(SmallSweep.against(wild), 0, 1);
        AblationResult here = run(ablation, null, "here", SweepProgress.SILENT);
        Elsewhere elsewhere = new Elsewhere();
        assertThat(Json.page(run(ablation, elsewhere))).isEqualTo(Json.page(here));
        assertThat(here.variant("other").failures())
                .as("a run that fails is a run")
                .isEqualTo(2);
        assertThat(elsewhere.runs()).hasSize(4).allSatisfy(run -> assertThat(run.line())
                .doesNotContain("\n"));
        assertThat(files("elsewhere")).hasSize(4 + 2 + 1).isEqualTo(files("here"));
    }

    @Test
    void every_family_and_every_reading_is_the_same_run_after_its_way_through_a_line() {
        Configuration paper = Preset.PAPER.configuration();
        List<Variant> variants = new ArrayList<>(RegisterSweep.of(paper).variants());
        variants.addAll(SystemsSweep.of(paper, Map.of(), Map.of()).variants());
        SweepData data = new SyntheticClips(SmallSweep.CLIPS);
        int runs = 0;
        for (Variant variant : variants) {
            Configuration c = variant.of(paper.with("seed", -3));
            RunKey key = new RunKey(EffectiveConfiguration.of(c), data.facts().fingerprint(), "program");
            RunRequest request = RunRequest.of(new PlannedRun(0, 0, variant.name(), c, key, data), 2, 1L << 40);
            assertThat(RunRequest.parse(request.line())).isEqualTo(request);
            assertThat(RunRequest.parse(request.line()).key()).isEqualTo(key);
            runs++;
        }
        assertThat(runs).isGreaterThan(30);
    }

    @Test
    void progress_tells_which_runs_end_run_and_fail() throws IOException {
        List<String> told = new ArrayList<>();
        RunMaker elsewhere = new Elsewhere() {
            @Override
            void receive(RunRequest run, RunEntry made, Receiver receiver) throws IOException {
                receiver.lost(run, "its machine is gone");
                receiver.begun(run);
                receiver.updated(run, 5);
                receiver.accept(run, made);
                receiver.updated(run, 7);
                receiver.accept(run, made);
            }
        };
        Map<String, Object> wild = Map.of("normalisation", "none", "learning_rate", 1e200, "optimiser", "sgd");
        run(SmallSweep.of(SmallSweep.against(wild), 0), elsewhere, "cache", new SweepProgress() {
            @Override
            public void note(String text) {
                told.add(text);
            }

            @Override
            public void standing(int running, int failed) {
                told.add(running + " running, " + failed + " failed");
            }

            @Override
            public void update(long updates, int runs) {
                told.add(updates + " updates, " + runs + " ended");
            }
        });
        assertThat(told)
                .containsExactly(
                        "1 running, 0 failed",
                        "base, seed 0: its machine is gone; it begins anew.",
                        "0 running, 0 failed",
                        "0 updates, 0 ended",
                        "1 running, 0 failed",
                        "5 updates, 0 ended",
                        "0 running, 0 failed",
                        "12 updates, 1 ended",
                        "1 running, 0 failed",
                        "other, seed 0: its machine is gone; it begins anew.",
                        "0 running, 0 failed",
                        "12 updates, 1 ended",
                        "1 running, 0 failed",
                        "17 updates, 1 ended",
                        "0 running, 1 failed",
                        "24 updates, 2 ended");
    }

    @Test
    void memory_of_a_run_is_estimated() throws IOException {
        Elsewhere elsewhere = new Elsewhere();
        run(SmallSweep.of(SmallSweep.against(Map.of("hidden", 80)), 0), elsewhere);
        List<Long> bytes = elsewhere.runs().stream().map(RunRequest::bytes).toList();
        assertThat(bytes.get(0)).isPositive();
        assertThat(bytes.get(1)).as("a network ten times as wide").isGreaterThan(3 * bytes.get(0));
    }

    @Test
    void a_run_that_no_place_has_made_is_named_and_the_others_stay() throws IOException {
        RunMaker lazy = new Elsewhere() {
            @Override
            void receive(RunRequest run, RunEntry made, Receiver receiver) throws IOException {
                if (!run.name().startsWith("other")) {
                    super.receive(run, made, receiver);
                }
            }
        };
        Ablation ablation = SmallSweep.of(SmallSweep.against(Map.of("hidden", 9)), 0, 1);
        assertThatThrownBy(() -> run(ablation, lazy))
                .isInstanceOf(RunsNotMadeException.class)
                .hasMessage("2 of 4 runs were not made (a machine far away): other, seed 0; other, seed 1");
        Elsewhere rest = new Elsewhere();
        run(ablation, rest);
        assertThat(rest.runs()).hasSize(2);
    }

    @Test
    void a_program_that_computes_something_else_is_refused() throws IOException {
        RunRequest request = request(SmallSweep.table2(0));
        RunRequest other = new RunRequest(
                request.name(), request.address(), request.configuration(), request.data(), "f00d", 1, 0);
        refused(other, "fingerprint is " + ProgramFingerprint.current(), "must be f00d");
    }

    @Test
    void settings_that_give_another_run_are_refused() throws IOException {
        RunRequest request = request(SmallSweep.table2(0));
        Map<String, String> settings = new HashMap<>(request.configuration());
        settings.put("hidden", "9");
        RunRequest other =
                new RunRequest(request.name(), request.address(), settings, request.data(), request.program(), 1, 0);
        refused(other, "must be " + request.address());
    }

    @Test
    void other_data_are_refused() throws IOException {
        RunRequest request = request(SmallSweep.table2(0));
        String fingerprint = request.data().fingerprint();
        DataSource others = new DataSource(fingerprint, SmallSweep.CLIPS.with(2, 1), List.of());
        RunRequest other = new RunRequest(
                request.name(), request.address(), request.configuration(), others, request.program(), 1, 0);
        refused(
                other,
                "synthetic clips: other data",
                new SyntheticClips(SmallSweep.CLIPS.with(2, 1)).facts().fingerprint(),
                "must be " + fingerprint);
    }

    private static void refused(RunRequest request, String... parts) {
        try (RunSite site = new RunSite(file -> Path.of(file.path()))) {
            assertThatThrownBy(() -> site.make(request, SweepProgress.SILENT))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContainingAll(parts);
        }
    }

    private Path clips(String name, int seed) throws IOException {
        Path file = folder.resolve(name);
        Hdf5Writer.write(new PlantedEvents(SmallSweep.CLIPS.withSeed(seed)), file);
        return file;
    }

    @Test
    void files_are_known_by_their_content_wherever_they_lie() throws IOException {
        Path train = clips("train.h5", 1);
        Path test = clips("test.h5", 2);
        RunRequest request;
        RunEntry expected;
        try (SweepData data = new ClipFiles(train, null, test)) {
            Ablation ablation = new Ablation(StandardSweeps.table2(), data, SmallSweep.BASE, List.of(0L));
            request = RunRequest.parse(request(ablation).line());
        }
        try (RunSite site = new RunSite(file -> Path.of(file.path()))) {
            expected = site.make(request, SweepProgress.SILENT);
        }
        Path shipped = Files.createDirectory(folder.resolve("shipped"));
        Files.move(train, shipped.resolve("1"));
        Files.move(test, shipped.resolve("2"));
        Function<DataSource.DataFile, Path> find =
                file -> shipped.resolve(file.part() == DataSource.Part.TRAIN ? "1" : "2");
        try (RunSite site = new RunSite(find)) {
            assertThat(site.make(request, SweepProgress.SILENT)).isEqualTo(expected);
        }
        Files.copy(clips("other.h5", 3), shipped.resolve("2"), StandardCopyOption.REPLACE_EXISTING);
        try (RunSite site = new RunSite(find)) {
            assertThatThrownBy(() -> site.make(request, SweepProgress.SILENT))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContainingAll(
                            shipped.resolve("2") + ": other data",
                            Sha256.of(shipped.resolve("2")) + " here",
                            "must be " + request.data().files().get(1).sha256());
        }
    }

    @Test
    void what_comes_back_is_kept_only_if_it_is_whole_and_what_was_asked_for() throws IOException {
        Ablation ablation = SmallSweep.table2(0);
        List<RunEntry> entries = new ArrayList<>();
        try (RunSite site = new RunSite(file -> null)) {
            for (PlannedRun run : ablation.plan(ProgramFingerprint.current())) {
                entries.add(site.make(RunRequest.of(run, 1, 0), SweepProgress.SILENT));
            }
        }
        RunEntry good = entries.get(0);
        RunEntry other = entries.get(1);
        String flipped = good.run().replaceFirst("\"iterations\":12", "\"iterations\":13");
        byte[] bytes = good.scoreBytes();
        bytes[bytes.length - 3] ^= 1;
        String altered = Base64.getEncoder().encodeToString(bytes);
        String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, bytes.length - 8));
        Map<RunEntry, String> bad = new LinkedHashMap<>();
        bad.put(other, "must be " + good.address());
        bad.put(new RunEntry(other.address(), good.run(), good.scores()), "entry of the run " + other.address());
        bad.put(new RunEntry(good.address(), flipped, good.scores()), "record is damaged");
        bad.put(new RunEntry(good.address(), "", good.scores()), "record is damaged");
        bad.put(new RunEntry(good.address(), good.run(), null), "scores are missing");
        bad.put(new RunEntry(good.address(), good.run(), other.scores()), "scores are another run's");
        bad.put(new RunEntry(good.address(), good.run(), altered), "altered");
        bad.put(new RunEntry(good.address(), good.run(), cut), "truncated");
        try (RunCache cache = RunCache.open(folder.resolve("cache"))) {
            RunKey key = ablation.plan(ProgramFingerprint.current()).getFirst().key();
            bad.forEach((entry, reason) -> assertThatThrownBy(() -> cache.accept(key, entry))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason));
            assertThat(cache.get(key, _ -> {})).isEmpty();
            cache.accept(key, good);
            assertThat(cache.get(key, _ -> {})).isPresent();
            assertThat(cache.entry(key)).isEqualTo(good);
        }
    }

    @Test
    void lines_that_are_no_request_or_entry_are_refused() {
        for (String line : List.of("", "{}", "x", "[1]", "{\"name\":\"a\"}")) {
            assertThatThrownBy(() -> RunRequest.parse(line))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("not the request of a run: ");
            assertThatThrownBy(() -> RunEntry.parse(line))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("not the entry of a run: ");
        }
    }
}
