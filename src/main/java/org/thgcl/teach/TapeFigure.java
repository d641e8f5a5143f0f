package org.thgcl.teach;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.page.Html;
import org.thgcl.tensor.Float64PlainKernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShortNumber;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// How a gradient comes about: the tape of one small layer, Eq. 3 with a bias, of the pooling of its two nodes, and of
/// the squared distance to a target. Values appear forward, gradients backward, one operation at a time.
public final class TapeFigure implements Figure {
    private static final SparsityPattern EDGES =
            SparsityPattern.of(2, 2, new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1});
    private static final SparsityPattern POOL = SparsityPattern.of(1, 2, new int[] {0, 0}, new int[] {0, 1});
    private static final double STEP = 0x1p-16;

    /// Sizes of the drawing, in its units.
    private static final int ROW = 70;

    private static final int BOX = 56;
    private static final int LEFT = 136;
    private static final int MIDDLE = 152;
    private static final int RIGHT = 382;
    private static final int WIDTH = 404;

    private final Map<String, List<String>> rules = new LinkedHashMap<>();
    private final int forward;
    private final int last;

    /// @param rows of [TapeRules]
    public TapeFigure(List<List<String>> rows) {
        rows.forEach(row -> rules.put(row.getFirst(), row.subList(1, row.size())));
        Expression whole = new Expression(0.5);
        forward = whole.operations().size();
        // the gradient of the loss by itself is one more step
        last = forward + 1 + whole.backward(Integer.MAX_VALUE).size();
    }

    @Override
    public String id() {
        return "tape";
    }

    @Override
    public String question() {
        return "How does a gradient come about?";
    }

    @Override
    public String lead() {
        return Html.paragraph("A tape records each operation with its value. To differentiate the loss L, it is walked "
                + "back: each operation turns the gradient of its result into gradients of its inputs. Here are Eq. 3 "
                + "for two nodes with two features, X' = relu(A X Ψ + b), the pooling g of the two nodes, and L, the "
                + "squared distance of g to a target t. A box has a name, below it the value, and below that, in "
                + "colour, the gradient of L.");
    }

    @Override
    public List<Control> controls() {
        List<Control.Option> nodes = new ArrayList<>();
        new Expression(0.5).nodes.forEach((id, node) -> nodes.add(new Control.Option(id, node.label())));
        return List.of(
                new Control.Range("step", "Step", 0, last, 1, last),
                new Control.Recipe("nothing", "Nothing yet", List.of("step=0")),
                new Control.Recipe("values", "All values", List.of("step=" + forward)),
                new Control.Recipe("gradients", "All gradients", List.of("step=" + last)),
                new Control.Choice("node", "Look at", nodes, "h"),
                new Control.Range("psi", "First number of Ψ", -2, 2, 0.25, 0.5));
    }

    @Override
    public Drawing draw(Values values) {
        int step = values.whole("step");
        Expression expression = new Expression(values.number("psi"));
        Map<Variable, Integer> steps = expression.steps();
        Set<Variable> passed = new HashSet<>();
        Tape.Operation current = null;
        if (step > 0 && step <= forward) {
            current = expression.operations().get(step - 1);
        } else if (step > forward) {
            for (Tape.Operation operation : expression.backward(step - forward - 1)) {
                passed.add(operation.output());
                current = operation;
            }
        }
        State state = new State(step, expression, steps, passed, current, values.text("node"));
        String html = "<div class=\"tape\">\n" + moves(step) + graph(state) + panel(state, values) + "</div>\n";
        return new Drawing(html, answer(state, values));
    }

    /// What is there at a step.
    ///
    /// @param steps in which each value appears
    /// @param passed the results whose gradients have been passed on
    /// @param current the operation of this step, `null` for none
    /// @param chosen the node that is looked at
    private record State(
            int step,
            Expression expression,
            Map<Variable, Integer> steps,
            Set<Variable> passed,
            Tape.Operation current,
            String chosen) {
        boolean has(Variable variable) {
            return steps.getOrDefault(variable, 0) <= step;
        }

        /// Whether this step computes a value, or passes its gradient on.
        boolean isAt(Variable variable) {
            return current != null && current.output() == variable;
        }

        boolean isBackward() {
            return step > expression.operations().size();
        }

        /// Whether all that is to arrive at a gradient has arrived.
        boolean isComplete(Variable variable) {
            return expression.operations().stream()
                    .filter(operation -> operation.inputs().contains(variable))
                    .allMatch(operation -> passed.contains(operation.output()));
        }
    }

    /// A value with a name.
    ///
    /// @param label as it is shown, such as `Z = P + b`
    private record Node(String label, Variable variable) {
        String name() {
            int equals = label.indexOf(" =");
            return equals < 0 ? label : label.substring(0, equals);
        }
    }

    /// The expression on a tape of its own.
    private static final class Expression {
        private final Tape tape = new Tape(new Float64PlainKernels());
        private final Map<String, Node> nodes = new LinkedHashMap<>();

        /// An element that is moved as soon as it is there, and how far; for finite differences.
        private final String moved;

        private final int element;
        private final double by;

        Expression(double psi) {
            this(psi, "", 0, 0);
        }

        Expression(double first, String moved, int element, double by) {
            this.moved = moved;
            this.element = element;
            this.by = by;
            Variable a = node("a", "A", tape.constant(Tensor.vector(1, 0.5, 0.5, 1)));
            Variable x = node("x", "X", tape.constant(Tensor.of(Shape.of(2, 2), 1, -0.5, 0.5, 2)));
            Variable psi = node("psi", "Ψ", tape.parameter(Tensor.of(Shape.of(2, 2), first, -1, 0.75, 0.5)));
            Variable b = node("b", "b", tape.parameter(Tensor.vector(0.1, 0.2)));
            Variable w = node("w", "w", tape.parameter(Tensor.vector(0.5, -1)));
            Variable t = node("t", "t", tape.constant(Tensor.of(Shape.of(1, 2), 1, 1)));
            Variable m = node("m", "M = A X", Sparse.spmm(EDGES, a, x));
            Variable p = node("p", "P = M Ψ", Dense.matmul(m, psi));
            Variable z = node("z", "Z = P + b", Dense.addBias(p, b));
            Variable h = node("h", "X' = relu(Z)", z.relu());
            Variable e = node("e", "e = X' w", Dense.matvec(h, w));
            Variable beta = node("beta", "β = softmax(e)", Sparse.softmaxRows(POOL, e));
            Variable g = node("g", "g = β X'", Sparse.spmm(POOL, beta, h));
            Variable d = node("d", "d = g - t", g.minus(t));
            Variable q = node("q", "q = d²", d.squared());
            node("loss", "L = sum of q", q.sum());
        }

        private Variable node(String id, String label, Variable variable) {
            if (id.equals(moved)) {
                variable.value().set(element, variable.value().get(element) + by);
            }
            Node node = new Node(label, variable);
            variable.named(node.name());
            nodes.put(id, node);
            return variable;
        }

        Variable get(String id) {
            return nodes.get(id).variable();
        }

        List<Tape.Operation> operations() {
            return tape.operations();
        }

        /// The step in which each result appears.
        Map<Variable, Integer> steps() {
            Map<Variable, Integer> steps = new LinkedHashMap<>();
            operations().forEach(operation -> steps.put(operation.output(), steps.size() + 1));
            return steps;
        }

        /// The backward pass, so many operations at most; all gradients stay.
        ///
        /// @return the operations that have passed a gradient on
        List<Tape.Operation> backward(int most) {
            operations().stream()
                    .map(Tape.Operation::output)
                    .filter(Variable::needsGradient)
                    .forEach(tape::watch);
            Iterator<Tape.Operation> steps = tape.backwardSteps(Map.of(get("loss"), Tensor.scalar(1)));
            List<Tape.Operation> passed = new ArrayList<>();
            while (passed.size() < most && steps.hasNext()) {
                passed.add(steps.next());
            }
            return passed;
        }
    }

    /// The derivative of L by an element of a node, by a central difference.
    static double difference(double psi, String node, int element) {
        return (loss(psi, node, element, STEP) - loss(psi, node, element, -STEP)) / (2 * STEP);
    }

    private static double loss(double psi, String node, int element, double by) {
        return new Expression(psi, node, element, by).get("loss").value().item();
    }

    /// The gradient of L by a node, by reverse mode.
    static Tensor gradient(double psi, String node) {
        Expression expression = new Expression(psi);
        expression.backward(Integer.MAX_VALUE);
        return expression.get(node).gradient();
    }

    /// One step back and one on.
    private String moves(int step) {
        return "<p class=\"moves\">" + move("Back", Math.max(0, step - 1)) + " "
                + move("Next", Math.min(last, step + 1)) + "</p>\n";
    }

    private static String move(String word, int to) {
        return "<span class=\"pick\" tabindex=\"0\" role=\"button\" aria-label=\"" + word + ", to step " + to
                + "\" data-set=\"step=" + to + "\">" + word + "</span>";
    }

    private String graph(State state) {
        Map<Variable, int[]> places = places(state.expression);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " "
                + (ROW * (forward + 1))
                + "\" role=\"group\" aria-label=\"The tape: each box is a value, the boxes that "
                + "lines come from are its inputs\">\n");
        for (Tape.Operation operation : state.expression.operations()) {
            for (Variable input : operation.inputs()) {
                boolean flows = state.isAt(operation.output()) && (!state.isBackward() || input.needsGradient());
                svg.append("<path class=\"edge")
                        .append(flows ? " flow" : "")
                        .append("\" d=\"")
                        .append(edge(places.get(input), places.get(operation.output())))
                        .append("\"/>\n");
            }
        }
        state.expression.nodes.forEach((id, node) -> svg.append(box(state, id, node, places.get(node.variable()))));
        return svg.append("</svg>\n").toString();
    }

    /// Left, right and top of each box: results below each other, in their order; what an operation takes from outside
    /// at its left, but X above all.
    private static Map<Variable, int[]> places(Expression expression) {
        Map<Variable, int[]> places = new LinkedHashMap<>();
        int row = 1;
        places.put(expression.get("x"), new int[] {MIDDLE, RIGHT, 2});
        for (Tape.Operation operation : expression.operations()) {
            int top = 2 + ROW * row;
            operation.inputs().forEach(input -> places.putIfAbsent(input, new int[] {2, LEFT, top}));
            places.put(operation.output(), new int[] {MIDDLE, RIGHT, top});
            row++;
        }
        return places;
    }

    /// From the side of a box at the left, from the box above, or around those between.
    private static String edge(int[] from, int[] to) {
        int middle = to[2] + BOX / 2;
        if (from[2] == to[2]) {
            return "M" + from[1] + " " + middle + "H" + to[0];
        }
        if (from[2] == to[2] - ROW) {
            int x = (from[0] + from[1]) / 2;
            return "M" + x + " " + (from[2] + BOX) + "V" + to[2];
        }
        return "M" + RIGHT + " " + (from[2] + BOX / 2) + "H" + (WIDTH - 4) + "V" + middle + "H" + RIGHT;
    }

    private static String box(State state, String id, Node node, int[] place) {
        Variable variable = node.variable();
        boolean there = state.has(variable);
        boolean now = state.isAt(variable);
        String classes =
                "box" + (there ? " there" : "") + (now ? " now" : "") + (id.equals(state.chosen) ? " chosen" : "");
        String name = Html.text(node.name());
        StringBuilder svg = new StringBuilder("<g id=\"tape-" + id + "\" class=\"" + classes + "\" tabindex=\"0\" "
                + "role=\"button\" aria-label=\"Look at " + name + "\" data-set=\"node=" + id + "\">\n<rect x=\""
                + place[0]
                + "\" y=\"" + place[2] + "\" width=\"" + (place[1] - place[0]) + "\" height=\"" + BOX
                + "\" rx=\"4\"/>\n");
        svg.append(line(place, 0, "name", node.label()));
        svg.append(line(place, 1, "value", there ? numbers(variable.value()) : "?"));
        if (state.isBackward() && variable.gradient() != null) {
            String more = state.isComplete(variable) ? "" : " + ...";
            svg.append(line(place, 2, "gradient", numbers(variable.gradient()) + more));
        }
        return svg.append("</g>\n").toString();
    }

    private static String line(int[] place, int line, String kind, String text) {
        return "<text class=\"" + kind + "\" x=\"" + (place[0] + 6) + "\" y=\"" + (place[2] + 16 + 17 * line) + "\">"
                + Html.text(text) + "</text>\n";
    }

    /// Row by row, with two decimals.
    private static String numbers(Tensor tensor) {
        int columns = tensor.shape().columns();
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < tensor.shape().elements(); k++) {
            String between = k == 0 ? "" : tensor.shape().rank() > 1 && k % columns == 0 ? " | " : " ";
            text.append(between).append(ShortNumber.fixed(tensor.get(k), 2));
        }
        return text.toString();
    }

    /// The chosen node: its rule, and each derivative beside its finite difference.
    private String panel(State state, Values values) {
        Node node = state.expression.nodes.get(state.chosen);
        Variable variable = node.variable();
        StringBuilder html = new StringBuilder("<div class=\"rule\">\n" + Html.heading(node.label()));
        state.expression.operations().stream()
                .filter(operation -> operation.output() == variable)
                .findFirst()
                .ifPresentOrElse(
                        operation -> html.append(rule(operation)),
                        () -> html.append(Html.paragraph(
                                variable.needsGradient()
                                        ? "A parameter: its gradient is what the update needs."
                                        : "A constant: it needs no gradient, and none is computed.")));
        if (variable.needsGradient()) {
            List<List<String>> rows = new ArrayList<>();
            for (int k = 0; k < variable.shape().elements(); k++) {
                rows.add(List.of(
                        String.valueOf(k + 1),
                        state.has(variable) ? ShortNumber.fixed(variable.value().get(k), 5) : "–",
                        known(state, variable)
                                ? ShortNumber.fixed(variable.gradient().get(k), 5)
                                : "–",
                        ShortNumber.fixed(difference(values.number("psi"), state.chosen, k), 5)));
            }
            html.append(Html.table(
                    "Derivatives of L by the numbers of " + node.name() + ": a finite difference moves one of them by "
                            + "2⁻¹⁶ to both sides",
                    List.of("number", "value", "by reverse mode", "by a finite difference"),
                    rows));
        }
        return html.append("</div>\n").toString();
    }

    private static boolean known(State state, Variable variable) {
        return state.isBackward() && variable.gradient() != null && state.isComplete(variable);
    }

    private String rule(Tape.Operation operation) {
        List<String> rule = rules.get(operation.name());
        String inputs = String.join(
                ", ", operation.inputs().stream().map(Variable::name).toList());
        return Html.paragraph(Html.code(operation.name()) + " of " + Html.text(inputs) + ". When the gradient of the "
                        + "result is there, it passes on, in the words of " + Html.code(rule.getFirst()) + ":")
                + Html.listing(String.join("\n", rule.subList(1, rule.size())));
    }

    private String answer(State state, Values values) {
        int step = state.step;
        String where = "Step " + step + " of " + last + ": ";
        double loss = state.expression.get("loss").value().item();
        if (step == 0) {
            return where + "nothing is computed yet.";
        }
        if (!state.isBackward()) {
            String name = state.current.output().name();
            return where + state.current.name() + " gives " + name + " = "
                    + numbers(state.current.output().value()) + ".";
        }
        if (state.current == null) {
            return where + "the loss is " + ShortNumber.fixed(loss, 5) + ", and its derivative by itself is 1.";
        }
        if (step < last) {
            String to = String.join(
                    " and ",
                    state.current.inputs().stream()
                            .filter(Variable::needsGradient)
                            .map(Variable::name)
                            .toList());
            return where + state.current.name() + " passes the gradient of "
                    + state.current.output().name() + " on to " + to + ".";
        }
        return where + "one walk back gave the derivatives of L = " + ShortNumber.fixed(loss, 5) + " by all "
                + parameters(state.expression) + " parameters; the " + parameters(state.expression)
                + " finite differences need " + 2 * parameters(state.expression) + " walks forward, and differ by "
                + ShortNumber.of(largestDifference(state.expression, values.number("psi"))) + " at most.";
    }

    private static List<String> parameterNodes() {
        return List.of("psi", "b", "w");
    }

    private static int parameters(Expression expression) {
        return parameterNodes().stream()
                .mapToInt(id -> expression.get(id).shape().elements())
                .sum();
    }

    /// Between reverse mode and finite differences, over all parameters.
    private static double largestDifference(Expression expression, double psi) {
        double largest = 0;
        for (String id : parameterNodes()) {
            for (int k = 0; k < expression.get(id).shape().elements(); k++) {
                double reverse = expression.get(id).gradient().get(k);
                largest = Math.max(largest, Math.abs(reverse - difference(psi, id, k)));
            }
        }
        return largest;
    }
}
