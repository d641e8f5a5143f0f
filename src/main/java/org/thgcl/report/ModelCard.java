package org.thgcl.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.data.Split;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;
import org.thgcl.file.Markdown;
import org.thgcl.file.Sha256;
import org.thgcl.metric.OutputActivation;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.model.NamedConfiguration;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.Ending;
import org.thgcl.training.Models;
import org.thgcl.training.RunFolder;
import org.thgcl.training.RunResult;

/// The model card of a run, `README.md` in its folder: what the model is, how good it is, what it was trained on and
/// how, how to use and to repeat it, and what may not be concluded.
///
/// The same run writes the same bytes. So nothing stands there of the machine, the run's folder, threads or time, and
/// data files are called by as much of their paths as tells them apart.
///
/// @param folder of the run
/// @param parts of the clips that it was given
public record ModelCard(RunFolder folder, Configuration configuration, Split.Parts parts) implements Ending {
    private static final String USE = """
        ## How to use it

        With [the program](#how-to-repeat-it), in this folder:

        ```sh
        # the scores of clips whose features were made as those of the training
        thgcl predict --checkpoint best.safetensors --data clips.h5 --out scores.csv
        # how good it is on other clips, with intervals
        thgcl evaluate --checkpoint best.safetensors --data clips.h5 --bootstrap 2000
        # a file for ONNX Runtime and other programs; the command refuses a model that it can't write
        thgcl export --checkpoint best.safetensors --out model.onnx
        ```

        `best.safetensors` has the parameters under their names, the standardisation of the features, and, as text, the
        settings and the names of the classes. Other programs can read it.
        """;

    /// Writes the card, whole or not at all.
    @Override
    public void ended(RunResult result, Tensor scores) throws IOException {
        CardData data = new CardData(configuration, parts, result.data());
        boolean begins = result.origin() != null;
        CardResults results = CardResults.of(parts, result.validation(), scores);
        String title = configuration.family().name() + " trained on " + data.name();
        AtomicFile.write(
                folder.card(),
                String.join(
                        "\n",
                        metadata(title, data, results),
                        "# " + Markdown.text(title) + "\n\n" + model(result),
                        results.text(),
                        data.text(),
                        settings(),
                        USE,
                        limits(data, results, begins),
                        repeat(data, begins)));
    }

    /// What model hubs read: JSON texts and numbers are YAML, too.
    private String metadata(String title, CardData data, CardResults results) {
        StringBuilder yaml = new StringBuilder("---\nlibrary_name: thgcl\ntags:\n");
        Stream.of(
                        "audio-classification",
                        "acoustic-event-classification",
                        configuration.family().name())
                .forEach(tag -> yaml.append("- ").append(tag).append('\n'));
        Map<String, Double> metrics = results.metrics();
        if (results.tested() && !metrics.isEmpty()) {
            yaml.append("model-index:\n- name: ").append(Json.line(title)).append("""

                  results:
                  - task:
                      type: audio-classification
                    dataset:
                """);
            yaml.append("      name: ").append(Json.line(data.name())).append('\n');
            yaml.append("      type: ").append(Json.line(data.name())).append('\n');
            yaml.append("      split: test\n    metrics:\n");
            metrics.forEach((name, value) -> yaml.append("    - type: ")
                    .append(name)
                    .append("\n      value: ")
                    .append(value)
                    .append('\n'));
        }
        return yaml.append("---\n").toString();
    }

