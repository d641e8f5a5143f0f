package org.thgcl.lesson;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.file.Sha256;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.golden.KindSetting;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.suite.Suite;
import org.thgcl.lesson.ScalarTape.Scalar;

/// An answer to an exercise of `docs/lesson.md`, by [ScalarTape]: from each case of a golden file to results.
final class Exercise {
    private static final Path SUITE = Path.of("golden");

    /// What is computed of a case.
    @FunctionalInterface
    interface Answer {
        /// The outputs by name, row by row.
        Map<String, Scalar[]> of(Case c);
    }

    /// A case on a tape.
    record Case(
            ScalarTape tape,
            Map<String, Object> settings,
            Map<String, GoldenTensor> tensors,
            Map<String, Scalar[]> inputs) {
        double setting(String name) {
            return ((Number) settings.get(name)).doubleValue();
        }

        Scalar[] input(String name) {
            return inputs.get(name);
        }

        /// A whole number of an input.
        int index(String name, int place) {
            return (int) input(name)[place].value();
        }

        int size(String name, int axis) {
            return tensors.get(name).shape().size(axis);
        }

        Scalar number(double value) {
            return tape.number(value);
        }

        Scalar sum(Scalar... terms) {
            return Arrays.stream(terms).reduce(number(0), Scalar::plus);
        }
    }

    private Exercise() {}

    /// The file of results of an answer, as `golden judge` reads it.
    static String results(String path, Answer answer) throws IOException {
        Path file = SUITE.resolve(path);
        GoldenFile golden = GoldenReader.read(file);
        JsonArray cases = new JsonArray();
        golden.cases().forEach(c -> cases.add(result(golden.kind(), c, answer)));
        JsonObject entry = new JsonObject();
        entry.addProperty("file", path);
        entry.addProperty("sha256", Sha256.of(Files.readAllBytes(file)));
        entry.add("cases", cases);
        JsonArray files = new JsonArray();
        files.add(entry);
        JsonObject results = new JsonObject();
        results.addProperty("format", "thgcl-results/1");
        results.addProperty("suite", Suite.VERSION);
        results.addProperty("implementation", "my answer");
        results.add("files", files);
        return results.toString();
    }

    private static JsonObject result(String kind, GoldenCase c, Answer answer) {
        ScalarTape tape = new ScalarTape();
        Map<String, Object> settings = new LinkedHashMap<>();
        for (KindSetting setting : Kinds.of(kind).settings()) {
            settings.put(setting.name(), c.settings().getOrDefault(setting.name(), setting.fallback()));
        }
        Map<String, Scalar[]> inputs = new LinkedHashMap<>();
        c.inputs()
                .forEach((name, x) -> inputs.put(
                        name,
                        Arrays.stream(x.values().toArray())
                                .mapToObj(tape::number)
                                .toArray(Scalar[]::new)));
        Map<String, Scalar[]> outputs = answer.of(new Case(tape, settings, c.inputs(), inputs));
        if (!c.cotangents().isEmpty()) {
            Scalar objective = tape.number(0);
            for (Map.Entry<String, GoldenTensor> cotangent : c.cotangents().entrySet()) {
                Scalar[] output = outputs.get(cotangent.getKey());
                for (int k = 0; k < output.length; k++) {
                    Scalar upstream = tape.number(cotangent.getValue().values().get(k));
                    objective = objective.plus(upstream.times(output[k]));
                }
            }
            tape.backward(objective);
        }
        JsonObject result = new JsonObject();
        result.addProperty("id", c.id());
        JsonObject values = new JsonObject();
        c.outputs()
                .forEach((name, y) -> values.add(
                        name,
                        tensor(
                                y,
                                Arrays.stream(outputs.get(name))
                                        .mapToDouble(Scalar::value)
                                        .toArray())));
        result.add("outputs", values);
        JsonObject gradients = new JsonObject();
        c.gradients()
                .forEach((name, y) -> gradients.add(
                        name,
                        tensor(
                                y,
                                Arrays.stream(inputs.get(name))
                                        .mapToDouble(Scalar::gradient)
                                        .toArray())));
        result.add("gradients", gradients);
        return result;
    }

    private static JsonObject tensor(GoldenTensor like, double[] numbers) {
        JsonArray shape = new JsonArray();
        Arrays.stream(like.shape().toArray()).forEach(shape::add);
        JsonArray data = new JsonArray();
        for (double number : numbers) {
            if (like.whole()) {
                data.add((long) number);
            } else {
                data.add(number);
            }
        }
        JsonObject tensor = new JsonObject();
        tensor.add("shape", shape);
        tensor.add("data", data);
        return tensor;
    }
}
