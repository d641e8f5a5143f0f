package org.thgcl.file;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;

/// Results as JSON: names in lower case with underscores, and `null` for a number that is not finite, which JSON can't
/// write.
public final class Json {
    private static final TypeAdapter<Double> FINITE = new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, Double number) throws IOException {
            if (number != null && Double.isFinite(number)) {
                out.value(number);
            } else {
                out.nullValue();
            }
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return Double.NaN;
            }
            return in.nextDouble();
        }
    };

    private static final GsonBuilder BUILDER = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .registerTypeAdapter(Double.class, FINITE)
            .registerTypeAdapter(double.class, FINITE);

    private static final Gson LINE = BUILDER.create();
    private static final Gson PAGE = BUILDER.setPrettyPrinting().create();

    private Json() {}

    /// A record, map or list on one line.
    public static String line(Object value) {
        return LINE.toJson(value);
    }

    /// A record, map or list, indented, ending with a newline.
    public static String page(Object value) {
        return PAGE.toJson(value) + "\n";
    }

    /// Begins a list that is written entry by entry, as [#page] writes a whole one.
    ///
    /// @throws IOException if the writer throws it
    public static PagedList list(Writer to) throws IOException {
        return new PagedList(to);
    }

    /// A list that is being written.
    public static final class PagedList {
        private final Writer to;
        private final JsonWriter json;

        private PagedList(Writer to) throws IOException {
            this.to = to;
            json = PAGE.newJsonWriter(to);
            json.beginArray();
        }

        /// Writes the next entry.
        ///
        /// @param value a record, map or list
        /// @throws IOException if the writer throws it
        public void add(Object value) throws IOException {
            try {
                PAGE.toJson(value, value.getClass(), json);
            } catch (JsonIOException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
            }
        }

        /// Writes the end.
        ///
        /// @throws IOException if the writer throws it
        public void end() throws IOException {
            json.endArray();
            to.write('\n');
        }
    }

    /// A record that [#line] or [#page] has written; `null` for a number is read as NaN.
    ///
    /// @throws IllegalArgumentException if the text is something else, or a part of it is missing
    public static <R extends Record> R read(String text, Class<R> type) {
        R record;
        try {
            record = LINE.fromJson(text, type);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (RuntimeException e) { // what a record's constructor says of missing parts
            throw new IllegalArgumentException("a part of it is missing or of another kind: " + e.getMessage(), e);
        }
        if (record == null) {
            throw new IllegalArgumentException("it is empty");
        }
        return record;
    }

    /// The parser's message and position, without the names of its classes and the address of its manual.
    private static String reason(JsonParseException e) {
        Throwable first = e.getCause() == null ? e : e.getCause();
        return String.valueOf(first.getMessage()).lines().findFirst().orElse("").replaceFirst(" See http.*", "");
    }
}
