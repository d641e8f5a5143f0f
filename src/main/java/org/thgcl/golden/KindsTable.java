package org.thgcl.golden;

import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The published table of kinds, `kinds.json`, for programs: settings with their values and defaults, inputs and
/// outputs with their shapes, the formula. Settings are written as a JSON Schema, to which `golden.schema.json` refers.
public final class KindsTable {
    /// The table's name in the suite's folder.
    public static final String FILE = "kinds.json";

    private KindsTable() {}

    /// The table, ending with a newline.
    ///
    /// @param version of the suite
    public static String write(String version) {
        Map<String, Object> kinds = new LinkedHashMap<>();
        List<Object> rules = new ArrayList<>();
        Kinds.all().forEach(kind -> {
            kinds.put(kind.name(), about(kind));
            rules.add(rule(kind.name()));
        });
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("format", "thgcl-kinds/1");
        table.put("version", version);
        table.put("names", Map.of("enum", kinds.keySet()));
        table.put("kinds", kinds);
        table.put("documents", Map.of("allOf", rules));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(table) + "\n";
    }

    private static Map<String, Object> about(Kind kind) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("equation", kind.equation());
        about.put("formula", kind.formula());
        about.put("settings", settings(kind.settings()));
        about.put("inputs", tensors(kind.inputs()));
        about.put("outputs", tensors(kind.outputs()));
        about.put("float32", float32(kind.name()));
        return about;
    }

    /// The tolerance of profile float32.
    private static Map<String, Object> float32(String kind) {
        Map<String, Object> profile = new LinkedHashMap<>();
        Tolerance tolerance = Profile.float32(kind);
        profile.put("absolute", tolerance.absolute());
        profile.put("relative", tolerance.relative());
        profile.put("why", Profile.why(kind));
        return profile;
    }

    /// The settings as a JSON Schema.
    private static Map<String, Object> settings(List<KindSetting> settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        settings.forEach(setting -> properties.put(setting.name(), schema(setting)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                settings.stream()
                        .filter(setting -> setting.fallback() == null)
                        .map(KindSetting::name)
                        .toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> schema(KindSetting setting) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (setting.values().isEmpty()) {
            switch (setting.type()) {
                case WHOLE -> schema.putAll(number("integer", setting.bounds()));
                case TEXT -> schema.put("type", "string");
                case REAL -> schema.putAll(number("number", setting.bounds()));
                case OPEN -> {
                    return schema;
                }
                default -> {
                    schema.put("type", "array");
                    schema.put("items", number("integer", setting.bounds()));
                }
            }
        } else {
            schema.put("enum", setting.values());
        }
        if (setting.fallback() != null) {
            schema.put("default", setting.fallback());
        }
        return schema;
    }

    private static Map<String, Object> number(String type, KindSetting.Bounds bounds) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        bound(schema, "minimum", bounds.min());
        bound(schema, "exclusiveMinimum", bounds.above());
        bound(schema, "maximum", bounds.max());
        bound(schema, "exclusiveMaximum", bounds.below());
        return schema;
    }

    private static void bound(Map<String, Object> schema, String keyword, double bound) {
        if (Double.isFinite(bound)) {
            schema.put(keyword, bound == Math.rint(bound) ? (Object) (long) bound : (Object) bound);
        }
    }

    private static Map<String, Object> tensors(List<String> declared) {
        Map<String, Object> tensors = new LinkedHashMap<>();
        declared.stream().map(Declaration::of).forEach(declaration -> {
            Map<String, Object> tensor = new LinkedHashMap<>();
            tensor.put("shape", declaration.sizes());
            tensor.put("whole", declaration.whole());
            tensor.put("optional", declaration.optional());
            tensors.put(declaration.name(), tensor);
        });
        return tensors;
    }

    /// The JSON Schema that a document of one kind must follow.
    private static Map<String, Object> rule(String kind) {
        Map<String, Object> settings = Map.of("$ref", "#/kinds/" + kind + "/settings");
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", Map.of("properties", Map.of("kind", Map.of("const", kind))));
        rule.put("then", property("cases", Map.of("items", property("settings", settings))));
        return rule;
    }

    private static Map<String, Object> property(String name, Object schema) {
        return Map.of("properties", Map.of(name, schema));
    }
}
