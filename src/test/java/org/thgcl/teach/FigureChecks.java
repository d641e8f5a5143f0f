package org.thgcl.teach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.thgcl.page.FormulaFont;
import org.thgcl.report.Markup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// What holds for every figure, whatever it shows.
final class FigureChecks {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsla?\\(");

    /// As many values of a range are tried at most, evenly spaced, its ends among them.
    private static final int TRIED = 9;

    /// Roles whose content a screen reader takes for a picture or one word: nothing in it can be operated.
    private static final Set<String> OPAQUE = Set.of("img", "button", "meter", "progressbar");

    private final Figure figure;
    private final Map<String, Control> controls;
    private final List<String> defects = new ArrayList<>();

    private FigureChecks(Figure figure) {
        this.figure = figure;
        controls = figure.controls().stream().collect(Collectors.toMap(Control::name, Function.identity(), (a, b) -> {
            defects.add("two controls are named " + a.name());
            return a;
        }));
    }

    /// What is wrong with a figure, drawn for its initial values and for each other value of each control.
    static List<String> defects(Figure figure) {
        FigureChecks checks = new FigureChecks(figure);
        checks.describe();
        Values initial = Values.initial(figure);
        checks.draw("at first", initial);
        for (Control control : figure.controls()) {
            for (List<String> change : changes(control)) {
                checks.draw(String.join(" ", change), changed(initial, change));
            }
        }
        if (figure instanceof LiveFigure live) {
            checks.run(live, initial);
        }
        return checks.defects;
    }

    private void describe() {
        require(ID.matcher(figure.id()).matches(), "the id " + figure.id() + " isn't lower-case letters and digits");
        require(figure.question().strip().endsWith("?"), "the question doesn't end with a question mark");
        requireFont("the lead: ", Markup.parse(figure.lead()));
        for (Control control : figure.controls()) {
            String name = control.name();
            require(NAME.matcher(name).matches(), "the name of control " + name);
            require(!control.label().isBlank(), "control " + name + " has no label");
            if (control instanceof Control.Recipe(String _, String _, List<String> sets)) {
                sets.forEach(set -> requireSet("recipe " + name, set));
            } else {
                requireSet("the initial value", name + "=" + control.initial());
            }
        }
        require(
                !(figure instanceof LiveFigure) || controls.get("run") instanceof Control.Switch,
                "a live figure has no switch named run");
    }

    /// A live figure draws before and after some of its steps.
    private void run(LiveFigure live, Values initial) {
        Values running = initial.with("run", true);
        draw("running", running);
        boolean more = true;
        for (int step = 0; step < 3 && more; step++) {
            more = live.step(running);
            draw("after step " + step, running);
        }
    }

    private void draw(String when, Values values) {
        Drawing drawing = figure.draw(values);
        String where = "drawn " + when + ": ";
        require(drawing.answer().chars().anyMatch(Character::isDigit), where + "no number in: " + drawing.answer());
        require(!drawing.answer().contains("<"), where + "markup in the answer: " + drawing.answer());
        require(!drawing.answer().contains("NaN"), where + "no number: " + drawing.answer());
        require(!drawing.html().contains("\"NaN\""), where + "NaN in the drawing");
        require(drawing.equals(figure.draw(values)), where + "drawn again it is another drawing");
        Document document = Markup.parse(drawing.html());
        requireFont(where, document);
        List<Element> elements = Markup.elements(document, "*");
        Set<String> ids = new HashSet<>();
        for (Element element : elements) {
            String id = element.getAttribute("id");
            if (!id.isEmpty()) {
                require(ids.add(id), where + "two elements have the id " + id);
                require(id.startsWith(figure.id()), where + "the id " + id + " doesn't begin with that of the figure");
            }
        }
        elements.forEach(element -> live(where, element, ids));
    }

    private void live(String where, Element element, Set<String> ids) {
        String name = where + element.getTagName() + " ";
        require(
                element.getAttributeNode("style") == null
                        || !COLOUR.matcher(element.getAttribute("style")).find(),
                name + "has a fixed colour");
        for (String paint : List.of("fill", "stroke", "stop-color", "color")) {
            require(!COLOUR.matcher(element.getAttribute(paint)).find(), name + "has a fixed colour");
        }
        for (String reference : List.of("aria-labelledby", "aria-describedby", "data-of")) {
            words(element, reference)
                    .forEach(id -> require(ids.contains(id), name + reference + ": there is no element " + id));
        }
        if (element.hasAttribute("tabindex")) {
            require(element.getAttribute("tabindex").equals("0"), name + "has a tabindex that isn't 0");
            for (Node up = element.getParentNode(); up instanceof Element above; up = up.getParentNode()) {
                require(
                        !OPAQUE.contains(above.getAttribute("role")),
                        name + "can have the focus within role " + above.getAttribute("role") + "; role group does it");
            }
        }
        if (element.hasAttribute("data-set")) {
            requireSet(name + "data-set", element.getAttribute("data-set"));
            require(element.hasAttribute("tabindex"), name + "data-set without tabindex");
            require(element.getAttribute("role").equals("button"), name + "data-set without the role button");
            String words = element.getAttribute("aria-label") + element.getTextContent();
            require(!words.isBlank(), name + "data-set without a text or aria-label");
        }
        if (element.hasAttribute("data-of")) {
            require(element.hasAttribute("tabindex"), name + "data-of without tabindex");
        }
        if (element.hasAttribute("data-drag")) {
            words(element, "data-drag")
                    .forEach(range -> require(
                            controls.get(range) instanceof Control.Range,
                            name + "drags " + range + ", which is no range"));
            require(words(element, "data-drag").count() == 2, name + "drags another number of controls than two");
            require(isBox(element.getAttribute("data-box")), name + "has no data-box left top right bottom");
        }
    }

    private void requireFont(String where, Document document) {
        Set<String> missing = FormulaFont.missing(document);
        require(missing.isEmpty(), where + "the font of formulas hasn't " + missing);
    }

    private static boolean isBox(String box) {
        double[] ends =
                Arrays.stream(box.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return ends.length == 4 && ends[0] < ends[2] && ends[1] < ends[3];
    }

    private static Stream<String> words(Element element, String attribute) {
        return Arrays.stream(element.getAttribute(attribute).split(" ")).filter(word -> !word.isEmpty());
    }

    /// `name=value` names a control, and its value is one that this can have.
    private void requireSet(String where, String set) {
        int equals = set.indexOf('=');
        if (equals < 0 || !controls.containsKey(set.substring(0, equals))) {
            defects.add(where + ": " + set + " names no control");
            return;
        }
        String value = set.substring(equals + 1);
        boolean possible =
                switch (controls.get(set.substring(0, equals))) {
                    case Control.Range range ->
                        value.equals(range.initial())
                                || steps(range).mapToObj(k -> text(range, k)).anyMatch(value::equals);
                    case Control.Choice choice ->
                        choice.options().stream()
                                .anyMatch(option -> option.value().equals(value));
                    case Control.Switch _ -> value.equals("true") || value.equals("false");
                    case Control.Button _ -> value.chars().allMatch(Character::isDigit);
                    case Control.Recipe _ -> false;
                };
        require(possible, where + ": " + set + " is a value that its control can't have");
    }

    private static IntStream steps(Control.Range range) {
        return IntStream.rangeClosed(0, (int) Math.round((range.max() - range.min()) / range.step()));
    }

    /// The value of a range after some steps, as the browser's form has it.
    private static String text(Control.Range range, int step) {
        return range.text(range.min() + step * range.step());
    }

    /// What is to be tried of a control: each a list of changes `name=value`.
    private static List<List<String>> changes(Control control) {
        return switch (control) {
            case Control.Range range -> {
                int last = (int) steps(range).count() - 1;
                yield IntStream.range(0, TRIED)
                        .map(k -> (int) Math.round((double) k * last / (TRIED - 1)))
                        .distinct()
                        .mapToObj(step -> List.of(range.name() + "=" + text(range, step)))
                        .toList();
            }
            case Control.Choice choice ->
                choice.options().stream()
                        .map(option -> List.of(choice.name() + "=" + option.value()))
                        .toList();
            case Control.Switch(String name, String _, boolean on) -> List.of(List.of(name + "=" + !on));
            case Control.Button button -> List.of(List.of(button.name() + "=1"), List.of(button.name() + "=2"));
            case Control.Recipe recipe -> List.of(recipe.sets());
        };
    }

    private static Values changed(Values values, List<String> changes) {
        Values changed = values;
        for (String change : changes) {
            int equals = change.indexOf('=');
            changed = changed.with(change.substring(0, equals), change.substring(equals + 1));
        }
        return changed;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            defects.add(otherwise);
        }
    }
}
