package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.ablation.StandardSweeps;
import org.thgcl.file.CsvReader;
import org.thgcl.file.Resource;

/// The sweeps on the synthetic clips that docs/ablations.md shows: the files below docs/measured, which the program
/// carries with it. They are measurements of the program, made by tools/ablations, and aren't made anew here.
final class MeasuredAblations implements Ablations {
    @Override
    public Comparison table2() {
        return read("table2-embedded", StandardSweeps.table2().reference());
    }

    @Override
    public Comparison figure3() {
        return read("figure3-embedded", StandardSweeps.figure3().reference());
    }

    @Override
    public Optional<LossCurves> curves() {
        return Optional.empty();
    }

    @Override
    public Optional<LearntClips> learnt() {
        return Optional.empty();
    }

    private static Comparison read(String sweep, String reference) {
        String file = "measured/ablations/" + sweep + "/variants.csv";
        List<CsvReader.Row> rows = CsvReader.of(file, Resource.text(file));
        List<String> header = rows.getFirst().fields();
        List<Effect> effects = new ArrayList<>();
        int seeds = 0;
        for (CsvReader.Row row : rows.subList(1, rows.size())) {
            List<String> fields = row.fields();
            String variant = fields.get(header.indexOf("variant"));
            seeds = Integer.parseInt(fields.get(header.indexOf("runs")));
            if (!variant.equals(reference)) {
                effects.add(new Effect(
                        variant,
                        number(fields, header, "difference"),
                        number(fields, header, "low"),
                        number(fields, header, "high"),
                        number(fields, header, "p_corrected")));
            }
        }
        return new Comparison("embedded clips", seeds, reference, effects);
    }

    private static double number(List<String> fields, List<String> header, String column) {
        return Double.parseDouble(fields.get(header.indexOf(column)));
    }
}
