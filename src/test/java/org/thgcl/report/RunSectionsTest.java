package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.metric.Evaluation;
import org.thgcl.page.Section;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.Models;
import org.thgcl.training.RunResult;
import org.w3c.dom.Document;

/// What a page says of a run, compared with the run's own files.
class RunSectionsTest {
    @TempDir
    private static Path folder;

    private static TrainedRun run;

    @BeforeAll
    static void train() throws IOException {
        run = SampleRun.in(folder);
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    @Test
    void results_are_those_that_the_run_wrote_down() throws IOException {
        RunResult.Metrics written = RunResult.read(run.folder().result()).test();
        String html = new ClassesSection(run).html();
        assertThat(Markup.row(html, "after training"))
                .containsExactly(
                        "after training", three(written.map()), three(written.auc()), three(written.accuracy()));
        assertThat(html).contains("have the same digits");
        assertThat(run.agrees()).isTrue();
    }

    @Test
    void metrics_that_are_not_the_runs_are_noticed() {
        RunResult.Metrics other = new RunResult.Metrics(0.1, 0.2, 0.3);
        RunResult wrong = new RunResult(other, other, 1, 1, 1, 1, 1, 1, Map.of(), null);
        TrainedRun altered = new TrainedRun(run.folder(), run.model(), run.history(), wrong, run.clips());
        assertThat(altered.agrees()).isFalse();
        assertThat(new ClassesSection(altered).html()).contains("These numbers differ from those of the run's");
    }

    @Test
    void confusion_counts_every_clip_once() {
        Evaluation evaluation = run.clips().evaluation();
        Document html = Markup.parse(new ClassesSection(run).html());
        int right = Markup.texts(html, "strong").stream()
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat((double) right / evaluation.clips()).isEqualTo(evaluation.accuracy());
    }

    @Test
    void confusion_is_tinted_by_the_share_of_the_row() {
        Evaluation evaluation = run.clips().evaluation();
        List<String> wanted = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            for (int count : evaluation.confusion().get(c)) {
                if (count > 0) {
                    wanted.add("--share: "
                            + Math.round(
                                    100.0 * count / evaluation.classes().get(c).support()) + "%");
                }
            }
        }
        assertThat(Markup.elements(Markup.parse(new ClassesSection(run).html()), "div"))
                .filteredOn(cell -> cell.getAttribute("class").equals("tinted"))
                .extracting(cell -> cell.getAttribute("style"))
                .isEqualTo(wanted);
    }

    @Test
    void curves_name_chance_and_the_parameters_kept() {
        List<String> words = Markup.texts(Markup.parse(new LearningSection(run).html()), "text");
        // two charts, each broad and compact
        assertThat(words).filteredOn("kept"::equals).hasSize(4);
        assertThat(words).contains("mAP by chance", "AUC by chance");
        assertThat(new LearningSection(run).html())
                .contains("are those after " + run.result().bestIteration() + " updates");
        // Nobody knows the best iteration of a run that goes on.
        TrainedRun going = new TrainedRun(run.folder(), run.model(), run.history(), null, run.clips());
        assertThat(Markup.texts(Markup.parse(new LearningSection(going).html()), "text"))
                .doesNotContain("kept");
    }

    @Test
    void a_model_that_shows_no_views_has_a_page_without_them(@TempDir Path other) throws IOException {
        Map<String, Object> vaed =
                Map.of("model", "vaed", "hidden", 4, "layers", 1, "iterations", 4, "validate_every", 2);
        TrainedRun run = SampleRun.in(other, Models.change(SampleRun.configuration(), vaed));
        assertThat(new EmbeddingSection(run).html()).contains("vaed, has no embedding");
        assertThat(Markup.texts(Markup.parse(new RunPicture(run, null).figure()), "desc"))
                .hasSize(2)
                .allSatisfy(words -> assertThat(words).startsWith("mAP"));
        assertThat(new ClassesSection(run).html()).contains("after training");
    }

