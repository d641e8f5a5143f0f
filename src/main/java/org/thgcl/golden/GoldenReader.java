package org.thgcl.golden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads golden files by the letter: what the format doesn't know is refused, and nothing is guessed.
public final class GoldenReader {
    private static final long LARGEST_FILE = 1L << 28;

    private final JsonSource json;
    private final Set<String> given = new HashSet<>();
    private final List<GoldenCase> cases = new ArrayList<>();
    private final Map<String, String> flags = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private List<String> reading = List.of();
    private Tolerance tolerance;
    private int caseCount;

    private GoldenReader(String text) {
        json = new JsonSource(text);
    }

    /// Reads a file.
    ///
    /// @throws GoldenException if it isn't a golden file; the message names file, case and field
    /// @throws IOException if it can't be read
    public static GoldenFile read(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new GoldenException("", "larger than " + LARGEST_FILE + " bytes");
            }
            return parse(text(Files.readAllBytes(file)));
        } catch (GoldenException e) {
            throw e.inFile(file.toString());
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GoldenException("", "not text in UTF-8");
        }
    }

    /// Reads a document.
    ///
    /// @throws GoldenException if it doesn't follow the format; the message names case and field
    public static GoldenFile parse(String text) {
        return new GoldenReader(text).document();
    }

    private GoldenFile document() {
        json.object(name -> {
            field(name);
            given.add(name);
        });
        json.end();
        for (String name : List.of("format", "kind", "equation", "source", "tolerance", "cases")) {
            if (!given.contains(name)) {
                throw new GoldenException(name, "is missing");
            }
        }
        if (given.contains("case_count") && caseCount != cases.size()) {
            throw new GoldenException(
                    "case_count", "is " + caseCount + ", the file has " + cases.size() + "; is it cut off?");
        }
        return new GoldenFile(
                texts.get("kind"),
                texts.get("equation"),
                texts.getOrDefault("class", ""),
                texts.get("source"),
                tolerance,
                texts.getOrDefault("tolerance_why", ""),
                reading,
                flags,
                cases);
    }

    private void field(String name) {
        switch (name) {
            case "format" -> format();
            case "kind", "equation", "class", "source", "tolerance_why" -> texts.put(name, json.text());
            case "reading" -> reading = CaseReader.texts(json);
            case "tolerance" -> tolerance = CaseReader.tolerance(json);
            case "flags" -> json.object(flag -> flags.put(flag, json.text()));
            case "case_count" -> caseCount = TensorReader.whole(json);
            case "cases" -> cases();
            default -> throw json.wrong("the format has no such field");
        }
    }

    private void format() {
        String format = json.text();
        if (!format.equals(GoldenFile.FORMAT)) {
            throw json.wrong(
                    "is " + GoldenException.quoted(format) + ", this program reads '" + GoldenFile.FORMAT + "'");
        }
    }

    private void cases() {
        Set<String> ids = new HashSet<>();
        json.list(() -> {
            GoldenCase next = new CaseReader(json).read();
            if (!ids.add(next.id())) {
                throw json.wrong("a case before has the same id").inCase(next.id());
            }
            cases.add(next);
        });
    }
}
