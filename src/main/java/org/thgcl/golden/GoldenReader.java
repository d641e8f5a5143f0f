package org.thgcl.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Reads golden files by the letter: what the format doesn't know is refused, and nothing is guessed.
public final class GoldenReader {
    private final JsonSource json;
    private final Set<String> given = new HashSet<>();
    private final List<GoldenCase> cases = new ArrayList<>();
    private final Map<String, String> flags = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private List<String> reading = List.of();
    private final BiConsumer<Integer, GoldenException> malformed;
    private Tolerance tolerance;
    private int caseCount;
    private int casesRead;

    private GoldenReader(String text, BiConsumer<Integer, GoldenException> malformed) {
        json = new JsonSource(text);
        this.malformed = malformed;
    }

    /// Reads a file.
    ///
    /// @throws GoldenException if it isn't a golden file; the message names file, case and field
    /// @throws IOException if it can't be read
    public static GoldenFile read(Path file) throws IOException {
        return read(file, GoldenReader::refuse);
    }

    /// Reads a file, and goes on where a case doesn't follow the format.
    ///
    /// @param malformed is told of each such case, with its index
    /// @throws GoldenException if the document around the cases isn't a golden file
    /// @throws IOException if it can't be read
    static GoldenFile read(Path file, BiConsumer<Integer, GoldenException> malformed) throws IOException {
        try {
            return new GoldenReader(JsonSource.text(file), malformed).document();
        } catch (GoldenException e) {
            throw e.inFile(file.toString());
        }
    }

    /// Reads a document.
    ///
    /// @throws GoldenException if it doesn't follow the format; the message names case and field
    public static GoldenFile parse(String text) {
        return new GoldenReader(text, GoldenReader::refuse).document();
    }

    private static void refuse(int index, GoldenException refused) {
        throw refused;
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
        if (given.contains("case_count") && caseCount != casesRead) {
            throw new GoldenException(
                    "case_count", "is " + caseCount + ", the file has " + casesRead + "; is it cut off?");
        }
        return new GoldenFile(
                texts.get("kind"),
                texts.get("equation"),
                texts.getOrDefault("version", ""),
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
            case "version" -> texts.put(name, version(json));
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

    /// `MAJOR.MINOR.PATCH`.
    static String version(JsonSource json) {
        String version = json.text();
        if (!version.matches("[0-9]+\\.[0-9]+\\.[0-9]+")) {
            throw json.wrong("is " + GoldenException.quoted(version) + ", must be MAJOR.MINOR.PATCH such as 1.1.0");
        }
        return version;
    }

    private void cases() {
        Set<String> ids = new HashSet<>();
        json.list(() -> {
            GoldenException refused = json.attempt(() -> goldenCase(ids));
            if (refused != null) {
                malformed.accept(casesRead, refused);
            }
            casesRead++;
        });
    }

    private void goldenCase(Set<String> ids) {
        GoldenCase next = new CaseReader(json).read();
        if (!ids.add(next.id())) {
            throw json.wrong("a case before has the same id").inCase(next.id());
        }
        cases.add(next);
    }
}
