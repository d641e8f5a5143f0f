package org.thgcl.training;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/// Results as JSON: names in lower case with underscores, and `null` for a number that is not finite, which JSON can't
/// write.
public final class Json {
    private static final JsonSerializer<Double> FINITE =
            (number, type, context) -> Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;

    private static final GsonBuilder BUILDER = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .registerTypeAdapter(Double.class, FINITE)
            .registerTypeAdapter(double.class, FINITE);

    private static final Gson LINE = BUILDER.create();
    private static final Gson PAGE = BUILDER.setPrettyPrinting().create();

    private Json() {}

    /// A record, map or list on one line.
    public static String line(Object value) {
        return LINE.toJson(value);
    }

    /// A record, map or list, indented, ending with a newline.
    public static String page(Object value) {
        return PAGE.toJson(value) + "\n";
    }
}
