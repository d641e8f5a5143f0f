package org.thgcl.teach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.page.Html;
import org.thgcl.page.Numbers;
import org.thgcl.page.PathData;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Eq. 4 for two clips, whose embeddings are vectors in a plane.
///
/// @param kernels of float64
record ContrastFigure(Kernels kernels) implements Figure {
    private static final List<String> NAMES = List.of("A1", "A2", "V1", "V2");
    private static final double FLOOR = 1e-8;
    private static final int WIDTH = Panel.WIDTH;

    /// Clips of a batch in the authors' file.
    private static final int BATCH = 64;

    /// From the plane's ends to those of the drawing.
    private static final int EDGE = 34;

    /// Units of an arrow for a gradient of length 1.
    private static final double PULL = 40;

    /// A gradient below this is 0 in the sentence.
    private static final double NOTHING = 0.005;

    /// Radius of an end, which can be dragged.
    private static final double KNOB = 11;

    private static final double CELLS = 50;
    private static final double CELL_WIDTH = 84;
    private static final double CELL = 36;
    private static final double BARS = 158;
    private static final double BAR = 48;

    @Override
    public String id() {
        return "contrast";
    }

    @Override
    public String question() {
        return "Can the contrastive loss be negative?";
    }

    @Override
    public String lead() {
        return """
            <p>Two clips, each with an embedding of its sound, A, and of its pictures, V. Eq. 4 wants A1 close to V1 and
            A2 close to V2, and pushes the others apart. Only angles count, not lengths. Its denominator is printed
            without the pair that belongs together; SimCLR, which the paper names, has it in; the text speaks of other
            clips within the modality (reading A15). Drag the ends: the short arrows show which way a step of training
            pulls them.</p>
            """;
    }

    @Override
    public Optional<Class<?>> equation() {
        return Optional.of(Eq4ContrastiveLoss.class);
    }

    @Override
    public List<Control> controls() {
        List<Control> controls = new ArrayList<>(List.of(
                recipe("least", "pairs alike, clips opposite", 0.8, 0, -0.8, 0, 0.8, 0, -0.8, 0),
                recipe("same", "all alike", 0.6, 0.5, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5),
                recipe("crossed", "pairs exchanged", 0.7, 0.3, -0.6, 0.5, -0.5, 0.6, 0.6, 0.4),
                new Control.Choice(
                        "negatives",
                        "in the denominator (A15)",
                        List.of(
                                new Control.Option("printed", "other clip, other modality"),
                                new Control.Option("with_positive", "that and the pair (SimCLR)"),
                                new Control.Option("within_modality", "other clip, same modality")),
                        "printed"),
                new Control.Range("temperature", "temperature t (A14)", 0.1, 2, 0.05, 0.5)));
        double[] first = {0.8, 0.3, -0.5, 0.6, 0.6, 0.6, -0.7, -0.1};
        for (int k = 0; k < NAMES.size(); k++) {
            controls.add(range(k, 'x', first[2 * k]));
            controls.add(range(k, 'y', first[2 * k + 1]));
        }
        return controls;
    }

    private static Control range(int vector, char axis, double value) {
        return new Control.Range(
                name(vector, axis), NAMES.get(vector) + (axis == 'x' ? " across" : " up"), -1, 1, 0.05, value);
    }

    private static String name(int vector, char axis) {
        return NAMES.get(vector).toLowerCase(Locale.ROOT) + axis;
    }

    private static Control recipe(String name, String label, double... values) {
        List<String> sets = new ArrayList<>();
        for (int k = 0; k < NAMES.size(); k++) {
            sets.add(name(k, 'x') + "=" + Numbers.shortest(values[2 * k], 2));
            sets.add(name(k, 'y') + "=" + Numbers.shortest(values[2 * k + 1], 2));
        }
        return new Control.Recipe(name, label, sets);
    }

    @Override
    public Drawing draw(Values values) {
        Batch batch = Batch.of(values, kernels);
        return new Drawing(Html.gallery(batch.plane(), batch.cosinesAndLosses()), batch.answer());
    }

