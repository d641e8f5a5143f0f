package org.thgcl.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Section;
import org.thgcl.page.SourceText;

/// The equations: what each class states, and the same in numbers.
public final class EquationsSection implements Section {
    /// What computes the edges: they are no variables.
    private static final Map<Class<?>, List<String>> GRAPH = Map.of(
            TemporalNeighbourhood.class, List.of("definition", "of"),
            CrossModalEdges.class, List.of("CrossModalEdges", "from", "to"));

    private final WorkedExample example = new WorkedExample();

    @Override
    public String id() {
        return "equations";
    }

    @Override
    public String title() {
        return "The equations, their classes, and an example";
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder(
                Html.paragraph("Each equation of the paper is one class of the program. Its source opens below the "
                        + "equation, which is followed by an example in numbers: the first of the two small clips that "
                        + Html.code("golden/worked-example")
                        + " computes from the features to the loss, here rounded to four digits. The golden numbers "
                        + "were compared with the classes' results when this page was made."));
        Formulas.all().forEach(statement -> html.append(statement(statement)));
        return html.toString();
    }

    private String statement(Formulas.Statement statement) {
        WorkedExample.Example numbers = example.of(statement.type());
        return Html.heading(statement.name())
                + equation(statement.type())
                + (numbers == null ? "" : numbers.html() + Html.small(agreement(numbers.step())));
    }

    /// The formula of an equation class, where it stands in the paper, and the source that opens below it, in HTML.
    ///
    /// @throws java.util.NoSuchElementException if the class is no equation's
    public static String equation(Class<?> type) {
        Formulas.Statement statement = Formulas.of(type).orElseThrow();
        String readings = statement.readings().isEmpty() ? "" : "; open points " + statement.readings();
        return Formula.display(statement.formula())
                + Html.small("Section " + statement.section() + readings + "; class " + Html.code(type.getName()))
                + source(type);
    }

    /// The lines of a class that compute its equation: as it is defined, on plain matrices and numbers, and as it is
    /// applied, on variables with gradients.
    private static String source(Class<?> type) {
        List<SourceText.Method> methods = shown(type);
        return Html.folded(
                "The source: "
                        + methods.stream()
                                .map(SourceText.Method::name)
                                .distinct()
                                .collect(Collectors.joining(", ")),
                methods.stream().map(method -> Html.source(method.text())).collect(Collectors.joining()));
    }

    /// The methods that compute an equation, its definition first.
    static List<SourceText.Method> shown(Class<?> type) {
        List<SourceText.Method> methods = SourceText.of(type).methods();
        List<String> names = GRAPH.getOrDefault(type, List.of("definition", "apply"));
        return names.stream()
                .flatMap(name -> methods.stream()
                        .filter(method -> GRAPH.containsKey(type)
                                ? method.name().equals(name)
                                : method.name().startsWith(name)))
                .toList();
    }

    private static String agreement(GoldenStep step) {
        GoldenStep.Agreement agreement = step.agreement();
        String source = Html.code(step.name() + ".json") + ", case "
                + Html.code(step.golden().id());
        return agreement.wrong() == 0
                ? String.format(
                        Locale.ROOT,
                        "%s: %d golden numbers were recomputed; the largest difference is %s.",
                        source,
                        agreement.numbers(),
                        Formula.digits(agreement.difference()))
                : String.format(
                        Locale.ROOT,
                        "<strong>%s: %d of %d golden numbers differ from the recomputed ones, by up to "
                                + "%s.</strong>",
                        source,
                        agreement.wrong(),
                        agreement.numbers(),
                        Formula.digits(agreement.difference()));
    }
}
