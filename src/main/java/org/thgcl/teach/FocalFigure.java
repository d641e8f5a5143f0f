package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.FocalLoss.Form;
import org.thgcl.page.Html;
import org.thgcl.page.Mark;
import org.thgcl.page.Numbers;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The focal loss against cross entropy, by the probability of the true class.
///
/// @param kernels of float64
record FocalFigure(Kernels kernels) implements Figure {
    private static final FocalLoss CROSS_ENTROPY = new FocalLoss(1, 0);

    /// The probability of a hard clip.
    private static final double HARD = 0.1;

    /// Places of a curve.
    private static final int STEPS = 100;

    @Override
    public String id() {
        return "focal";
    }

    @Override
    public String question() {
        return "How much less does an easy clip count?";
    }

    @Override
    public String lead() {
        return """
            <p>Section 2.3 trains with the focal loss, −α (1 − p)<sup>γ</sup> ln p, where p is the probability that
            the model gives to the truth. With γ = 0 and α = 1 it is the cross entropy. The factor (1 − p)<sup>γ</sup>
            takes weight from clips that the model has right already. The paper names neither α and γ (A16) nor the form
            (A43). The pull is how strongly a step of training moves the logit of the true class.</p>
            """;
    }

    @Override
    public Optional<Class<?>> equation() {
        return Optional.of(FocalLoss.class);
    }

    @Override
    public List<Control> controls() {
        return List.of(
                new Control.Recipe("predecessor", "as TMac’s code", List.of("alpha=0.5", "gamma=2", "form=softmax")),
                new Control.Recipe("source", "as Lin et al. 2017", List.of("alpha=0.25", "gamma=2", "form=sigmoid")),
                new Control.Recipe("cross_entropy", "cross entropy", List.of("alpha=1", "gamma=0", "form=softmax")),
                new Control.Range("gamma", "γ, how much easy clips lose", 0, 5, 0.25, 2),
                new Control.Range("alpha", "α, the scale", 0.05, 1, 0.05, 0.5),
                new Control.Range("p", "p, probability of the truth", 0.02, 0.98, 0.02, 0.9),
                new Control.Choice(
                        "form",
                        "form (A43)",
                        List.of(
                                new Control.Option("softmax", "softmax: a clip has one class"),
                                new Control.Option("sigmoid", "sigmoid: each class by itself")),
                        "softmax"));
    }

    @Override
    public Drawing draw(Values values) {
        Form form = values.text("form").equals("sigmoid") ? Form.SIGMOID : Form.SOFTMAX;
        FocalLoss focal = new FocalLoss(values.number("alpha"), values.number("gamma"), form);
        double p = values.number("p");
        List<Curve> curves = new ArrayList<>(List.of(curve(CROSS_ENTROPY, true, "long ink", Mark.RING, p)));
        if (form == Form.SIGMOID) {
            curves.add(curve(focal, false, "short orange", Mark.TRIANGLE, p));
        }
        curves.add(curve(focal, true, "bold blue", Mark.DISC, p));
        return new Drawing(
                Html.gallery(
                        panel(curves, p, "loss", "loss in nats", 4.5, Point::loss),
                        panel(curves, p, "pull", "pull on the logit", 1.5, Point::pull)),
                answer(focal, p));
    }

    /// A loss by p.
    ///
    /// @param points of the places
    /// @param chosen the point at the chosen p
    private record Curve(String paint, Mark mark, Point chosen, List<Point> points) {}

    private Curve curve(FocalLoss loss, boolean member, String paint, Mark mark, double p) {
        return new Curve(
                paint,
                mark,
                point(loss, p, member),
                IntStream.range(0, STEPS)
                        .mapToObj(k -> point(loss, place(k), member))
                        .toList());
    }

    private static double place(int k) {
        return (k + 0.5) / STEPS;
    }

    private static String panel(
            List<Curve> curves, double p, String name, String title, double top, ToDoubleFunction<Point> what) {
        Panel panel = Panel.of(
                "focal-" + name,
                "Focal loss and cross entropy: " + title,
                "At p = " + Words.number(p, 2) + " cross entropy has "
                        + Words.number(what.applyAsDouble(curves.getFirst().chosen()), 3) + ", the focal loss "
                        + Words.number(what.applyAsDouble(curves.getLast().chosen()), 4) + ".",
                new Panel.Axis(0, 1, "p, probability of the truth"),
                new Panel.Axis(0, top, title));
        panel.plot().upright(p, "", "soft");
        double[] at = IntStream.range(0, STEPS).mapToDouble(FocalFigure::place).toArray();
        for (Curve curve : curves) {
            panel.plot()
                    .line(at, curve.points().stream().mapToDouble(what).toArray(), curve.paint())
                    .dots(
                            new double[] {p},
                            new double[] {what.applyAsDouble(curve.chosen())},
                            curve.mark(),
                            curve.paint());
        }
        return panel.html("Solid: focal loss. Long dashes: cross entropy."
                + (curves.size() > 2 ? " Short dashes: focal loss of a class that the clip hasn’t." : ""));
    }

    private String answer(FocalLoss focal, double p) {
        double own = point(focal, p, true).loss();
        double entropy = point(CROSS_ENTROPY, p, true).loss();
        double hard = point(CROSS_ENTROPY, HARD, true).loss()
                / point(focal, HARD, true).loss();
        String other = focal.form() == Form.SOFTMAX
                ? ""
                : " (" + Numbers.significant(point(focal, p, false).loss(), 3) + " for a class that the clip hasn’t)";
        return "At p = " + Words.number(p, 2) + " the focal loss is " + Numbers.significant(own, 3) + other
                + ", the cross entropy " + Numbers.significant(entropy, 3) + ", " + times(entropy / own)
                + " as much; at p = " + Words.number(HARD, 1) + " it is " + times(hard)
                + " as much. So beside this clip a hard one weighs " + times(entropy / own / hard)
                + " what it weighs in the cross entropy.";
    }

    private static String times(double factor) {
        return (factor < 1000 ? Numbers.significant(factor, 3) : Words.grouped(Math.round(factor))) + " times";
    }

    /// Loss and derivative at one probability.
    ///
    /// @param loss in nats
    /// @param pull size of the derivative by the true class's logit
    record Point(double loss, double pull) {}

    /// The focal loss of a single clip with the probability p of its true class: the logit of the true class is
    /// ln p/(1 - p), that of another is 0 (softmax), or there is no other (sigmoid).
    ///
    /// @param member whether the clip has the class; otherwise the logit's sign is the other
    Point point(FocalLoss loss, double p, boolean member) {
        double logit = (member ? 1 : -1) * (Elementary.log(p) - Elementary.log1p(-p));
        Tape tape = new Tape(kernels);
        Variable logits;
        Variable result;
        if (loss.form() == Form.SOFTMAX) {
            logits = tape.parameter(Tensor.of(Shape.of(1, 2), logit, 0));
            result = loss.apply(logits, 0);
        } else {
            logits = tape.parameter(Tensor.of(Shape.of(1, 1), logit));
            result = loss.apply(logits, new int[][] {{member ? 1 : 0}});
        }
        tape.backward(result);
        return new Point(result.value().item(), Math.abs(logits.gradient().get(0)));
    }
}
