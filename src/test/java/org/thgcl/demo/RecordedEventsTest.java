package org.thgcl.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.demo.SyntheticRecording.Event;
import org.thgcl.features.EncoderWeights;
import org.thgcl.report.Markup;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Progress;
import org.thgcl.training.TrainedModel;
import org.w3c.dom.Document;

@Tag("slow")
class RecordedEventsTest {
    private static final int EACH = 4;

    @TempDir
    private static Path scratch;

    private static DemoFolder folder;
    private static RecordedEvents.Outcome outcome;

    @BeforeAll
    static void run() throws IOException {
        folder = new DemoFolder(scratch.resolve("demo"));
        folder.clear();
        try (Workers workers = Workers.one()) {
            outcome = new RecordedEvents(folder, EncoderWeights.randomSmall(1), EACH, 1).run(workers, Progress.SILENT);
        }
    }

    /// Chance is a third: of the three recordings held out, one of each event, one is right.
    @Test
    void model_names_events_that_it_never_saw() {
        assertThat(outcome.training().test().accuracy()).isGreaterThan(0.5);
        assertThat(outcome.prediction().predicted()).isEqualTo(outcome.event());
    }

    @Test
    void file_and_model_say_how_the_features_were_made() throws IOException {
        try (Workers workers = Workers.one();
                Hdf5DataSet data = Hdf5DataSet.open(folder.features())) {
            assertThat(data.size()).isEqualTo(EACH * Event.values().length);
            assertThat(data.classes()).hasSize(Event.values().length);
            assertThat(data.audioSegments()).isEqualTo(12);
            assertThat(data.videoSegments()).isEqualTo(8);
            assertThat(data.fingerprint()).isPresent();
            assertThat(TrainedModel.load(folder.head().best(), workers).features())
                    .isEqualTo(data.fingerprint());
            assertThat(data.fingerprint().get().warning()).isPresent();
        }
    }

    @Test
    void page_shows_the_recording_and_says_that_the_weights_are_random() throws IOException {
        Document page = Markup.parse(Files.readString(folder.prediction()));
        assertThat(Markup.texts(page, "h1"))
                .singleElement()
                .asString()
                .startsWith(outcome.prediction().predicted() + ", 0.");
        assertThat(Markup.texts(page, "strong")).contains("The encoders' weights are random.");
        assertThat(Markup.elements(page, "img")).hasSize(9);
        assertThat(Markup.elements(page, "circle")).hasSize(12 + 8);
    }

    @Test
    void recordings_lie_in_folders_of_their_own() throws IOException {
        assertThat(outcome.recording()).isEqualTo(folder.recordings().resolve("passing-" + (EACH + 1)));
        try (Stream<Path> recordings = Files.list(folder.recordings())) {
            assertThat(recordings).hasSize(EACH * Event.values().length + 1);
        }
    }

    @Test
    void next_demonstration_replaces_all_of_it(@TempDir Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(folder.path())) {
            for (Path file : files.toList()) {
                Path other = copy.resolve(folder.path().relativize(file).toString());
                if (!Files.isDirectory(other)) {
                    Files.copy(file, other);
                }
            }
        }
        new DemoFolder(copy).clear();
        try (Stream<Path> left = Files.list(copy)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("DEMO.txt", ".lock");
        }
    }
}
