package org.thgcl.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.file.Csv;

/// Which clip is in which part, `split.csv` of a run: number of the clip in its file, id, label, part, file; in the
/// order of the files and of the clips in them.
final class SplitTable {
    private static final List<String> COLUMNS = List.of("clip", "id", "label", "part", "file");

    private SplitTable() {}

    static String of(Split.Parts parts) {
        Csv csv = new Csv().line(COLUMNS);
        for (DataSet data : RunData.byRole(parts).values()) {
            SortedMap<Integer, String> partOf = new TreeMap<>();
            add(partOf, data, parts.train(), RunData.TRAIN);
            add(partOf, data, parts.validation(), RunData.VALIDATION);
            add(partOf, data, parts.test(), RunData.TEST);
            partOf.forEach((clip, part) -> csv.line(row(data, clip, part)));
        }
        return csv.toString();
    }

    private static void add(Map<Integer, String> partOf, DataSet data, Subset part, String name) {
        if (part != null && part.data().equals(data)) {
            for (int clip : part.clips()) {
                partOf.put(clip, name);
            }
        }
    }

    private static List<Object> row(DataSet data, int clip, String part) {
        List<Object> row = new ArrayList<>(List.of(clip, data.id(clip)));
        row.add(data.classNames(clip));
        row.add(part);
        row.add(data.name());
        return row;
    }
}
