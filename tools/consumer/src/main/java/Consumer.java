import java.util.Map;
import org.thgcl.data.PlantedEvents;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Trained;
import org.thgcl.training.Training;

/// Learns from synthetic clips, prints how well, and the scores of three clips.
void main() {
    var clips = new PlantedEvents(PlantedEvents.Design.demo());
    Configuration configuration = Preset.PAPER.configuration()
            .with(Map.of("hidden", 16, "embedding", 8, "layers", 2, "batch", 32))
            .with(Map.of("iterations", 60, "validate_every", 30));
    Trained trained = Training.run(configuration, clips);
    IO.println(trained.result().test());
    trained.predict(clips).stream().limit(3).forEach(IO::println);
}
