package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void text_has_no_signs_of_markdown() {
        assertThat(Markdown.text("a|b_c*[d]<e>\\`\nf")).isEqualTo("a\\|b\\_c\\*\\[d]\\<e>\\\\\\`?f");
    }

    @Test
    void code_holds_any_text() {
        assertThat(Markdown.code("my clips_1*.h5")).isEqualTo("`my clips_1*.h5`");
        assertThat(Markdown.code("a|`b`")).isEqualTo("<code>a\\|\\`b\\`</code>");
        assertThat(Markdown.code("")).isEqualTo("<code></code>");
    }

    @Test
    void a_table_has_a_line_a_row() {
        assertThat(Markdown.table(List.of("a", "b"), List.of(List.of("1", "2"), List.of("3", ""))))
                .isEqualTo("\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |  |\n");
    }
}
