package org.thgcl.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Damages a golden file: its bytes, its tokens, its structure.
final class GoldenMutation {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|-?[0-9][-+.eE0-9]*|true|false");
    private static final List<String> NASTY = List.of(
            "1e999", "-1", "0", "1", "0.0", "2", "2147483647", "2147483648", "-2147483648", "1e308", "1e-320", "-0",
            "00", ".5", "1.", "0x10", "99999999999999999999", "16777216", "1000000", "9999", "\"NaN\"", "\"Infinity\"",
            "\"-Infinity\"", "NaN", "Infinity", "null", "true", "false", "[]", "{}", "\"\"", "\"x\"", "\"hops\"",
            "\"symmetric\"", "\"\\u0000\"", "\"\\ud800\"", "'a'", "\"none\"", "\"thgn\"", "\"training\"", "// x\n1");
    private static final List<String> SHAPES = List.of(
            "[2147483647]",
            "[0]",
            "[]",
            "[-1]",
            "[0, 16777216]",
            "[16777216, 0]",
            "[65536, 65536]",
            "[4096, 4096]",
            "[1.5]",
            "[\"2\"]",
            "[2147483647, 2147483647, 2147483647, 0]",
            "[1, 1, 1, 1, 1, 1, 1, 1]");

    private final Random random;

    GoldenMutation(long seed) {
        random = new Random(seed);
    }

    /// One to three damages, one upon the other.
    byte[] of(List<String> files) {
        String text = one(files);
        int rounds = 1 + random.nextInt(3);
        for (int i = 0; i < rounds; i++) {
            text = switch (random.nextInt(4)) {
                case 0, 1 -> token(text);
                case 2 -> structure(text);
                default -> characters(text);
            };
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String characters(String text) {
        if (text.isEmpty()) {
            return "{";
        }
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(20));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            default -> text.substring(0, from) + (char) random.nextInt(128) + text.substring(from);
        };
    }

    private String token(String text) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.isEmpty()) {
            return one(NASTY);
        }
        MatchResult token = one(tokens);
        String other = random.nextInt(3) == 0 ? one(tokens).group() : one(NASTY);
        return text.substring(0, token.start()) + other + text.substring(token.end());
    }

    private String structure(String text) {
        JsonElement root;
        try {
            root = JsonParser.parseString(text);
        } catch (RuntimeException notJson) {
            return token(text);
        }
        List<JsonElement> nodes = new ArrayList<>();
        collect(root, nodes);
        JsonElement node = one(nodes);
        if (node instanceof JsonObject object && !object.isEmpty()) {
            change(object, nodes);
        } else if (node instanceof JsonArray list) {
            change(list, nodes);
        }
        return root.toString();
    }

    private void change(JsonObject object, List<JsonElement> nodes) {
        String name = one(List.copyOf(object.keySet()));
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> object.add(name + "x", object.get(name).deepCopy());
            case 2 -> object.add(name, one(nodes).deepCopy());
            case 3 -> object.add(name, deep());
            default -> {
                if (object.has("shape")) {
                    object.add("shape", JsonParser.parseString(one(SHAPES)));
                } else {
                    object.add(name, new JsonPrimitive(random.nextInt(3) == 0 ? Integer.MAX_VALUE : 100_000));
                }
            }
        }
    }

    private void change(JsonArray list, List<JsonElement> nodes) {
        switch (random.nextInt(4)) {
            case 0 -> list.add(one(nodes).deepCopy());
            case 1 -> list.add(JsonNull.INSTANCE);
            case 2 -> list.add(new JsonPrimitive(random.nextInt()));
            default -> {
                if (!list.isEmpty()) {
                    list.remove(random.nextInt(list.size()));
                }
            }
        }
    }

    private JsonElement deep() {
        JsonElement inner = new JsonPrimitive(1);
        int depth = random.nextInt(400);
        for (int i = 0; i < depth; i++) {
            JsonArray list = new JsonArray();
            list.add(inner);
            inner = list;
        }
        return inner;
    }

    private static void collect(JsonElement node, List<JsonElement> nodes) {
        nodes.add(node);
        if (node instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> field : object.entrySet()) {
                collect(field.getValue(), nodes);
            }
        } else if (node instanceof JsonArray list) {
            list.forEach(item -> collect(item, nodes));
        }
    }
}
