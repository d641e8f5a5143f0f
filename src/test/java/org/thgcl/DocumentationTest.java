package org.thgcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.thgcl.features.FeatureSettings;
import org.thgcl.settings.SettingKeys;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Models;

/// README and docs: links lead somewhere, no equation is left out, no setting is named that there isn't.
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern SETTING = Pattern.compile("--set (?!key=)([a-z0-9_]+)=");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    @Test
    void links_within_the_project_lead_to_files_and_headings() throws IOException {
        List<String> broken = new ArrayList<>();
        int checked = 0;
        for (Path page : pages()) {
            for (String link : matches(LINK, Files.readString(page))) {
                if (link.contains("://")) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
                boolean found = Files.exists(target)
                        && (parts.length == 1 || anchors(target).contains(parts[1]));
                if (!found) {
                    broken.add(page + ": " + link);
                }
                checked++;
            }
        }
        assertThat(broken).isEmpty();
        assertThat(checked).isGreaterThan(20);
    }

    /// A heading's anchor: lower case, without punctuation, hyphens for spaces.
    private static List<String> anchors(Path page) throws IOException {
        return matches(HEADING, Files.readString(page)).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{Alnum} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void every_equation_is_in_the_map_from_paper_to_code() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        try (Stream<Path> classes = Files.list(Path.of("src/main/java/org/thgcl/equation"))) {
            assertThat(classes.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("package")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(readme).contains("equation/" + name));
        }
    }

    @Test
    void every_setting_is_explained_and_none_is_named_that_there_is_not() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }
        SettingKeys features = SettingKeys.of(List.of(FeatureSettings.SETTINGS));
        assertThat(Preset.PAPER.configuration().keys().all()).isNotEmpty().allSatisfy(key -> assertThat(all)
                .contains(key));
        assertThat(features.all()).isNotEmpty().allSatisfy(key -> assertThat(all)
                .contains(key));
        List<String> models = Models.all().stream()
                .flatMap(family -> family.keys().all().stream())
                .toList();
        assertThat(matches(SETTING, all.toString())).isNotEmpty().allSatisfy(key -> assertThat(
                        models.contains(key) || features.all().contains(features.key(key)))
                .as(key)
                .isTrue());
    }

    @Test
    void the_paper_is_cited_by_its_title() throws IOException {
        Load yaml = new Load(LoadSettings.builder().build());
        Map<?, ?> citation = (Map<?, ?>) yaml.loadFromString(Files.readString(Path.of("CITATION.cff")));
        assertThat(citation.keySet().stream().map(Object::toString))
                .contains("cff-version", "message", "title", "authors", "license");
        Map<?, ?> paper = (Map<?, ?>) ((List<?>) citation.get("references")).getFirst();
        String title = (String) paper.get("title");
        assertThat(paper.toString()).contains("2509.14893");
        for (String page : List.of("README.md", "docs/method.md")) {
            assertThat(Files.readString(Path.of(page)).replace('\n', ' ')).contains(title);
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages =
                new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        assertThat(pages).hasSizeGreaterThan(3);
        return pages;
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
