package org.thgcl.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thgcl.data.DataSet;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.file.Markdown;
import org.thgcl.model.Configuration;
import org.thgcl.page.ShellWord;
import org.thgcl.training.DataIdentity;
import org.thgcl.training.RunData;

/// What a model card says of the clips.
///
/// @param parts of the run's clips
/// @param contents of their files, by role
record CardData(Configuration configuration, Split.Parts parts, Map<String, DataIdentity> contents) {
    /// The section, Markdown.
    String text() {
        List<List<String>> rows = new ArrayList<>();
        names().forEach((role, name) -> rows.add(List.of(
                role,
                Markdown.code(name),
                Optional.ofNullable(contents.get(role))
                        .map(content -> count(content.clips()))
                        .orElse("–"),
                Optional.ofNullable(contents.get(role))
                        .map(content -> Markdown.code(content.sha256()))
                        .orElse("–"))));
        return "## Data\n"
                + Markdown.table(List.of("data", "file", "clips", "SHA-256 of the content"), rows)
                + "\nThe digest is over sizes, classes, labels, ids and features, so it is the same for the same clips"
                + " in whatever file.\n\n" + split() + "\n\n" + features() + "\n";
    }

    private String split() {
        boolean ownTest = names().containsKey(RunData.TEST);
        boolean ownValidation = names().containsKey(RunData.VALIDATION);
        String sizes = count(parts.train().size()) + " clips to train, "
                + count(parts.validation().size()) + " to validate"
                + (parts.test() == null ? "" : ", " + count(parts.test().size()) + " to test");
        String how = ownValidation
                ? "each part is a file of its own"
                : "the seed " + configuration.training().seed() + " split the clips of "
                        + Markdown.code(names().get(RunData.TRAIN))
                        + (configuration.split().stratified() ? ", those of each class by the same fractions" : "")
                        + (ownTest ? "; the test part is a file of its own" : "");
        return "Split: " + sizes + "; " + how + ". `split.csv` says which clip is in which part.";
    }

    private String features() {
        Optional<Fingerprint> fingerprint = parts.train().data().fingerprint();
        return fingerprint
                .map(made -> "How the features were made:\n"
                        + Markdown.table(
                                List.of("of", "value"),
                                made.made().entrySet().stream()
                                        .map(entry ->
                                                List.of(Markdown.text(entry.getKey()), Markdown.text(entry.getValue())))
                                        .toList()))
                .orElse("The data don't say how the features were made.");
    }

    /// What may not be concluded because of the data, a sentence or more each.
    List<String> limits() {
        List<String> limits = new ArrayList<>();
        DataSet train = parts.train().data();
        if (PlantedEvents.areIn(train)) {
            limits.add("The clips are synthetic: noise with planted events, as their ids say. They show that the model"
                    + " learns, not how well it does on recorded sounds.");
        }
        train.fingerprint()
                .flatMap(Fingerprint::warning)
                .ifPresent(warning -> limits.add(Markdown.text(warning) + "."));
        if (!names().containsKey(parts.test() == null ? RunData.VALIDATION : RunData.TEST)) {
            limits.add("All parts are from one file. Results say nothing of clips that were recorded elsewhere or in"
                    + " another way. The split is by clip: if several clips are cut from one recording, parts share"
                    + " recordings, and the results are too good.");
        }
        return limits;
    }

    /// The options of `train` that name the files.
    String options() {
        return names().entrySet().stream()
                .map(entry -> " --" + entry.getKey() + " " + ShellWord.of(Path.of(entry.getValue())))
                .collect(Collectors.joining());
    }

    /// What the file is called that was learnt from.
    String name() {
        return names().get(RunData.TRAIN);
    }

    /// What the files are called, by role: the ends of their paths, as long as it takes to tell them apart.
    private Map<String, String> names() {
        Map<String, Path> paths = new LinkedHashMap<>();
        RunData.byRole(parts)
                .forEach((role, data) -> paths.put(role, data.file().orElse(Path.of(data.name()))));
        int longest = paths.values().stream().mapToInt(Path::getNameCount).max().orElseThrow();
        for (int length = 1; length < longest; length++) {
            Map<String, String> names = ends(paths, length);
            if (names.values().stream().distinct().count()
                    == paths.values().stream().distinct().count()) {
                return names;
            }
        }
        return ends(paths, longest);
    }

    private static Map<String, String> ends(Map<String, Path> paths, int length) {
        Map<String, String> names = new LinkedHashMap<>();
        paths.forEach((role, path) -> names.put(
                role,
                path.subpath(Math.max(0, path.getNameCount() - length), path.getNameCount())
                        .toString()));
        return names;
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
