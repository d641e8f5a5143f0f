package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;

class FormulasTest {
    @Test
    void every_equation_class_has_its_formula_and_its_part_of_the_example() throws IOException {
        WorkedExample example = new WorkedExample();
        String html = new EquationsSection().html();
        List<String> classes;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/thgcl/equation"))) {
            classes = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.startsWith("package"))
                    .toList();
        }
        assertThat(classes).hasSizeGreaterThan(10).allSatisfy(name -> {
            Class<?> type = Class.forName("org.thgcl.equation." + name);
            Formulas.Statement statement = Formulas.of(type).orElseThrow();
            assertThat(html)
                    .contains(Formula.display(statement.formula()))
                    .contains(Html.heading(statement.name()))
                    .contains("<code>" + type.getName() + "</code>");
            // TMac's weight has no part in the paper's own configuration, which the example follows
            if (!name.equals("TMacWeight")) {
                assertThat(html).contains(example.of(type).html());
            }
        });
    }

    @Test
    void formulas_are_mathml() {
        assertThat(Formulas.all()).isNotEmpty().allSatisfy(statement -> assertThat(
                        Markup.elements(Markup.parse(Formula.display(statement.formula())), "math"))
                .hasSize(1));
        assertThat(Formulas.of(Eq1GaussianWeight.class).orElseThrow().section()).isEqualTo("2.2");
        assertThat(Formulas.of(String.class)).isEmpty();
    }
}
