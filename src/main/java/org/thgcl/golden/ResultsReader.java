package org.thgcl.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.thgcl.golden.Results.ResultCase;
import org.thgcl.golden.Results.ResultFile;

/// Reads results of another implementation, format `thgcl-results/1`, by the letter.
public final class ResultsReader {
    private final JsonSource json;

    private ResultsReader(String text) {
        json = new JsonSource(text);
    }

    /// Reads a file.
    ///
    /// @throws GoldenException if it doesn't follow the format; the message names file, case and field
    /// @throws IOException if it can't be read
    public static Results read(Path file) throws IOException {
        try {
            ResultsReader reader = new ResultsReader(JsonSource.text(file));
            Results results = reader.document();
            reader.json.end();
            return results;
        } catch (GoldenException e) {
            throw e.inFile(file.toString());
        }
    }

    private Results document() {
        Map<String, String> texts = new LinkedHashMap<>();
        List<ResultFile> files = new ArrayList<>();
        object(List.of("format", "suite", "implementation", "files"), List.of(), name -> {
            switch (name) {
                case "format" -> format();
                case "suite" -> texts.put(name, GoldenReader.version(json));
                case "implementation" -> texts.put(name, json.text());
                default -> unique("file", files, this::file, ResultFile::file);
            }
        });
        return new Results(texts.get("suite"), texts.get("implementation"), files);
    }

    private void format() {
        String format = json.text();
        if (!format.equals(Results.FORMAT)) {
            throw json.wrong("is " + GoldenException.quoted(format) + ", this program reads '" + Results.FORMAT + "'");
        }
    }

    private ResultFile file() {
        Map<String, String> texts = new LinkedHashMap<>();
        List<ResultCase> cases = new ArrayList<>();
        object(List.of("file", "sha256", "cases"), List.of(), name -> {
            switch (name) {
                case "file" -> texts.put(name, json.text());
                case "sha256" -> texts.put(name, sha256());
                default -> unique("case", cases, this::resultCase, ResultCase::id);
            }
        });
        return new ResultFile(texts.get("file"), texts.get("sha256"), cases);
    }

    private String sha256() {
        String digits = json.text();
        if (!digits.matches("[0-9a-f]{64}")) {
            throw json.wrong("is " + GoldenException.quoted(digits) + ", must be 64 digits 0 to 9 and a to f");
        }
        return digits;
    }

    private ResultCase resultCase() {
        String[] id = new String[1];
        Map<String, GoldenTensor> outputs = new LinkedHashMap<>();
        Map<String, GoldenTensor> gradients = new LinkedHashMap<>();
        object(List.of("id", "outputs"), List.of("gradients"), name -> {
            switch (name) {
                case "id" -> id[0] = json.text();
                case "outputs" -> json.object(key -> outputs.put(key, TensorReader.tensor(json)));
                default -> json.object(key -> gradients.put(key, TensorReader.tensor(json)));
            }
        });
        return new ResultCase(id[0], outputs, gradients);
    }

    /// Reads an object of these fields alone.
    private void object(List<String> needed, List<String> optional, Consumer<String> value) {
        Set<String> given = new HashSet<>();
        json.object(name -> {
            if (!needed.contains(name) && !optional.contains(name)) {
                throw json.wrong("the format has no such field");
            }
            given.add(name);
            value.accept(name);
        });
        needed.stream().filter(name -> !given.contains(name)).findFirst().ifPresent(name -> {
            throw json.wrong(name + " is missing");
        });
    }

    /// Reads a list in which no two items have the same name.
    private <T> void unique(String what, List<T> items, Supplier<T> next, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        json.list(() -> {
            T item = next.get();
            if (!names.add(name.apply(item))) {
                throw json.wrong("the " + what + " " + GoldenException.quoted(name.apply(item))
                        + " stands here for the second time");
            }
            items.add(item);
        });
    }
}
