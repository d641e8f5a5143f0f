package org.thgcl.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.thgcl.file.Sha256;
import org.thgcl.page.Html;
import org.thgcl.page.Section;
import org.thgcl.page.ShellWord;

/// All that one needs to repeat what the page shows: commands, seed, versions, hashes, the complete configuration.
///
/// @param run may be null
record RepeatSection(TrainedRun run) implements Section {
    @Override
    public String id() {
        return "repeat";
    }

    @Override
    public String title() {
        return "All one needs to repeat this";
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder();
        if (run != null) {
            html.append(Html.paragraph(
                    "The same data, configuration and program give the same numbers, to the last bit, on "
                            + "any number of threads. The seed of split, parameters, batches and noise is "
                            + run.configuration().training().seed() + "."));
            if (run.clips() != null) {
                html.append(Html.paragraph("The clips: " + Html.text(run.clips().sizes()) + "."))
                        .append(Html.listing(commands(run.clips().files())));
            }
        }
        if (run != null) {
            html.append(data());
        }
        html.append(Html.words("Versions", List.of("of", "version"), versions()))
                .append(hashes());
        if (run != null) {
            html.append(Html.folded(
                    "The complete configuration",
                    Html.listing(run.configuration().toYaml())));
        }
        return html.toString();
    }

    private String commands(List<Path> files) {
        List<String> names = files.stream().map(ShellWord::of).toList();
        boolean tested = run.clips().part().equals("test");
        List<String> options =
                switch (names.size()) {
                    case 1 -> List.of("--train");
                    case 2 -> List.of("--train", tested ? "--test" : "--validation");
                    default -> List.of("--train", "--validation", "--test");
                };
        StringBuilder train = new StringBuilder(Program.command() + " train");
        for (int k = 0; k < names.size(); k++) {
            train.append(' ').append(options.get(k)).append(' ').append(names.get(k));
        }
        if (run.result() != null && run.result().origin() != null) {
            train.append(" --from ")
                    .append(ShellWord.of(Path.of(run.result().origin().file())));
        }
        return train + " --config " + ShellWord.of(run.folder().configuration()) + " --out runs/again\n"
                + Program.command() + " report runs/again";
    }

    /// Describes the run's data, from the run's own notes.
    private String data() {
        if (run.result() == null || run.result().data().isEmpty()) {
            return Html.small(
                    "A run stores the digests of its data when it ends. Older versions of this program didn't "
                            + "store them.");
        }
        List<List<String>> rows = new ArrayList<>();
        run.result()
                .data()
                .forEach((role, content) -> rows.add(List.of(
                        Html.text(role),
                        String.format(Locale.ROOT, "%,d", content.clips()),
                        Html.code(content.sha256()))));
        return Html.words(
                "Digests of the content, which don't depend on the file's layout: SHA-256 over sizes, "
                        + "classes, labels, ids and features (docs/data.md)",
                List.of("data", "clips", "SHA-256"),
                rows);
    }

    private static List<List<String>> versions() {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, String> version : Versions.all().entrySet()) {
            rows.add(List.of(version.getKey(), Html.text(version.getValue())));
        }
        return rows;
    }

    private String hashes() {
        Stream<Path> ofRun = run == null
                ? Stream.of()
                : Stream.of(
                        run.folder().configuration(),
                        run.folder().metrics(),
                        run.folder().best(),
                        run.folder().last(),
                        run.folder().result());
        Stream<Path> data = run == null || run.clips() == null ? Stream.of() : run.clips().files().stream();
        List<List<String>> rows = new ArrayList<>();
        Stream.of(Versions.program().stream(), data, ofRun)
                .flatMap(files -> files)
                .forEach(file -> rows.add(row(file)));
        if (rows.isEmpty()) {
            return Html.small("There are no files to hash: the program isn't packaged, and there is no run.");
        }
        return Html.words("Files, as sha256sum gives their hashes", List.of("file", "bytes", "SHA-256"), rows)
                + (run == null
                        ? ""
                        : Html.small(Html.code("result.json")
                                + " contains the run's duration, so its hash differs at each repetition."));
    }

    private static List<String> row(Path file) {
        String name = Html.code(file.getFileName().toString());
        if (!Files.exists(file)) {
            return List.of(name, "–", "not there");
        }
        try {
            return List.of(name, String.format(Locale.ROOT, "%,d", Files.size(file)), Html.code(Sha256.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