    private String model(RunResult result) {
        ClipShape clips = configuration.clips();
        boolean several = configuration.model().activation() == OutputActivation.SIGMOID;
        int most = configuration.training().iterations();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "model",
                Markdown.code(configuration.family().name()) + ": "
                        + Markdown.text(configuration.family().about())));
        rows.add(List.of("parameters", count(result.parameters()) + " numbers in " + configuration.text("dtype")));
        rows.add(List.of("sound", segments(clips.audioSegments(), clips.audioFeatures())));
        rows.add(List.of(
                "pictures", clips.hasVideo() ? segments(clips.videoSegments(), clips.videoFeatures()) : "none"));
        rows.add(List.of(
                "output",
                "a score in [0, 1] for each of " + clips.classes() + " classes"
                        + (several ? ", each by itself" : "; they sum to 1")));
        rows.add(List.of(
                "updates",
                count(result.iterations())
                        + (result.iterations() < most ? " of at most " + count(most) + ", stopped early" : "")
                        + "; kept are the parameters after " + count(result.bestIteration())
                        + ", the best on the validation part"));
        Optional.ofNullable(result.origin())
                .ifPresent(from -> rows.add(List.of(
                        "began from",
                        "trained parameters, of a file whose SHA-256 is " + Markdown.code(from.sha256()))));
        return """
            This model says which %s%d acoustic events a clip has, from features of its sound%s. It was trained by a \
            reference implementation of THGCL (Chen, Xiao, Huang: *Temporally Heterogeneous Graph Contrastive Learning \
            for Multimodal Acoustic Event Classification*, [arXiv:2509.14893](https://arxiv.org/abs/2509.14893)). \
            "The paper" is this one.
            """.formatted(several ? "of " : "one of ", clips.classes(), clips.hasVideo() ? " and its pictures" : "")
                + Markdown.table(List.of("", ""), rows);
    }

    private static String segments(int segments, int features) {
        return count(segments) + " segments of " + count(features) + " features";
    }

    private String settings() {
        NamedConfiguration preset = Models.named().stream()
                .min(Comparator.comparingInt(
                        named -> differences(named.configuration()).size()))
                .orElseThrow();
        List<String> keys = differences(preset.configuration());
        String name = Markdown.code(preset.word());
        String all = " `configuration.yaml` has all of them.\n";
        if (keys.isEmpty()) {
            return "## Settings\n\nAll settings are those of the preset " + name + "." + all;
        }
        List<List<String>> rows = keys.stream()
                .map(key -> List.of(
                        Markdown.code(key),
                        Markdown.text(configuration.text(key)),
                        Markdown.text(preset.configuration().text(key)),
                        Markdown.text(configuration.keys().owner(key).summary(key))))
                .toList();
        return "## Settings\n\nThe nearest preset is " + name + ". These settings differ from it." + all
                + Markdown.table(List.of("setting", "here", name, "what it is"), rows);
    }

    /// The settings that differ from those of a preset, sizes of the data aside; all keys if it is of another model.
    private List<String> differences(Configuration preset) {
        return configuration.family().equals(preset.family())
                ? configuration.differences(preset).stream()
                        .filter(key -> !ClipShape.SETTINGS.keys().contains(key))
                        .toList()
                : configuration.keys().all();
    }

    private String limits(CardData data, CardResults results, boolean begins) {
        List<String> limits = new ArrayList<>(data.limits());
        if (begins) {
            limits.add("It began from another model's parameters. If that model had learnt from clips that are in the"
                    + " validation or test part here, the results are too good.");
        }
        limits.add("This is one run with one seed, " + configuration.training().seed()
                + ". Another seed gives another model with other results"
                + (results.tested() ? ", which may lie outside the intervals." : "."));
        if (results.tested()) {
            limits.add("The intervals are nominal and take clips for independent. Clips that are alike, such as those"
                    + " of one recording, make them too short.");
        }
        limits.add(results.fewClips());
        limits.add("The model knows these " + configuration.clips().classes() + " classes and no others: it gives"
                + " scores to any clip, also to one in which nothing of them happens. A score ranks clips. It isn't the"
                + " probability of being right.");
        limits.add("It takes features, no sound or pictures. Features that were made in another way than those of the"
                + " training give scores that mean nothing.");
        return "## Limits\n\n"
                + limits.stream()
                        .filter(limit -> !limit.isEmpty())
                        .map(limit -> "* " + limit + "\n")
                        .collect(Collectors.joining());
    }

    private String repeat(CardData data, boolean begins) throws IOException {
        List<List<String>> hashes = new ArrayList<>();
        for (Path file : List.of(folder.best(), folder.configuration())) {
            hashes.add(List.of(Markdown.code(file.getFileName().toString()), Markdown.code(Sha256.of(file))));
        }
        String same = begins
                ? "parameters, if `origin.safetensors` is the file that this run began from (SHA-256 above),"
                : "files";
        return """
            ## How to repeat it

            ```sh
            thgcl train%s --config configuration.yaml --out again
            ```

            gives the same %s to the last bit, on any machine and any number of threads. The program is thgcl (%s), \
            under the licence Apache-2.0. The licence of the model and of the data is for their owners to state.
            """.formatted(data.options() + (begins ? " --from origin.safetensors" : ""), same, Versions.own())
                + Markdown.table(List.of("file", "SHA-256"), hashes);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
