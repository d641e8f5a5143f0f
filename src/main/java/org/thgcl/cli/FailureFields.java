package org.thgcl.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.thgcl.golden.Failure;

/// A failure of golden numbers as fields of a JSON object.
final class FailureFields {
    private FailureFields() {}

    static Map<String, Object> of(Failure failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", failure.file());
        fields.put("case", failure.id());
        fields.put("field", failure.field());
        fields.put("index", failure.index());
        if (failure.numbers() != null) {
            fields.put("expected", number(failure.numbers().expected()));
            fields.put("got", number(failure.numbers().got()));
            fields.put("difference", number(failure.numbers().difference()));
            fields.put("allowed", number(failure.numbers().allowed()));
        }
        if (failure.mistake() != null) {
            fields.put("decoy", failure.mistake().decoy().name());
            fields.put("decoy_of", failure.mistake().side().name().toLowerCase(Locale.ROOT));
        }
        fields.put("message", failure.message());
        return fields;
    }

    /// The value as the golden format writes it.
    private static Object number(double value) {
        return Double.isFinite(value) ? value : Double.toString(value);
    }
}
