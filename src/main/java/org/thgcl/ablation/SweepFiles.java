package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Csv;
import org.thgcl.file.Destination;

/// The files of a sweep, besides its cache: `ablation.json` (or `lag.json`), `variants.csv`, `runs.csv`,
/// `curves.csv`. In the files of a lag sweep the first two columns are `lag` and `noise`.
public final class SweepFiles {
    private static final List<String> CELL = List.of("lag", "noise");
    private static final List<String> VARIANTS = List.of(
            "variant",
            "same_as",
            "runs",
            "map_mean",
            "map_deviation",
            "map_min",
            "map_max",
            "auc_mean",
            "accuracy_mean",
            "difference",
            "low",
            "high",
            "p",
            "p_corrected");
    private static final List<String> RUNS = List.of(
            "variant",
            "seed",
            "iterations",
            "best_iteration",
            "validation_map",
            "test_map",
            "test_auc",
            "test_accuracy",
            "failure");
    private static final List<String> CURVES =
            List.of("variant", "quantity", "iteration", "runs", "mean", "deviation", "min", "max");

    private final Csv variants = new Csv();
    private final Csv runs = new Csv();
    private final Csv curves = new Csv();

    private SweepFiles(List<String> first) {
        variants.line(row(first, VARIANTS));
        runs.line(row(first, RUNS));
        curves.line(row(first, CURVES));
    }

    /// Writes the files of a sweep into a folder, which is made if need be.
    public static void write(AblationResult result, Path folder) throws IOException {
        SweepFiles files = new SweepFiles(List.of());
        files.add(List.of(), result);
        Destination.folder(folder);
        result.write(folder.resolve("ablation.json"));
        files.write(folder);
    }

    /// Writes the files of a lag sweep into a folder, which is made if need be.
    public static void write(GridResult grid, Path folder) throws IOException {
        SweepFiles files = new SweepFiles(CELL);
        grid.cells().forEach(cell -> files.add(List.of(cell.lag(), cell.noise()), cell.result()));
        Destination.folder(folder);
        grid.write(folder.resolve("lag.json"));
        files.write(folder);
    }

    private void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve("variants.csv"), variants.toString());
        AtomicFile.write(folder.resolve("runs.csv"), runs.toString());
        AtomicFile.write(folder.resolve("curves.csv"), curves.toString());
    }

    private static List<Object> row(List<?> first, List<?> rest) {
        List<Object> row = new ArrayList<>(first);
        row.addAll(rest);
        return row;
    }

    private void add(List<?> cell, AblationResult result) {
        for (VariantResult variant : result.variants()) {
            variants.line(row(cell, summary(variant)));
            variant.runs().forEach(run -> runs.line(row(cell, run(variant.name(), run))));
            curve(cell, variant.name(), "loss", variant.loss());
            curve(cell, variant.name(), "validation_map", variant.validationMap());
            curve(cell, variant.name(), "validation_cross_entropy", variant.validationCrossEntropy());
        }
    }

    private static List<?> summary(VariantResult variant) {
        Comparison c = variant.comparison();
        double none = Double.NaN;
        return List.of(
                variant.name(),
                variant.sameAs() == null ? "" : variant.sameAs(),
                variant.map().runs(),
                variant.map().mean(),
                variant.map().deviation(),
                variant.map().min(),
                variant.map().max(),
                variant.auc().mean(),
                variant.accuracy().mean(),
                c == null ? none : c.mean(),
                c == null ? none : c.low(),
                c == null ? none : c.high(),
                c == null ? none : c.p(),
                c == null ? none : c.adjustedP());
    }

    private static List<?> run(String variant, SeedResult run) {
        return List.of(
                variant,
                run.seed(),
                run.iterations(),
                run.bestIteration(),
                run.validation().map(),
                run.test().map(),
                run.test().auc(),
                run.test().accuracy(),
                run.failure() == null ? "" : run.failure());
    }

    private void curve(List<?> cell, String variant, String quantity, Curve curve) {
        for (Curve.Point point : curve.points()) {
            curves.line(row(
                    cell,
                    List.of(
                            variant,
                            quantity,
                            point.iteration(),
                            point.runs(),
                            point.mean(),
                            point.deviation(),
                            point.min(),
                            point.max())));
        }
    }
}
