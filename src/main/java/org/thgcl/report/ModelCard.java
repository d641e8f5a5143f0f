package org.thgcl.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.data.Split;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;
import org.thgcl.file.Markdown;
import org.thgcl.file.Sha256;
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
                        CardModel.USE.formatted("[the program](#how-to-repeat-it)"),
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
        CardModel card = new CardModel(configuration);
        int most = configuration.training().iterations();
        List<List<String>> rows = card.rows(result.parameters());
        rows.add(List.of(
                "updates",
                CardModel.count(result.iterations())
                        + (result.iterations() < most ? " of at most " + CardModel.count(most) + ", stopped early" : "")
                        + "; kept are the parameters after " + CardModel.count(result.bestIteration())
                        + ", the best on the validation part"));
        Optional.ofNullable(result.origin())
                .ifPresent(from -> rows.add(List.of(
                        "began from",
                        "trained parameters, of a file whose SHA-256 is " + Markdown.code(from.sha256()))));
        return card.sentence() + """
             It was trained by a reference implementation of THGCL (Chen, Xiao, Huang: *Temporally Heterogeneous Graph \
            Contrastive Learning for Multimodal Acoustic Event Classification*, \
            [arXiv:2509.14893](https://arxiv.org/abs/2509.14893)). "The paper" is this one.
            """ + Markdown.table(List.of("", ""), rows);
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
        limits.addAll(new CardModel(configuration).limits());
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
}
