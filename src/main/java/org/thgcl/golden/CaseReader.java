package org.thgcl.golden;

import com.google.gson.stream.JsonToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one case.
final class CaseReader {
    private final JsonSource json;
    private final Set<String> given = new HashSet<>();
    private String id;
    private String comment = "";
    private List<String> flags = List.of();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, GoldenTensor> inputs = new LinkedHashMap<>();
    private final Map<String, GoldenTensor> cotangents = new LinkedHashMap<>();
    private final Map<String, GoldenTensor> outputs = new LinkedHashMap<>();
    private final Map<String, GoldenTensor> gradients = new LinkedHashMap<>();
    private Tolerance tolerance;
    private final List<Decoy> decoys = new ArrayList<>();
    private List<String> invariants = List.of();

    CaseReader(JsonSource json) {
        this.json = json;
    }

    /// Reads the case.
    ///
    /// @throws GoldenException for the first thing in it that doesn't follow the format
    GoldenCase read() {
        try {
            json.object(name -> {
                field(name);
                given.add(name);
            });
            require(given, "id", "settings", "inputs", "outputs");
        } catch (GoldenException e) {
            throw id == null ? e : e.inCase(id);
        }
        return new GoldenCase(
                id, comment, flags, settings, inputs, cotangents, outputs, gradients, tolerance, decoys, invariants);
    }

    private void require(Set<String> names, String... required) {
        for (String name : required) {
            if (!names.contains(name)) {
                throw json.wrong(name + " is missing");
            }
        }
    }

    private void field(String name) {
        switch (name) {
            case "id" -> id = json.text();
            case "comment" -> comment = json.text();
            case "flags" -> flags = texts(json);
            case "settings" -> json.object(key -> settings.put(key, setting()));
            case "inputs" -> tensors(inputs);
            case "cotangents" -> tensors(cotangents);
            case "outputs" -> tensors(outputs);
            case "gradients" -> tensors(gradients);
            case "tolerance" -> tolerance = tolerance(json);
            case "decoys" -> json.list(() -> decoys.add(decoy()));
            case "invariants" -> invariants = texts(json);
            default -> throw json.wrong("a case has no such field");
        }
    }

    private void tensors(Map<String, GoldenTensor> tensors) {
        json.object(name -> tensors.put(name, TensorReader.tensor(json)));
    }

    private Object setting() {
        if (json.next() == JsonToken.BEGIN_ARRAY) {
            List<Object> items = new ArrayList<>();
            json.list(() -> items.add(TensorReader.number(json)));
            return List.copyOf(items);
        }
        return switch (json.next()) {
            case STRING -> json.text();
            case BOOLEAN -> json.truth();
            // as programs write a list that they don't have
            case NULL -> {
                json.nothing();
                yield List.of();
            }
            default -> TensorReader.number(json);
        };
    }

    private Decoy decoy() {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, GoldenTensor> expected = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        json.object(name -> {
            seen.add(name);
            switch (name) {
                case "name", "why" -> texts.put(name, json.text());
                case "outputs" -> tensors(expected);
                default -> throw json.wrong("a decoy has no such field");
            }
        });
        require(seen, "name", "outputs");
        return new Decoy(texts.get("name"), texts.getOrDefault("why", ""), expected);
    }

    static List<String> texts(JsonSource json) {
        List<String> texts = new ArrayList<>();
        json.list(() -> texts.add(json.text()));
        return List.copyOf(texts);
    }

    /// `{"absolute": 1e-12, "relative": 1e-10}`.
    static Tolerance tolerance(JsonSource json) {
        Map<String, Double> bounds = new LinkedHashMap<>();
        json.object(name -> {
            if (!name.equals("absolute") && !name.equals("relative")) {
                throw json.wrong("a tolerance has no such field, only absolute and relative");
            }
            double bound = TensorReader.real(json);
            if (bound < 0) {
                throw json.wrong("is " + bound + ", must be at least 0");
            }
            bounds.put(name, bound);
        });
        if (bounds.size() < 2) {
            throw json.wrong((bounds.containsKey("absolute") ? "relative" : "absolute") + " is missing");
        }
        return new Tolerance(bounds.get("absolute"), bounds.get("relative"));
    }
}
