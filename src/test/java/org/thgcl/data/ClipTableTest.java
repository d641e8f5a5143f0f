package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipTableTest {
    @TempDir
    Path folder;

    private ClipTable table(String labels, String ids) throws IOException {
        Path labelFile = Files.writeString(folder.resolve("l.csv"), labels);
        return ClipTable.read(labelFile, ids == null ? null : Files.writeString(folder.resolve("i.csv"), ids));
    }

    @Test
    void one_column_holds_labels_with_or_without_a_title() throws IOException {
        assertThat(table("dog\ncat\n", null)).isEqualTo(new ClipTable(List.of("dog", "cat"), null));
        assertThat(table("label\r\ndog\r\ncat", null).labels()).containsExactly("dog", "cat");
        assertThat(table("\uFEFFlabel\ndog\n\n\n", null).labels()).containsExactly("dog");
    }

    @Test
    void fields_in_quotes_hold_commas_quotes_and_line_breaks() throws IOException {
        ClipTable table = table(
                "id,label\n1,\"Glocke-ä, big\"\n2,\"a \"\"b\"\"\"\n3,\"two\r\nlines\"\n4,\"\uD83D\uDD14\"\n", null);
        assertThat(table.labels()).containsExactly("Glocke-ä, big", "a \"b\"", "two\r\nlines", "\uD83D\uDD14");
        assertThat(table.ids()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void columns_are_found_by_their_titles() throws IOException {
        ClipTable table = table("split,label,id\ntrain,dog,x\ntest,cat,y\n", null);
        assertThat(table.labels()).containsExactly("dog", "cat");
        assertThat(table.ids()).containsExactly("x", "y");
    }

    @Test
    void ids_of_their_own_give_the_order_of_the_clips() throws IOException {
        assertThat(table("dog\ncat\n", "id\nx\ny\n").ids()).containsExactly("x", "y");
        ClipTable byId = table("id,label\ny,cat\nx,dog\nz,cow\n", "x\ny\n");
        assertThat(byId.labels()).containsExactly("dog", "cat");
        assertThat(byId.ids()).containsExactly("x", "y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dog;'';cat                  | -        | line 2 has no label",
                "id,label;x,dog;y            | -        | line 3 has 1 fields, the first line has 2",
                "id,class;x,dog              | -        | one must be named label",
                "'\"dog;cat'                 | -        | line 1 has a quote that is never closed",
                "dog;c\"at                   | -        | line 2 has a quote within a field",
                "'\"dog\"s;cat'              | -        | line 1 has something after the quote",
                "dog;cat;cow                 | x        | has 3 labels",
                "id,label;x,dog;x,cat        | x        | id 'x' is listed twice",
                "id,label;x,dog              | x;y      | has no label of id 'y'",
                "dog                         | x,y      | ids are one column",
            })
    void what_is_not_a_table_is_refused_with_its_line(String labels, String ids, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(lines(labels), ids.equals("-") ? null : lines(ids)))
                .withMessageContaining(message);
    }

    @Test
    void a_carriage_return_alone_ends_no_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table("do\rg\n", null))
                .withMessageContaining("line 1 has a carriage return without a line feed");
    }

    private static String lines(String text) {
        return text.replace("''", "").replace(';', '\n') + "\n";
    }

    @Test
    void an_empty_file_and_one_of_another_encoding_are_refused() throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> table("", null)).withMessageContaining("l.csv is empty");
        Path latin = Files.write(folder.resolve("latin.csv"), "Glocke-ä\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClipTable.read(latin, null))
                .withMessageContaining("latin.csv is not text in UTF-8");
    }
}
