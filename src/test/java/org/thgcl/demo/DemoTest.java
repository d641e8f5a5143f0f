package org.thgcl.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.cli.Thgcl;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Subset;
import org.thgcl.metric.Evaluation;
import org.thgcl.model.Configuration;
import org.thgcl.report.Demonstration.NextCommand;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Progress;
import org.thgcl.training.RunLock;
import org.thgcl.training.TrainedModel;

@Tag("slow")
class DemoTest {
    private static final PlantedEvents DATA = new PlantedEvents(new PlantedEvents.Design(
            4,
            96,
            1.5,
            new PlantedEvents.Size(12, 6),
            new PlantedEvents.Size(6, 6),
            new PlantedEvents.Event(4, 1, 4),
            1,
            0.5,
            7));

    private static final Configuration SMALL = Demo.SETTINGS.with(
            Map.of("embedding", 8, "hidden", 8, "layers", 2, "batch", 16, "iterations", 60, "learning_rate", 0.005));

    @TempDir
    private static Path scratch;

    private static DemoFolder folder;
    private static Demo.Outcome outcome;

    @BeforeAll
    static void run() throws IOException {
        folder = new DemoFolder(scratch.resolve("demo"));
        outcome = run(folder, 1);
    }

    private static Demo.Outcome run(DemoFolder folder, int threads) throws IOException {
        try (Workers workers = new Workers(threads)) {
            return new Demo(DATA, SMALL, folder).run(workers, Progress.SILENT);
        }
    }

    @Test
    void training_teaches_something() {
        assertThat(after().map()).isGreaterThan(before(outcome).map() + 0.2);
        assertThat(after().map()).isEqualTo(outcome.run().result().test().map());
        assertThat(outcome.run().agrees()).isTrue();
        assertThat(outcome.run().configuration()).isEqualTo(SMALL.with(sizes()));
    }

    private static Evaluation before(Demo.Outcome of) {
        return of.run().clips().evaluationBefore();
    }

    private static Evaluation after() {
        return outcome.run().clips().evaluation();
    }

    @Test
    void every_number_is_the_same_for_any_number_of_threads_and_at_every_run() throws IOException {
        DemoFolder other = new DemoFolder(scratch.resolve("threads"));
        for (int threads = 1; threads <= 2; threads++) {
            Demo.Outcome again = run(other, threads);
            assertThat(other.run().metrics())
                    .hasSameBinaryContentAs(folder.run().metrics());
            assertThat(before(again)).isEqualTo(before(outcome));
            assertThat(again.run().clips().evaluation()).isEqualTo(after());
            assertThat(other.run().best()).hasSameBinaryContentAs(folder.run().best());
        }
    }

    @Test
    void page_says_what_was_run_and_needs_nothing_else() throws IOException {
        String html = Files.readString(folder.page());
        assertThat(html)
                .contains("The data are synthetic.")
                .contains("<th scope=\"row\">before training</th>")
                .contains("<th scope=\"row\">after training</th>")
                .contains("<th scope=\"row\">event 3</th>")
                .contains("temperature: 0.5")
                .contains("tools/thgcl evaluate " + folder.path())
                .contains(lines(folder.lossCurve()))
                .contains(lines(folder.validationCurve()))
                .contains(String.format(Locale.ROOT, "<strong>%.3f</strong>", after().map()))
                .contains("audio_features: 6 ", "hidden: 8 ");
    }

    /// The lines of a chart in a file. The page draws them, too, and marks chance and the kept parameters beside them.
    private static List<String> lines(Path svg) throws IOException {
        List<String> lines = Files.readString(svg)
                .lines()
                .filter(line -> line.startsWith("<path") && line.contains("class=\"line "))
                .toList();
        assertThat(lines).isNotEmpty();
        return lines;
    }

    private static Map<String, Integer> sizes() {
        return Map.of(
                "audio_segments", 12, "audio_features", 6, "video_segments", 6, "video_features", 6, "classes", 4);
    }

    @Test
    void file_holds_the_clips_of_the_run() throws IOException {
        try (Workers workers = Workers.one();
                Hdf5DataSet data = Hdf5DataSet.open(folder.data())) {
            TrainedModel best = TrainedModel.load(folder.run().best(), workers);
            best.requireFits(data);
            Subset test = new Subset(data, outcome.run().clips().subset().clips());
            assertThat(best.predictor().evaluate(test)).isEqualTo(after());
            assertThat(data.labels()).isEqualTo(DATA.labels());
        }
    }

    @Test
    void next_commands_name_files_that_are_there() {
        List<String> lines = outcome.demonstration().commands().stream()
                .map(NextCommand::line)
                .toList();
        assertThat(lines).allMatch(line -> line.startsWith("tools/thgcl "));
        lines.stream()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .filter(word -> word.startsWith(folder.path().toString()))
                .forEach(word -> assertThat(Path.of(word)).exists());
    }

    @Test
    void commands_to_try_work() {
        StringWriter out = new StringWriter();
        outcome.demonstration().commands().stream()
                .map(NextCommand::line)
                .filter(line -> !line.contains(" train --train "))
                .forEach(line -> {
                    String[] words = line.substring("tools/thgcl ".length()).split(" ");
                    StringWriter err = new StringWriter();
                    int code = Thgcl.run(new PrintWriter(out), new PrintWriter(err), words);
                    assertThat(code).as("%s: %s", line, err).isEqualTo(Thgcl.DONE);
                });
        assertThat(out.toString()).contains("planted-2,").contains("4,813,345");
    }

    @Test
    void a_folder_in_which_another_demonstration_runs_is_left_alone(@TempDir Path taken) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try (RunLock _ = RunLock.lock(taken)) {
                held.countDown();
                tried.await();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        other.start();
        held.await();
        Files.writeString(taken.resolve("DEMO.txt"), "of the other");
        Files.writeString(taken.resolve("demo.h5"), "of the other");
        StringWriter err = new StringWriter();
        int code =
                Thgcl.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "demo", "--out", taken.toString());
        tried.countDown();
        other.join();
        assertThat(code).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("is working in this folder");
        assertThat(taken.resolve("demo.h5")).hasContent("of the other");
    }
}
