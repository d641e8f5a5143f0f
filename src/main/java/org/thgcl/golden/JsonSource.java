package org.thgcl.golden;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A JSON text, read from left to right by the letter of RFC 8259, with repeated names in an object refused, and errors
/// that name the field.
final class JsonSource {
    private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+)");

    private final JsonReader reader;
    private final Deque<String> field = new ArrayDeque<>();

    JsonSource(String text) {
        reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
    }

    /// The field that is being read, such as `cases[2].inputs.xi`.
    String field() {
        return String.join("", field).replaceFirst("^\\.", "");
    }

    /// An error in the field that is being read.
    GoldenException wrong(String message) {
        return new GoldenException(field(), message);
    }

    /// One call of the reader, whose own errors speak of its classes.
    private interface Read<T> {
        T next() throws IOException;
    }

    private <T> T read(Read<T> step) {
        try {
            return step.next();
        } catch (EOFException e) {
            throw wrong("the file ends here, in the middle of the document");
        } catch (MalformedJsonException e) {
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            String where = place.find() ? " at line " + place.group(1) + ", column " + place.group(2) : "";
            throw wrong("not JSON" + where);
        } catch (IOException e) {
            throw new AssertionError(e); // a text in memory
        }
    }

    /// Reads an object, name by name; every call must read the value.
    void object(Consumer<String> value) {
        expect(JsonToken.BEGIN_OBJECT, "an object { }");
        read(() -> {
            reader.beginObject();
            return null;
        });
        Set<String> seen = new HashSet<>();
        while (read(reader::hasNext)) {
            String name = read(reader::nextName);
            field.addLast("." + (name.matches("[\\w.-]{1,60}") ? name : GoldenException.quoted(name)));
            if (!seen.add(name)) {
                throw wrong("stands here for the second time");
            }
            value.accept(name);
            field.removeLast();
        }
        read(() -> {
            reader.endObject();
            return null;
        });
    }

    /// Reads a list, item by item; every call must read the item.
    void list(Runnable item) {
        expect(JsonToken.BEGIN_ARRAY, "a list [ ]");
        read(() -> {
            reader.beginArray();
            return null;
        });
        for (int i = 0; read(reader::hasNext); i++) {
            field.addLast("[" + i + "]");
            item.run();
            field.removeLast();
        }
        read(() -> {
            reader.endArray();
            return null;
        });
    }

    String text() {
        expect(JsonToken.STRING, "a text");
        return read(reader::nextString);
    }

    boolean truth() {
        expect(JsonToken.BOOLEAN, "true or false");
        return read(reader::nextBoolean);
    }

    /// A number as it is written.
    String number() {
        expect(JsonToken.NUMBER, "a number");
        return read(reader::nextString);
    }

    /// What comes next: `string`, `number`, `boolean`, `null`, `begin_array`, `begin_object`, ...
    JsonToken next() {
        return read(reader::peek);
    }

    /// Requires that nothing follows.
    void end() {
        expect(JsonToken.END_DOCUMENT, "the end of the file");
    }

    private void expect(JsonToken token, String words) {
        JsonToken next = next();
        if (next != token) {
            throw wrong("must be " + words + ", is " + words(next));
        }
    }

    private static String words(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY -> "a list";
            case BEGIN_OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case END_DOCUMENT -> "the end of the file";
            case NULL, NAME, END_ARRAY, END_OBJECT -> token.name().toLowerCase(Locale.ROOT);
        };
    }
}
