package org.thgcl.golden;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final long LARGEST_FILE = 1L << 28;
    private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+)");

    private final JsonReader reader;
    private final Deque<String> field = new ArrayDeque<>();
    private int depth;
    private int opened;
    private boolean broken;

    JsonSource(String text) {
        reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
    }

    /// A file's text.
    ///
    /// @throws GoldenException if it is too large or isn't UTF-8
    /// @throws IOException if it can't be read
    static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new GoldenException("", "larger than " + LARGEST_FILE + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GoldenException("", "not text in UTF-8");
        }
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
            broken = true;
            throw wrong("the file ends here, in the middle of the document");
        } catch (MalformedJsonException e) {
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            broken = true;
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
            opened++;
            return depth++;
        });
        Set<String> seen = new HashSet<>();
        while (read(reader::hasNext)) {
            String name = read(reader::nextName);
            field.addLast("." + GoldenException.shown(name));
            if (!seen.add(name)) {
                throw wrong("stands here for the second time");
            }
            value.accept(name);
            field.removeLast();
        }
        read(() -> {
            reader.endObject();
            return depth--;
        });
    }

    /// Reads a list, item by item; every call must read the item.
    void list(Runnable item) {
        expect(JsonToken.BEGIN_ARRAY, "a list [ ]");
        read(() -> {
            reader.beginArray();
            opened++;
            return depth++;
        });
        for (int i = 0; read(reader::hasNext); i++) {
            field.addLast("[" + i + "]");
            item.run();
            field.removeLast();
        }
        read(() -> {
            reader.endArray();
            return depth--;
        });
    }

    /// Reads an object and, if something in it is refused, skips what is left of it: the next value can be read then.
    ///
    /// @return what was refused, or `null`
    /// @throws GoldenException if the text isn't JSON
    GoldenException attempt(Runnable object) {
        int outside = depth;
        int before = opened;
        int fields = field.size();
        try {
            object.run();
            return null;
        } catch (GoldenException refused) {
            if (broken) {
                throw refused;
            }
            if (opened == before) {
                read(() -> {
                    reader.skipValue();
                    return null;
                });
            }
            skipTo(outside);
            while (field.size() > fields) {
                field.removeLast();
            }
            return refused;
        }
    }

    /// Skips until so many objects and lists are open.
    ///
    /// @throws GoldenException if what follows isn't JSON
    private void skipTo(int outside) {
        while (depth > outside) {
            JsonToken next = next();
            read(() -> {
                switch (next) {
                    case END_OBJECT -> {
                        reader.endObject();
                        depth--;
                    }
                    case END_ARRAY -> {
                        reader.endArray();
                        depth--;
                    }
                    default -> reader.skipValue();
                }
                return next;
            });
        }
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

    /// A `null`.
    void nothing() {
        expect(JsonToken.NULL, "null");
        read(() -> {
            reader.nextNull();
            return null;
        });
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
