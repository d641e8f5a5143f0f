package org.thgcl.teach;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.thgcl.file.Resource;
import org.thgcl.page.Html;
import org.thgcl.page.Page;
import org.thgcl.page.Section;
import org.thgcl.report.EquationsSection;

/// The teaching page: all figures, drawn for the values that they begin with, and what brings them to life in the
/// browser. Without scripts it is a page of pictures, which says so.
///
/// @param figures in their order
/// @param facts that the figures were made of
/// @param engine the figures for the browser
public record TeachingPage(List<Figure> figures, Facts facts, Engine engine) {
    public TeachingPage {
        figures = List.copyOf(figures);
    }

    /// The page.
    public String html() {
        List<Section> sections =
                figures.stream().<Section>map(FigureSection::new).toList();
        return new Page("Touch the paper", lead(), sections).html(Resource.text("teach/teach.css"), scripts());
    }

    private String lead() {
        return """
            <p class="lead">A network tells what happens in a clip from its sound and its pictures. How? %d \
            figures ask, three minutes each. Change what stands above a figure, and the sentence below it answers \
            in numbers.</p>
            <p>The paper is <a href="https://arxiv.org/abs/2509.14893">Temporally Heterogeneous Graph Contrastive \
            Learning for Multimodal Acoustic Event Classification</a> by Chen, Xiao and Huang (2025). The page \
            isn't theirs: its figures are drawn, and its network is trained, by the classes of a Java program that \
            implements the paper, compiled for the browser. Codes such as A15 are readings: where the paper leaves \
            something open, the program's documents say so under this number. Nothing is loaded: the page opens \
            from disk.</p>
            <p id="engine-state" class="note" role="status">The figures show the values that they begin with. They can \
            be changed where the browser runs scripts.</p>
            """.formatted(figures.size());
    }

    private String scripts() {
        return text("engine-facts", "", Packed.text(facts.text().getBytes(StandardCharsets.UTF_8)))
                + text("engine-wasm", " data-classes=\"" + engine.classes() + "\"", engine.wasm())
                + script(engine.loader())
                + script(Resource.text("teach/teach.js"));
    }

    /// Text that the script reads.
    private static String text(String id, String attributes, String text) {
        return "<script type=\"text/plain\"" + attributes + " id=\"" + id + "\">" + text + "</script>\n";
    }

    private static String script(String script) {
        return "<script>//<![CDATA[\n" + script + "\n//]]></script>\n";
    }

    /// A figure and its controls. The form is hidden until the script has started.
    private record FigureSection(Figure figure) implements Section {
        @Override
        public String id() {
            return figure.id();
        }

        @Override
        public String title() {
            return figure.question();
        }

        @Override
        public String html() {
            Drawing drawing = figure.draw(Values.initial(figure));
            return """
                %s
                %s<form class="controls" id="%s-form" data-figure="%s"%s aria-label="%s" hidden="hidden">
                %s</form>
                <div class="drawing" id="%s-drawing">%s</div>
                <p class="answer" id="%s-answer" aria-live="polite">%s</p>
                """.formatted(
                            figure.lead(),
                            figure.equation().map(EquationsSection::equation).orElse(""),
                            id(),
                            id(),
                            figure instanceof LiveFigure ? " data-live=\"\"" : "",
                            Html.text("What can be changed: " + figure.question()),
                            controls(),
                            id(),
                            drawing.html(),
                            id(),
                            Html.text(drawing.answer()));
        }

        private String controls() {
            StringBuilder controls = new StringBuilder();
            figure.controls().forEach(control -> controls.append(control(control)));
            return controls.toString();
        }

        private String control(Control control) {
            String id = figure.id() + "-set-" + control.name();
            String named = " id=\"%s\" name=\"%s\"".formatted(id, control.name());
            String label = "<label for=\"%s\">%s</label>".formatted(id, Html.text(control.label()));
            String inner =
                    switch (control) {
                        case Control.Range range ->
                            """
                            %s<output for="%s">%s</output>\
                            <input type="range"%s min="%s" max="%s" step="%s" value="%s"/>\
                            """.formatted(
                                            label,
                                            id,
                                            range.initial(),
                                            named,
                                            range.text(range.min()),
                                            range.text(range.max()),
                                            range.text(range.step()),
                                            range.initial());
                        case Control.Choice choice -> label + "<select" + named + ">" + options(choice) + "</select>";
                        case Control.Switch(String _, String _, boolean on) ->
                            "<input type=\"checkbox\"" + named + (on ? " checked=\"checked\"" : "") + "/>" + label;
                        case Control.Button button ->
                            "<button type=\"button\"%s value=\"0\">%s</button>"
                                    .formatted(named, Html.text(button.label()));
                        case Control.Recipe recipe ->
                            "<button type=\"button\"%s value=\"0\" data-sets=\"%s\">%s</button>"
                                    .formatted(
                                            named,
                                            Html.text(String.join(" ", recipe.sets())),
                                            Html.text(recipe.label()));
                    };
            return "<div class=\"control " + kind(control) + "\">" + inner + "</div>\n";
        }

        private static String kind(Control control) {
            return switch (control) {
                case Control.Range _ -> "range";
                case Control.Choice _ -> "choice";
                case Control.Switch _ -> "switch";
                case Control.Button _, Control.Recipe _ -> "press";
            };
        }

        private static String options(Control.Choice choice) {
            StringBuilder options = new StringBuilder();
            for (Control.Option option : choice.options()) {
                options.append("<option value=\"%s\"%s>%s</option>"
                        .formatted(
                                Html.text(option.value()),
                                option.value().equals(choice.initial()) ? " selected=\"selected\"" : "",
                                Html.text(option.label())));
            }
            return options.toString();
        }
    }
}
