package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.cli.Terminal;
import org.thgcl.file.Sha256;
import org.thgcl.report.EquationsSection;
import org.thgcl.report.Markup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TeachingPageTest {
    private static final Engine NO_ENGINE = new Engine("", "", "");

    /// Gathered once: a training is part of it.
    private static final Facts FACTS = PageFacts.gather();

    private static Document page() {
        return Markup.parse(new TeachingPage(Figures.all(FACTS), FACTS, NO_ENGINE).html());
    }

    @Test
    void every_figure_stands_with_its_answer_and_a_form_of_its_controls() {
        Document page = page();
        for (Figure figure : Figures.all(FACTS)) {
            Element form = element(page, figure.id() + "-form");
            assertThat(form.getAttribute("hidden"))
                    .as("until the script has started")
                    .isNotEmpty();
            assertThat(element(page, figure.id() + "-answer").getTextContent())
                    .isEqualTo(figure.draw(Values.initial(figure)).answer());
            for (Control control : figure.controls()) {
                Element field = element(page, figure.id() + "-set-" + control.name());
                assertThat(field.getAttribute("name")).isEqualTo(control.name());
            }
        }
    }

    @Test
    void a_figure_about_an_equation_shows_its_formula_and_its_source() {
        String html = new TeachingPage(Figures.all(FACTS), FACTS, NO_ENGINE).html();
        List<String> shown = Figures.all(FACTS).stream()
                .flatMap(figure -> figure.equation().stream())
                .map(EquationsSection::equation)
                .toList();
        assertThat(shown).hasSize(6).allSatisfy(equation -> assertThat(equation)
                .contains("<math", "<summary>The source: definition"));
        assertThat(html).contains(shown);
    }

    @Test
    void ids_are_unique_and_labels_have_fields() {
        Document page = page();
        Set<String> ids = new HashSet<>();
        for (Element element : Markup.elements(page, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as(element.getAttribute("id"))
                        .isTrue();
            }
        }
        Markup.elements(page, "label").forEach(label -> assertThat(ids).contains(label.getAttribute("for")));
    }

    @Test
    void nothing_is_loaded() {
        for (Element element : Markup.elements(page(), "*")) {
            assertThat(element.hasAttribute("src")).isFalse();
            if (!element.getTagName().equals("a")) {
                assertThat(element.getAttribute("href")).isEmpty();
            }
        }
    }

    @Test
    void an_engine_is_taken_from_files_of_these_classes() throws IOException {
        Map<String, byte[]> files = files();
        Engine engine = Engine.of(files::get);
        assertThat(engine.loader()).isEqualTo("the loader");
        assertThat(unpacked(engine.wasm())).isEqualTo("the wasm");
    }

    @Test
    void the_page_carries_the_facts_of_its_figures() throws IOException {
        String facts = element(page(), "engine-facts").getTextContent();
        assertThat(Facts.of(unpacked(facts))).isEqualTo(FACTS);
    }

    private static String unpacked(String packed) throws IOException {
        byte[] file = Base64.getDecoder().decode(packed);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void an_engine_of_other_classes_is_refused() {
        Map<String, byte[]> files = files();
        files.put("org/A.class", bytes("another"));
        assertThatThrownBy(() -> Engine.of(files::get)).hasMessageContaining("org/A.class has changed");
        files.remove("org/A.class");
        assertThatThrownBy(() -> Engine.of(files::get)).hasMessageContaining("org/A.class has changed");
        files.clear();
        assertThatThrownBy(() -> Engine.of(files::get)).hasMessageContaining("built without");
    }

    /// Whether this build has an engine depends on its profile: with one a whole page is written, else none.
    @Test
    void a_page_is_written_whole_or_not_at_all(@TempDir Path folder) throws IOException {
        Terminal terminal = new Terminal();
        Path page = folder.resolve("teach.html");
        List<String> defects = new ArrayList<>();
        try {
            Engine.ofProgram();
        } catch (IllegalStateException e) {
            defects.add(e.getMessage());
        }
        if (defects.isEmpty()) {
            terminal.done("teach", "--out", page);
            Markup.parse(Files.readString(page));
        } else {
            terminal.refused(List.of("teach", "--out", page), defects.getFirst(), "mvn -Pteach");
            assertThat(page).doesNotExist();
        }
    }

    @Test
    void a_page_below_a_file_is_refused_before_the_work(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        new Terminal().refused(List.of("teach", "--out", file.resolve("teach.html")), file + ": is a file");
        assertThat(Files.readString(file)).isEqualTo("text");
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        files.put("org/A.class", bytes("a class"));
        files.put("engine/classes.txt", bytes(Sha256.of("a class") + " org/A.class\n"));
        files.put("engine/browser-classes.txt", bytes("a hash and a path"));
        files.put("engine/engine.wasm-runtime.js", bytes("the loader"));
        files.put("engine/engine.wasm", bytes("the wasm"));
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Element element(Document page, String id) {
        return Markup.elements(page, "*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no element " + id));
    }
}
