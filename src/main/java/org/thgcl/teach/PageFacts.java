package org.thgcl.teach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Audit;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;

/// Gathers what figures show and the browser can't find out: what takes long, or reads files of the program. This
/// class runs on the Java virtual machine alone, so all rooms below may be used.
public final class PageFacts {
    private PageFacts() {}

    /// All tables. Each is a few kilobytes at most: the page carries them.
    public static Facts gather() {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        tables.put(AuditFigure.TABLE, AuditFigure.rows(AuditFacts.of(Audit.run())));
        tables.put("quiz", Question.rows(GoldenQuestions.all()));
        tables.put(WorkedExampleFacts.TABLE, WorkedExampleFacts.rows());
        tables.putAll(TrainingFacts.tables(Kernels.of(DType.FLOAT64, Workers.one())));
        tables.put(TapeRules.TABLE, TapeRules.rows());
        return new Facts(tables);
    }
}
