package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read_again() throws IOException {
        List<String> title = List.of("id", "label, in \"quotes\"");
        List<String> row = List.of("a\r\nb", "Glocke-ä");
        List<String> empty = List.of("", "");
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                new Csv().line(title).line(row).line(empty).toString());
        assertThat(CsvReader.read(file))
                .containsExactly(new CsvReader.Row(1, title), new CsvReader.Row(2, row), new CsvReader.Row(4, empty));
    }

    @Test
    void numbers_keep_their_bits_and_none_is_an_empty_field() {
        String text = new Csv().line(List.of(0.1, 3, Double.NaN, 4.9e-324)).toString();
        assertThat(text).isEqualTo("0.1,3,,4.9E-324\r\n");
    }

    @Test
    void a_file_in_another_encoding_is_refused() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), "Glocke-ä\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvReader.read(file))
                .withMessageContaining(file + " is not text in UTF-8");
    }
}
