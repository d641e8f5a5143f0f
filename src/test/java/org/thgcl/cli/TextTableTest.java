package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void names_are_flush_left_and_numbers_flush_right() {
        assertThat(new TextTable("class", "clips", "AP").row("dog", 12, 0.5).row("a cat", 3, 0.25))
                .hasToString("""
                    class  clips      AP
                    dog       12  0.5000
                    a cat      3  0.2500
                    """);
    }

    @Test
    void a_column_that_says_nothing_is_left_out() {
        assertThat(new TextTable("run", "sd", "p", "mAP")
                        .row("a", Double.NaN, "", 0.5)
                        .row("b", "-", "", 0.5))
                .hasToString("""
                    run     mAP
                    a    0.5000
                    b    0.5000
                    """);
        assertThat(new TextTable("run", "sd").row("a", "-").row("b", 1))
                .asString()
                .contains("sd");
    }

    @Test
    void a_long_name_is_broken_between_words() {
        String name = "a bell that somebody rings in a tower far away from here on a Sunday morning in May";
        String table = new TextTable("class", "clips").row(name, 12).toString();
        assertThat(table.lines()).allMatch(line -> line.length() <= 80);
        assertThat(table.replaceAll(" +12", "").replaceAll("\\s+", " ")).contains(name);
    }

    @Test
    void columns_that_do_not_fit_follow_below_with_the_names_again() {
        Object[] cells = new Object[13];
        String[] header = new String[13];
        Arrays.fill(cells, 0.5);
        Arrays.setAll(header, seed -> "seed " + seed);
        header[0] = "variant";
        cells[0] = "paper";
        String table = new TextTable(header).row(cells).toString();
        assertThat(table.lines()).allMatch(line -> line.length() <= 80).hasSize(5);
        assertThat(table.lines().filter(line -> line.startsWith("paper"))).hasSize(2);
        assertThat(table).contains("seed 1 ", "seed 12\n");
    }

    @Test
    void chinese_names_take_two_columns_a_character() {
        assertThat(new TextTable("class", "clips")
                        .row("犬", 1)
                        .row("dog", 2)
                        .toString()
                        .lines())
                .containsExactly("class  clips", "犬         1", "dog        2");
    }
}
