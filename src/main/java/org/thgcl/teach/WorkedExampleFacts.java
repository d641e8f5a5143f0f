package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.file.Resource;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;

/// The inputs of the golden worked example: features, noise, labels and parameters of two tiny clips.
final class WorkedExampleFacts {
    /// Name of their table: in each row the name of an input, then its numbers.
    static final String TABLE = "worked-example";

    private WorkedExampleFacts() {}

    static List<List<String>> rows() {
        GoldenCase golden = GoldenReader.parse(Resource.text("golden/worked-example/13-thgn.json"))
                .cases()
                .getFirst();
        List<List<String>> rows = new ArrayList<>();
        golden.inputs().forEach((name, input) -> rows.add(row(name, input)));
        return rows;
    }

    private static List<String> row(String name, GoldenTensor input) {
        List<String> row = new ArrayList<>();
        row.add(name);
        for (double value : input.values().toArray()) {
            row.add(String.valueOf(value));
        }
        return row;
    }
}
