package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private record Entry(String clipId, Map<String, Double> scores) {}

    private static final Entry ENTRY = new Entry("a <\"1\">", Map.of("cat, 'small'", Double.NaN));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void a_list_written_entry_by_entry_is_the_page_of_the_whole(int entries) throws IOException {
        List<Entry> whole = Collections.nCopies(entries, ENTRY);
        StringWriter text = new StringWriter();
        Json.PagedList list = Json.list(text);
        for (Entry entry : whole) {
            list.add(entry);
        }
        list.end();
        assertThat(text).hasToString(Json.page(whole));
    }

    @Test
    void what_the_writer_throws_is_thrown() throws IOException {
        IOException full = new IOException("full");
        Json.PagedList list = Json.list(new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                if (length > 1) {
                    throw full;
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        assertThatThrownBy(() -> list.add(ENTRY)).isSameAs(full);
    }
}
