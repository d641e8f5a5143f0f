package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.audit.Audit;
import org.thgcl.page.Html;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Whole pages: with a run, without one, and of the demonstration.
@Tag("slow")
class ReportTest {
    /// What makes a browser load something.
    private static final List<String> LOADING = List.of("src", "srcset", "poster", "data", "background");

    private static final Pattern CLASS_NAME = Pattern.compile("org\\.thgcl(\\.[a-z]+)+\\.[A-Z]\\w*");

    @TempDir
    private static Path folder;

    private static List<String> pages;

    @BeforeAll
    static void make() throws IOException {
        TrainedRun run = SampleRun.in(folder);
        Demonstration demonstration =
                new Demonstration(SampleRun.DATA, List.of(new Demonstration.NextCommand("rm '<x>'", "a & b")));
        pages = Stream.of(
                        new Report(null, Audit.run(), null, Sweeps.NONE, null),
                        new Report(run, Audit.run(), null, Sweeps.NONE, null),
                        new Report(
                                run,
                                Audit.run(),
                                AblationSectionTest.sweeps(1).results().getFirst(),
                                Sweeps.NONE,
                                demonstration))
                .map(Report::html)
                .toList();
    }

    @Test
    void pages_are_well_formed_and_name_every_part_once() {
        assertThat(pages).hasSize(3).allSatisfy(page -> {
            Document document = Markup.parse(page);
            assertThat(Markup.elements(document, "h1")).hasSize(1);
            List<String> ids = Markup.elements(document, "*").stream()
                    .map(element -> element.getAttribute("id"))
                    .filter(id -> !id.isEmpty())
                    .toList();
            assertThat(ids).hasSizeGreaterThan(10).doesNotHaveDuplicates();
            List<String> links = Markup.elements(document, "a").stream()
                    .map(link -> link.getAttribute("href"))
                    .toList();
            assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(link).startsWith("#"));
            assertThat(ids)
                    .containsAll(links.stream().map(link -> link.substring(1)).toList());
        });
    }

    @Test
    void pages_load_nothing_and_run_nothing() {
        assertThat(pages).allSatisfy(page -> {
            for (Element element : Markup.elements(Markup.parse(page), "*")) {
                assertThat(element.getLocalName())
                        .isNotIn("script", "link", "img", "image", "iframe", "object", "embed", "use", "base");
                LOADING.forEach(name -> assertThat(element.hasAttribute(name))
                        .as("%s of %s", name, element)
                        .isFalse());
            }
            assertThat(page).doesNotContain("@import", "url(\"", "url(http", "javascript:");
            assertThat(page.replaceAll("xmlns=\"http://www\\.w3\\.org/[^\"]*\"", ""))
                    .doesNotContain("http:");
        });
    }

    @Test
    void headings_go_down_by_one_level_at_most() {
        assertThat(pages).allSatisfy(page -> {
            int level = 0;
            for (Element element : Markup.elements(Markup.parse(page), "*")) {
                if (element.getLocalName().matches("h[1-6]")) {
                    int now = element.getLocalName().charAt(1) - '0';
                    assertThat(now).as(element.getTextContent()).isLessThanOrEqualTo(level + 1);
                    level = now;
                }
            }
        });
    }

    @Test
    void pictures_and_tables_are_told_to_those_who_do_not_see_them() {
        assertThat(pages).allSatisfy(page -> {
            Document document = Markup.parse(page);
            int pictures = 0;
            for (Element svg : Markup.elements(document, "svg")) {
                if (!svg.getAttribute("aria-hidden").equals("true")) {
                    assertThat(svg.getAttribute("role")).isEqualTo("img");
                    assertThat(svg.getElementsByTagNameNS("*", "title").item(0).getTextContent())
                            .isNotBlank();
                    assertThat(svg.getElementsByTagNameNS("*", "desc").item(0).getTextContent())
                            .isNotBlank();
                    pictures++;
                }
            }
            assertThat(pictures).isGreaterThan(10);
            assertThat(Markup.elements(document, "th"))
                    .isNotEmpty()
                    .allSatisfy(th -> assertThat(th.getAttribute("scope")).isIn("col", "row"));
            assertThat(Markup.elements(document, "table")).isNotEmpty().allSatisfy(table -> assertThat(
                            table.getElementsByTagNameNS("*", "caption").getLength())
                    .isEqualTo(1));
        });
    }

    @Test
    void every_class_that_a_page_names_exists() {
        List<String> named = new ArrayList<>();
        pages.forEach(page -> CLASS_NAME.matcher(page).results().forEach(match -> named.add(match.group())));
        assertThat(named)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(Class.forName(name).getName()).isEqualTo(name));
    }

    @Test
    void what_is_absent_is_said_with_the_command_that_makes_it() {
        assertThat(pages.get(0))
                .contains("made without a run")
                .contains("tools/thgcl train --train clips.h5")
                .contains("made without the result of a sweep")
                .contains("tools/thgcl ablate")
                .contains("No system was trained")
                .contains("tools/thgcl table1 --train clips.h5");
        assertThat(pages.get(1)).doesNotContain("made without a run").contains("tools/thgcl ablate");
        assertThat(pages.get(2)).doesNotContain("made without", "No system was trained");
    }

    @Test
    void words_of_others_are_no_markup() {
        assertThat(pages.get(2)).contains("rm &#39;&lt;x&gt;&#39;", "a &amp; b");
        assertThat(Html.text("a\u0001<b>")).isEqualTo("a\uFFFD&lt;b&gt;");
    }

    @Test
    void the_same_input_gives_the_same_page() {
        assertThat(new Report(null, Audit.run(), null, Sweeps.NONE, null).html())
                .isEqualTo(pages.getFirst());
    }
}
