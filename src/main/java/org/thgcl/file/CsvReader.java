package org.thgcl.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads comma-separated values as RFC 4180 has them, in UTF-8: a field may stand in quotes, a quote in it is doubled,
/// a line ends with CR LF or LF. Nothing else is guessed: what isn't so is refused with its line.
public final class CsvReader {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern EMPTY_LINES_AT_END = Pattern.compile("[\\r\\n]++\\z");
    private static final int END = -1;

    private final String where;
    private final String text;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    private CsvReader(String where, String text) {
        this.where = where;
        this.text = text;
    }

    /// A record and the line at which it begins, counted from 1.
    public record Row(int line, List<String> fields) {}

    /// All records of a file; empty lines at its end are none.
    ///
    /// @throws IllegalArgumentException if the file isn't such, or records have different numbers of fields
    /// @throws IOException if it can't be read
    public static List<Row> read(Path path) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(path + " is not text in UTF-8; save it as UTF-8", e);
        }
        return of(path.toString(), text);
    }

    /// All records of a text; empty lines at its end are none.
    ///
    /// @param where what messages call the text
    /// @throws IllegalArgumentException if the text isn't such, or records have different numbers of fields
    public static List<Row> of(String where, String text) {
        String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new CsvReader(where, EMPTY_LINES_AT_END.matcher(marked).replaceFirst("")).rows();
    }

    private List<Row> rows() {
        while (at < text.length()) {
            Row row = row();
            if (!rows.isEmpty()
                    && row.fields().size() != rows.getFirst().fields().size()) {
                throw wrong(
                        row.line(),
                        "has " + row.fields().size() + " fields, the first line has "
                                + rows.getFirst().fields().size());
            }
            rows.add(row);
        }
        return rows;
    }

    private Row row() {
        int first = line;
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (peek() == ',') {
            at++;
            fields.add(field());
        }
        if (peek() == '\r') {
            at++;
            if (peek() != '\n') {
                throw wrong(line, "has a carriage return without a line feed");
            }
        }
        if (peek() == '\n') {
            at++;
            line++;
        }
        return new Row(first, List.copyOf(fields));
    }

    private String field() {
        if (peek() == '"') {
            return quoted();
        }
        int begin = at;
        while (peek() != END && peek() != ',' && peek() != '\r' && peek() != '\n') {
            if (peek() == '"') {
                throw wrong(line, "has a quote within a field that doesn't begin with one");
            }
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        int first = line;
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            int c = peek();
            if (c == END) {
                throw wrong(first, "has a quote that is never closed");
            }
            at++;
            if (c == '\n') {
                line++;
            }
            if (c == '"') {
                if (peek() != '"') {
                    break;
                }
                at++;
            }
            field.append((char) c);
        }
        if (peek() != END && peek() != ',' && peek() != '\r' && peek() != '\n') {
            throw wrong(line, "has something after the quote that closes a field");
        }
        return field.toString();
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException(where + ": line " + line + " " + what);
    }
}
