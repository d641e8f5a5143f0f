package org.thgcl.training;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.file.CsvReader;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// Another program's scores of some clips, by which it is proved that a model was imported as it is.
///
/// @param file of the scores
/// @param ids of the clips
/// @param scores `[clips, classes]`
/// @param decimals of the number that has most
public record ForeignScores(Path file, List<String> ids, Tensor scores, int decimals) {
    private static final List<String> BEFORE_CLASSES = List.of("id", "label", "predicted");
    private static final int FEWEST_DECIMALS = 4;

    /// How many times as far the scores of two right programs may be from each other as those of this one in
    /// float32 are from its own in float64: sums in another order and other elementary functions each cost a few
    /// times as much as rounding.
    private static final int MARGIN = 64;

    /// Differences that are more than rounding, whatever the model.
    private static final double MOST = 1e-3;

    private static final double FLOAT32_ROUNDING = 0x1p-24;
    private static final double FLOAT64_ROUNDING = 0x1p-53;

    /// What came out.
    ///
    /// @param largest difference of any score
    /// @param clip id of the clip with it
    /// @param category name of the class with it
    /// @param allowed difference
    /// @param transposed the largest difference with the square matrices transposed; NaN where that isn't asked
    public record Result(double largest, String clip, String category, double allowed, double transposed) {
        /// Whether the scores are the same but for rounding.
        public boolean proves() {
            return largest <= allowed;
        }

        /// Whether the square matrices lie the other way.
        public boolean provesTransposed() {
            return transposed <= allowed;
        }
    }

    /// Reads a file with the columns that `thgcl predict` writes.
    ///
    /// @param classes of the model
    /// @throws IllegalArgumentException that names file, line and what is wrong
    /// @throws IOException if it can't be read
    public static ForeignScores read(Path file, List<String> classes) throws IOException {
        List<CsvReader.Row> rows = CsvReader.read(file);
        List<String> header = new ArrayList<>(BEFORE_CLASSES);
        header.addAll(classes);
        if (rows.isEmpty() || !rows.getFirst().fields().equals(header)) {
            throw new IllegalArgumentException(file + ": its first line is "
                    + (rows.isEmpty()
                            ? "missing"
                            : String.join(",", rows.getFirst().fields())) + ", must be "
                    + String.join(",", header) + "; --classes names the classes");
        }
        if (rows.size() == 1) {
            throw new IllegalArgumentException(file + ": has no clips; a line for each must follow the first");
        }
        List<String> ids = new ArrayList<>();
        int clips = rows.size() - 1;
        Tensor scores = Tensor.zeros(Shape.of(clips, classes.size()));
        int decimals = 0;
        for (int clip = 0; clip < clips; clip++) {
            CsvReader.Row row = rows.get(clip + 1);
            ids.add(row.fields().getFirst());
            for (int category = 0; category < classes.size(); category++) {
                BigDecimal score = number(file, row, BEFORE_CLASSES.size() + category);
                decimals = Math.max(decimals, score.scale());
                scores.set(clip * classes.size() + category, score.doubleValue());
            }
        }
        if (decimals < FEWEST_DECIMALS) {
            throw new IllegalArgumentException(file + ": its scores have at most " + decimals
                    + " decimals, which prove little; write at least " + FEWEST_DECIMALS);
        }
        return new ForeignScores(file, ids, scores, decimals);
    }

    private static BigDecimal number(Path file, CsvReader.Row row, int column) {
        try {
            return new BigDecimal(row.fields().get(column).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    file + ": line " + row.line() + ": '" + row.fields().get(column) + "' is no number", e);
        }
    }

    /// The clips in the order of the scores.
    ///
    /// @throws IllegalArgumentException if the data set has not exactly one clip of an id
    public Subset clips(DataSet data) {
        Map<String, Integer> places = new HashMap<>();
        for (int clip = 0; clip < data.size(); clip++) {
            places.merge(data.id(clip), clip, (_, _) -> -1);
        }
        int[] clips = ids.stream()
                .mapToInt(id -> {
                    int clip = places.getOrDefault(id, data.size());
                    if (clip < 0 || clip == data.size()) {
                        throw new IllegalArgumentException(file + ": clip '" + id
                                + (clip < 0 ? "' is more than once" : "' isn't") + " in " + data.name());
                    }
                    return clip;
                })
                .toArray();
        return new Subset(data, clips);
    }

    /// Compares a model's scores of the clips with these.
    ///
    /// The allowed difference comes from a measurement: this program's scores in float32 differ from its own in
    /// float64 by what rounding does to this model on these clips. Rounding in float64 is 2^-29 times that. Half a
    /// unit of the last decimal is added.
    ///
    /// @throws IllegalArgumentException as [#clips]
    public Result compare(ImportedModel model, DataSet data, Workers workers) {
        Subset clips = clips(data);
        Tensor coarse = model.scores(clips, DType.FLOAT32, workers);
        Tensor fine = model.scores(clips, DType.FLOAT64, workers);
        double rounding = model.float64() ? FLOAT64_ROUNDING : FLOAT32_ROUNDING;
        double measured = difference(coarse, fine, place(coarse, fine)) / FLOAT32_ROUNDING;
        double allowed = Math.min(MOST, MARGIN * rounding * Math.max(1, measured))
                + 0.5 * BigDecimal.ONE.movePointLeft(decimals).doubleValue();
        Tensor own = model.configuration().training().dtype() == DType.FLOAT64 ? fine : coarse;
        int place = place(own, scores);
        double largest = difference(own, scores, place);
        double transposed = Double.NaN;
        if (largest > allowed && !model.squares().isEmpty()) {
            Tensor others = model.squaresTransposed()
                    .scores(clips, model.configuration().training().dtype(), workers);
            transposed = difference(others, scores, place(others, scores));
        }
        int classes = scores.shape().columns();
        return new Result(
                largest,
                ids.get(place / classes),
                model.checkpoint().classes().get(place % classes),
                allowed,
                transposed);
    }

    private static double difference(Tensor a, Tensor b, int place) {
        return Math.abs(a.get(place) - b.get(place));
    }

    /// Where two tensors differ most.
    private static int place(Tensor a, Tensor b) {
        int place = 0;
        for (int i = 1; i < a.shape().elements(); i++) {
            if (difference(a, b, i) > difference(a, b, place)) {
                place = i;
            }
        }
        return place;
    }

    /// A difference as messages show it.
    public static String shown(double difference) {
        return String.format(Locale.ROOT, "%.2g", difference);
    }
}
