package org.thgcl.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads YAML that people wrote. A text that would take a machine's time or stack is refused before anything is made of
/// it: see the limits.
public final class YamlText {
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 20;
    private static final int MOST_DIGITS = 400;

    /// A list or map that is referred to again grows with each level that does so; nobody needs more.
    private static final int MOST_ALIASES = 10;

    private static final Pattern NUMBER = Pattern.compile("[-+.\\d][-+.\\w]*");

    private YamlText() {}

    /// The content of a file.
    ///
    /// @throws IOException if it can't be read
    /// @throws IllegalArgumentException if it isn't text in UTF-8, names file and encoding
    public static String read(Path file) throws IOException {
        byte[] bytes;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(file + ": has " + Files.size(file) + " bytes, must be at most "
                        + MOST_BYTES + "; is it a configuration?");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        return text(file, bytes);
    }

    private static String text(Path file, byte[] bytes) {
        String utf16 = utf16(bytes);
        if (utf16 != null) {
            throw notUtf8(file, "is text in " + utf16);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notUtf8(file, "is not UTF-8, perhaps Latin-1 (ISO 8859-1, Windows-1252)");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static IllegalArgumentException notUtf8(Path file, String what) {
        return new IllegalArgumentException(file + ": " + what + ", must be UTF-8; save it anew as UTF-8");
    }

    /// Which UTF-16, by the mark at the begin or by the zero bytes of plain letters; `null` for none.
    private static String utf16(byte[] bytes) {
        if (bytes.length < 2) {
            return null;
        }
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
            return "UTF-16LE";
        }
        return (first == 0xfe && second == 0xff) || (first == 0 && second != 0) ? "UTF-16BE" : null;
    }

    /// What a text holds: maps, lists, texts, numbers, truth values; `null` if it is empty.
    ///
    /// @throws IllegalArgumentException if it isn't YAML, or beyond the limits
    public static Object document(String text) {
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(MOST_ALIASES).build();
        try {
            // not api.lowlevel.Parse, which its module doesn't export
            check(new ParserImpl(settings, new StreamReader(settings, text)));
            return new Load(settings).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "this isn't YAML: " + e.getMessage().replace('\n', ' '), e);
        }
    }

    private static void check(Parser events) {
        Deque<String> open = new ArrayDeque<>();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event) {
                case CollectionStartEvent start -> {
                    open.push(start.getAnchor().map(Object::toString).orElse(""));
                    if (open.size() > DEEPEST) {
                        throw new IllegalArgumentException("lists and maps within each other" + place(event)
                                + ", at most " + DEEPEST + " deep are allowed");
                    }
                }
                case CollectionEndEvent _ -> open.pop();
                case AliasEvent alias
                when open.contains(alias.getAlias().toString()) ->
                    throw new IllegalArgumentException(
                            "'*" + alias.getAlias() + "'" + place(event) + " refers to what it is a part of");
                case ScalarEvent scalar
                when scalar.isPlain()
                        && scalar.getValue().length() > MOST_DIGITS
                        && NUMBER.matcher(scalar.getValue()).matches() ->
                    throw new IllegalArgumentException(
                            "a number of " + scalar.getValue().length() + " characters" + place(event) + ", at most "
                                    + MOST_DIGITS + " are allowed");
                default -> {}
            }
        }
    }

    private static String place(Event event) {
        return event.getStartMark()
                .map(mark -> " in line " + (mark.getLine() + 1))
                .orElse("");
    }
}