    /// The batch of two clips.
    ///
    /// @param vectors A1, A2, V1, V2, `[4, 2]`
    /// @param cosines of all with all, `[4, 4]`
    /// @param losses of Eq. 4 in its three readings
    /// @param least the printed loss at its least, of 2 clips and of a batch
    /// @param pull minus the gradient of the chosen reading, `[4, 2]`
    record Batch(
            Negatives chosen,
            double temperature,
            Tensor vectors,
            Tensor cosines,
            Map<Negatives, Double> losses,
            double[] least,
            Tensor pull) {
        static Batch of(Values values, Kernels kernels) {
            Tensor vectors = Tensor.zeros(Shape.of(NAMES.size(), 2));
            for (int k = 0; k < NAMES.size(); k++) {
                vectors.set(2 * k, values.number(name(k, 'x')));
                vectors.set(2 * k + 1, values.number(name(k, 'y')));
            }
            Negatives chosen =
                    switch (values.text("negatives")) {
                        case "with_positive" -> Negatives.WITH_POSITIVE;
                        case "within_modality" -> Negatives.WITHIN_MODALITY;
                        default -> Negatives.PRINTED;
                    };
            double temperature = values.number("temperature");
            Map<Negatives, Double> losses = new EnumMap<>(Negatives.class);
            Tensor pull = Tensor.zeros(vectors.shape());
            for (Negatives negatives : Negatives.values()) {
                Tape tape = new Tape(kernels);
                Variable audio = tape.parameter(half(vectors, 0));
                Variable video = tape.parameter(half(vectors, 1));
                Variable loss = new Eq4ContrastiveLoss(temperature, negatives)
                        .apply(audio, video)
                        .total();
                losses.put(negatives, loss.value().item());
                if (negatives == chosen) {
                    tape.backward(loss);
                    for (int k = 0; k < 4; k++) {
                        pull.set(k, -audio.gradient().get(k));
                        pull.set(4 + k, -video.gradient().get(k));
                    }
                }
            }
            Tape tape = new Tape(kernels);
            Variable all = tape.constant(vectors);
            Tensor cosines = Scores.cosine(all, all, 1, FLOOR).value();
            Eq4ContrastiveLoss printed = new Eq4ContrastiveLoss(temperature, Negatives.PRINTED);
            double[] least = {simplex(printed, 2, kernels), simplex(printed, BATCH, kernels)};
            return new Batch(chosen, temperature, vectors, cosines, losses, least, pull);
        }

        private static Tensor half(Tensor vectors, int half) {
            double[] all = vectors.toArray();
            return Tensor.of(Shape.of(2, 2), all[4 * half], all[4 * half + 1], all[4 * half + 2], all[4 * half + 3]);
        }

        private double loss(Negatives negatives) {
            return losses.get(negatives);
        }

        /// The vectors, with the way that a step of training pulls each.
        String plane() {
            Svg svg = new Svg(
                    "contrast-plane",
                    "Embeddings of two clips in a plane",
                    "A1 and V1, A2 and V2 belong together; each is at the angle that its controls say.",
                    WIDTH,
                    WIDTH);
            Scale x = new Scale(-1, 1, EDGE, WIDTH - EDGE);
            Scale y = new Scale(-1, 1, WIDTH - EDGE, EDGE);
            svg.add("<circle cx=\"" + Svg.place(x.at(0)) + "\" cy=\"" + Svg.place(y.at(0)) + "\" r=\""
                            + Svg.place(x.at(1) - x.at(0)) + "\" class=\"grid\"/>\n")
                    .line(x.at(-1), y.at(0), x.at(1), y.at(0), "class=\"grid\"")
                    .line(x.at(0), y.at(-1), x.at(0), y.at(1), "class=\"grid\"");
            for (int k = 0; k < NAMES.size(); k++) {
                double tipX = vectors.get(2 * k);
                double tipY = vectors.get(2 * k + 1);
                svg.line(
                        x.at(0),
                        y.at(0),
                        x.at(tipX),
                        y.at(tipY),
                        "class=\"line bold " + hue(k) + (k % 2 == 0 ? "" : " long") + "\"");
            }
            for (int k = 0; k < NAMES.size(); k++) {
                double tipX = vectors.get(2 * k);
                double tipY = vectors.get(2 * k + 1);
                arrow(svg, x.at(tipX), y.at(tipY), PULL * pull.get(2 * k), -PULL * pull.get(2 * k + 1));
                svg.disc(
                        x.at(tipX),
                        y.at(tipY),
                        KNOB,
                        "class=\"dot " + hue(k) + "\" data-drag=\"" + name(k, 'x') + " " + name(k, 'y')
                                + "\" data-box=\"" + EDGE + " " + EDGE + " " + (WIDTH - EDGE) + " " + (WIDTH - EDGE)
                                + "\"");
                boolean left = tipX < 0;
                svg.words(
                        x.at(tipX) + (left ? -15 : 15),
                        y.at(tipY) + 5,
                        left ? "end" : "start",
                        NAMES.get(k),
                        "class=\"on-plot strong\"");
            }
            return Html.figure(
                    svg.toString(),
                    "A: sound, V: pictures. Solid: clip 1, dashed: clip 2. Short"
                            + " arrows: where "
                            + "a step of training pulls.");
        }

        private static String hue(int vector) {
            return (vector < 2 ? Modality.AUDIO : Modality.VIDEO).hue().word();
        }

        /// An arrow, at most as long as a fifth of the plane; one that can't be seen is left out.
        private static void arrow(Svg svg, double fromX, double fromY, double dx, double dy) {
            double length = Math.sqrt(dx * dx + dy * dy);
            if (length < 3) {
                return;
            }
            double shown = Math.min(length, WIDTH / 5.0);
            double unitX = dx / length;
            double unitY = dy / length;
            double x = fromX + unitX * (KNOB + shown);
            double y = fromY + unitY * (KNOB + shown);
            svg.path(
                    new PathData()
                            .move(fromX, fromY)
                            .line(x, y)
                            .move(x - 7 * unitX - 4 * unitY, y - 7 * unitY + 4 * unitX)
                            .line(x, y)
                            .line(x - 7 * unitX + 4 * unitY, y - 7 * unitY - 4 * unitX),
                    "class=\"line ink\"");
        }

        /// The cosines of all pairs, and the loss in three readings.
        String cosinesAndLosses() {
            Svg svg = new Svg(
                    "contrast-losses",
                    "Cosines of all pairs, and the loss in three readings",
                    "Cosines: " + cosineWords() + ". Loss: " + Words.number(loss(Negatives.PRINTED), 2) + " as"
                            + " printed, "
                            + Words.number(loss(Negatives.WITH_POSITIVE), 2) + " with the pair, "
                            + Words.number(loss(Negatives.WITHIN_MODALITY), 2) + " within the modality.",
                    WIDTH,
                    WIDTH);
            for (int k = 1; k < NAMES.size(); k++) {
                svg.words(CELLS + (k - 0.5) * CELL_WIDTH, 16, "middle", NAMES.get(k), "class=\"strong\"")
                        .words(CELLS - 10, 26 + (k - 0.5) * CELL + 4, "end", NAMES.get(k - 1), "class=\"strong\"");
            }
            for (int row = 0; row < 3; row++) {
                for (int column = row + 1; column < NAMES.size(); column++) {
                    cell(svg, row, column);
                }
            }
            double limit = 4 / temperature + 2;
            Scale x = new Scale(-limit, limit, 10, WIDTH - 10);
            bar(svg, x, 0, Negatives.PRINTED, "as printed");
            bar(svg, x, 1, Negatives.WITH_POSITIVE, "with the pair (SimCLR)");
            bar(svg, x, 2, Negatives.WITHIN_MODALITY, "within the modality");
            svg.words(x.at(0), BARS + 3 * BAR + 4, "middle", "0", "class=\"tick\"");
            return Html.figure(
                    svg.toString(),
                    "Above: cosines. Framed: the pairs that belong together; dashed:"
                            + " what else the "
                            + "chosen denominator has. Below: the loss, both directions together; as printed it can "
                            + "be " + Words.number(least[0], 2) + " at the least with 2 clips, "
                            + Words.number(least[1], 2) + " with " + BATCH + ".");
        }

        private String cosineWords() {
            List<String> words = new ArrayList<>();
            for (int row = 0; row < 3; row++) {
                for (int column = row + 1; column < NAMES.size(); column++) {
                    words.add(NAMES.get(row) + " " + NAMES.get(column) + " " + Words.number(cosine(row, column), 2));
                }
            }
            return String.join(", ", words);
        }

        private double cosine(int row, int column) {
            return cosines.get(NAMES.size() * row + column);
        }

        private void cell(Svg svg, int row, int column) {
            double left = CELLS + (column - 1) * CELL_WIDTH + 2;
            double top = 26 + row * CELL + 2.0;
            double cosine = cosine(row, column);
            boolean pair = column - row == 2;
            boolean within = column - row == 1 && row != 1;
            boolean negative = (chosen == Negatives.WITHIN_MODALITY) == within;
            svg.box(
                    left,
                    top,
                    CELL_WIDTH - 4,
                    CELL - 4,
                    "class=\"dot " + (cosine < 0 ? "red" : "green") + "\" fill-opacity=\""
                            + Numbers.fixed(0.45 * Math.abs(cosine), 2) + "\"");
            svg.box(
                    left,
                    top,
                    CELL_WIDTH - 4,
                    CELL - 4,
                    "class=\"line " + (pair ? "bold" : negative ? "short" : "fine soft") + "\"");
            svg.words(left + CELL_WIDTH / 2 - 2, top + CELL / 2 + 2, "middle", Words.number(cosine, 2));
        }

        private void bar(Svg svg, Scale x, int row, Negatives negatives, String name) {
            double loss = loss(negatives);
            double top = BARS + row * BAR;
            double zero = x.at(0);
            svg.words(x.start(), top + 12, "start", name, negatives == chosen ? "class=\"strong\"" : "")
                    .words(
                            x.end(),
                            top + 12,
                            "end",
                            Words.number(loss, 2),
                            negatives == chosen ? "class=\"strong\"" : "")
                    .box(
                            Math.min(zero, x.at(loss)),
                            top + 18,
                            Math.abs(x.at(loss) - zero),
                            12,
                            "class=\"dot " + (loss < 0 ? "red" : "green") + "\"")
                    .line(zero, top + 15, zero, top + 33, "class=\"axis\"");
        }

        String answer() {
            double printed = loss(Negatives.PRINTED);
            return "The loss is " + Words.number(printed, 2) + " as printed"
                    + (printed < 0 ? ", below 0, where no −ln of a share can be; " : ", not below 0 here; ")
                    + Words.number(loss(Negatives.WITH_POSITIVE), 2) + " with the pair in the denominator, "
                    + Words.number(loss(Negatives.WITHIN_MODALITY), 2) + " within the modality. In the chosen reading "
                    + strongest() + ".";
        }

        /// The vector that a step of training pulls most.
        private String strongest() {
            double[] length = IntStream.range(0, NAMES.size())
                    .mapToDouble(k ->
                            Math.sqrt(pull.get(2 * k) * pull.get(2 * k) + pull.get(2 * k + 1) * pull.get(2 * k + 1)))
                    .toArray();
            double most = Arrays.stream(length).max().orElseThrow();
            int which = IntStream.range(0, length.length)
                    .filter(k -> length[k] == most)
                    .findFirst()
                    .orElseThrow();
            return most < NOTHING
                    ? "a step of training pulls nothing, by less than " + Words.number(NOTHING, 3)
                    : "a step of training pulls " + NAMES.get(which) + " most, by " + Words.number(most, 2);
        }
    }

    /// The printed loss where it is least: the clips at the corners of a regular simplex, both modalities alike
    /// (docs/register.md, finding 7).
    private static double simplex(Eq4ContrastiveLoss equation, int clips, Kernels kernels) {
        Tensor corners = Tensor.zeros(Shape.of(clips, clips));
        for (int i = 0; i < clips * clips; i++) {
            corners.set(i, (i / clips == i % clips ? 1 : 0) - 1.0 / clips);
        }
        Tape tape = new Tape(kernels);
        Variable embeddings = tape.constant(corners);
        return equation.apply(embeddings, embeddings).total().value().item();
    }
}
