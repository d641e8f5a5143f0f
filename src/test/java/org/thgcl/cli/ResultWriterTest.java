package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class ResultWriterTest {
    /// Standard output that takes so many characters.
    private static final class Limited extends Writer {
        private int left;

        Limited(int left) {
            this.left = left;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void text_comes_while_it_is_made_and_whole() throws IOException {
        StringWriter out = new StringWriter();
        StringBuilder expected = new StringBuilder();
        try (ResultWriter writer = new ResultWriter(new PrintWriter(out))) {
            for (int line = 0; line < 20_000; line++) {
                String text = "line " + line + "\n";
                writer.write(text);
                expected.append(text);
                assertThat(expected.length() - out.getBuffer().length()).isLessThan(1 << 16);
            }
        }
        assertThat(out).hasToString(expected.toString());
    }

    @Test
    void a_reader_that_has_gone_ends_the_writing() {
        ResultWriter writer = new ResultWriter(new PrintWriter(new Limited(100_000)));
        assertThatThrownBy(() -> {
                    for (int line = 0; line < 20_000; line++) {
                        writer.write("line " + line + "\n");
                    }
                })
                .isInstanceOf(ResultWriter.ClosedException.class);
    }
}
