package org.thgcl.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.ablation.StandardSweeps;
import org.thgcl.file.CsvReader;

/// The sweeps on the embedded clips that docs/ablations.md shows: the files below docs/measured, which the program
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
        List<CsvReader.Row> rows = rows("measured/ablations/" + sweep + "/variants.csv");
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

    private static List<CsvReader.Row> rows(String resource) {
        try (InputStream stream = MeasuredAblations.class.getResourceAsStream('/' + resource)) {
            if (stream == null) {
                throw new IllegalStateException("the program was built without " + resource);
            }
            return CsvReader.of(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
