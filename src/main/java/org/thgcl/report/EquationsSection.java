package org.thgcl.report;

import java.util.Locale;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// The equations: what each class states, and the same in numbers.
final class EquationsSection implements Section {
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
                Html.paragraph("Each equation of the paper is one class of the program. Below each equation is an "
                        + "example in numbers: the first of the two small clips that "
                        + Html.code("golden/worked-example")
                        + " computes from the features to the loss, here rounded to four digits. The golden numbers "
                        + "were compared with the classes' results when this page was made."));
        Formulas.all().forEach(statement -> html.append(statement(statement)));
        return html.toString();
    }

    private String statement(Formulas.Statement statement) {
        String readings = statement.readings().isEmpty() ? "" : "; open points " + statement.readings();
        WorkedExample.Example numbers = example.of(statement.type());
        return Html.heading(statement.name())
                + Formula.display(statement.formula())
                + Html.small("Section " + statement.section() + readings + "; class "
                        + Html.code(statement.type().getName()))
                + (numbers == null ? "" : numbers.html() + Html.small(agreement(numbers.step())));
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