    @Test
    void attention_of_the_pooling_sums_to_one_in_each_clip() {
        var attention = run.clips().after().view("audio_attention");
        int segments = attention.shape().columns();
        for (int clip = 0; clip < attention.shape().rows(); clip++) {
            double sum = 0;
            for (int i = 0; i < segments; i++) {
                sum += attention.get(clip * segments + i);
            }
            // 12 terms below 1, each with a relative error of a few roundings
            assertThat(sum).isCloseTo(1, within(1e-14));
        }
    }

    @Test
    void the_picture_shows_the_clip_of_the_highest_score_with_its_event() {
        var clips = run.clips();
        int surest = 0;
        for (int place = 0; place < clips.after().scores().shape().elements(); place++) {
            boolean own = clips.subset().labels().has(place / 4, place % 4);
            surest = own
                            && clips.after().scores().get(place)
                                    > clips.after().scores().get(surest)
                    ? place
                    : surest;
        }
        int index = clips.subset().clip(surest / 4);
        String html = new RunPicture(run, SampleRun.DATA).figure();
        assertThat(html)
                .contains("the clip planted-" + index + ", whose true class, event " + surest % 4 + ",", "Over all");
        double heard = 0;
        double part = 0;
        for (int i = 0; i < 12; i++) {
            boolean on = SampleRun.DATA.heard(index)[i];
            heard += on ? clips.after().view("audio_attention").get(surest / 4 * 12 + i) : 0;
            part += on ? 1.0 / 12 : 0;
        }
        assertThat(Markup.texts(Markup.parse(html), "desc").getFirst())
                .contains(String.format(
                        Locale.ROOT, "%.0f %% after it; the event takes %.0f %%", 100 * heard, 100 * part))
                .contains(three(clips.evaluation().map()) + " after, "
                        + three(Chance.of(clips.evaluation()).map()));
        // Whoever doesn't know what was planted sees the same curves without bands.
        String unknown = new RunPicture(run, null).figure();
        assertThat(unknown)
                .doesNotContain("area gold", "was planted", "Over all")
                .contains("times the mean");
    }

    @Test
    void embedding_has_a_mark_for_each_clip() {
        String html = new EmbeddingSection(run).html();
        assertThat(Markup.elements(Markup.parse(html), "figure")).hasSize(2);
        assertThat(html).contains("event 3").contains("% of the variance");
        // and a disc for the mean of each class, before and after
        assertThat(Markup.elements(Markup.parse(html), "circle")).hasSize(2 * 4);
    }

    @Test
    void hashes_are_those_of_the_files() throws Exception {
        String html = new RepeatSection(run).html();
        for (Path file : List.of(run.folder().best(), run.folder().metrics(), folder.resolve("clips.h5"))) {
            byte[] bytes = Files.readAllBytes(file);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(Markup.row(html, file.getFileName().toString()))
                    .containsExactly(
                            file.getFileName().toString(), String.format(Locale.ROOT, "%,d", bytes.length), sha256);
        }
    }

    @Test
    void configuration_seed_and_commands_are_complete() {
        String html = new RepeatSection(run).html();
        assertThat(Markup.texts(Markup.parse(html), "pre"))
                .contains(SampleRun.configuration().toYaml().strip());
        assertThat(html)
                .contains("noise is 3.")
                .contains("tools/thgcl train --train " + folder.resolve("clips.h5") + " --config "
                        + run.folder().configuration());
        assertThat(Versions.all()).containsKeys("thgcl", "Java", "system", "libraries");
        assertThat(Versions.all().get("libraries")).contains("ejml-simple-", "gson-");
    }

    @Test
    void a_run_without_clips_or_end_says_so() {
        TrainedRun bare =
                new TrainedRun(run.folder(), run.model(), new MetricsHistory(List.of(), List.of()), null, null);
        for (Section section : List.of(new ClassesSection(bare), new EmbeddingSection(bare))) {
            assertThat(section.html()).contains("report " + run.folder().path() + " --data");
        }
        assertThat(new LearningSection(bare).html()).contains("0 updates and 0 validations");
        for (Section section : List.of(new ClassesSection(null), new EmbeddingSection(null))) {
            assertThat(section.html()).contains("made without a run");
        }
    }

    @Test
    void configuration_of_the_run_is_that_of_its_checkpoint() {
        assertThat(run.configuration()).isEqualTo(SampleRun.configuration().with(Map.of()));
    }
}
