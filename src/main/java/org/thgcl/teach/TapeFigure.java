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
import org.thgcl.page.PathData;
import org.thgcl.page.Svg;
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

    /// Sizes of the drawing, in its units: lines of text, and the space between boxes.
    private static final int LINE = 17;

    private static final int GAP = 14;

    /// Boxes at the left are as wide as a row of two numbers, the others as wide as two.
    private static final int LEFT = 2;

    private static final int NARROW = 92;
    private static final int MIDDLE = 106;
    private static final int BROAD = 178;
    private static final int WIDTH = 294;

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
                + "for two nodes with two features, X' = relu(A X Ψ + b), their pooling g, and L, the squared distance "
                + "of g to a target t. Each box has a name, its value and, in colour, the gradient of L by it.");
    }

    @Override
    public List<Control> controls() {
        List<Control.Option> nodes = new ArrayList<>();
        new Expression(0.5).nodes.forEach((id, node) -> nodes.add(new Control.Option(id, node.label())));
        return List.of(
                new Control.Range("step", "step", 0, last, 1, last),
                new Control.Recipe("nothing", "nothing yet", List.of("step=0")),
                new Control.Recipe("values", "all values", List.of("step=" + forward)),
                new Control.Recipe("gradients", "all gradients", List.of("step=" + last)),
                new Control.Choice("node", "look at", nodes, "h"),
                new Control.Range("psi", "first number of Ψ", -2, 2, 0.25, 0.5));
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
        return new Drawing(html, answer(state, values) + " " + looked(state));
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
            Variable d = node("d", "d = g − t", g.minus(t));
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
        Map<Variable, Place> places = places(state.expression);
        Svg svg = new Svg(
                        "tape",
                        "The tape",
                        "Each box is a value; the boxes that lines come from are its inputs.",
                        WIDTH,
                        (int) places.get(state.expression.get("loss")).bottom() + 2)
                .operable();
        Variable above = state.expression.get("x");
        for (Tape.Operation operation : state.expression.operations()) {
            for (Variable input : operation.inputs()) {
                boolean flows = state.isAt(operation.output()) && (!state.isBackward() || input.needsGradient());
                PathData edge = edge(places.get(input), places.get(operation.output()), input == above);
                svg.path(edge, flows ? "class=\"flow\"" : "class=\"axis\"");
            }
            above = operation.output();
        }
        state.expression.nodes.forEach((id, node) -> box(svg, state, id, node, places.get(node.variable())));
        return svg.toString();
    }

    /// Where a box stands.
    private record Place(double left, double top, double width, double height) {
        static Place at(int left, double top, int lines) {
            return new Place(left, top, left == LEFT ? NARROW : BROAD, LINE * (1 + lines) + 5);
        }

        double right() {
            return left + width;
        }

        double bottom() {
            return top + height;
        }

        double middle() {
            return top + height / 2;
        }
    }

    /// The places of the boxes: results below each other, in their order; what an operation takes from outside at its
    /// left, but X above all.
    private static Map<Variable, Place> places(Expression expression) {
        Map<Variable, Place> places = new LinkedHashMap<>();
        Variable first = expression.get("x");
        Place x = Place.at(MIDDLE, 2, rows(first));
        places.put(first, x);
        double top = x.bottom() + GAP;
        for (Tape.Operation operation : expression.operations()) {
            Place place = Place.at(MIDDLE, top, rows(operation.output()));
            double bottom = place.bottom();
            for (Variable input : operation.inputs()) {
                if (!places.containsKey(input)) {
                    int lines = rows(input) * (input.needsGradient() ? 2 : 1);
                    Place outside = Place.at(LEFT, top, lines);
                    places.put(input, outside);
                    bottom = Math.max(bottom, outside.bottom());
                }
            }
            places.put(operation.output(), place);
            top = bottom + GAP;
        }
        return places;
    }

    /// From the side of a box at the left, from the box above, or around those between.
    private static PathData edge(Place from, Place to, boolean next) {
        if (from.left() < to.left()) {
            double y = Math.min(from.middle(), to.middle());
            return new PathData().move(from.right(), y).line(to.left(), y);
        }
        if (next) {
            double x = from.left() + from.width() / 2;
            return new PathData().move(x, from.bottom()).line(x, to.top());
        }
        double around = WIDTH - 2;
        return new PathData()
                .move(from.right(), from.middle())
                .line(around, from.middle())
                .line(around, to.middle())
                .line(to.right(), to.middle());
    }

    /// A box: name, value and gradient; these below each other at the left, else side by side.
    private static void box(Svg svg, State state, String id, Node node, Place place) {
        Variable variable = node.variable();
        boolean there = state.has(variable);
        String classes = "box" + (there ? " there" : "") + (state.isAt(variable) ? " now" : "")
                + (id.equals(state.chosen) ? " chosen" : "");
        // its words are its name
        svg.open("id=\"tape-" + id + "\" class=\"" + classes + "\" tabindex=\"0\" role=\"button\" data-set=\"node=" + id
                + "\"");
        svg.box(place.left(), place.top(), place.width(), place.height(), "rx=\"4\"");
        double x = place.left() + 6;
        double y = place.top() + LINE;
        svg.words(x, y, "start", node.label(), "class=\"name\"");
        if (there) {
            rows(svg, x, y + LINE, "value", variable.value());
        } else {
            svg.words(x, y + LINE, "start", "?", "class=\"value\"");
        }
        if (state.isBackward() && variable.gradient() != null) {
            boolean below = place.left() == LEFT;
            double right = below ? x : x + NARROW - 6;
            rows(svg, right, y + LINE * (below ? 1 + rows(variable) : 1), "gradient", variable.gradient());
            if (!state.isComplete(variable)) {
                svg.words(place.right() - 6, y, "end", "so far:", "class=\"gradient part\"");
            }
        }
        svg.close();
    }

    /// In so many rows the numbers of a variable are written, two in each.
    private static int rows(Variable variable) {
        return (variable.shape().elements() + 1) / 2;
    }

    private static void rows(Svg svg, double x, double y, String kind, Tensor numbers) {
        int elements = numbers.shape().elements();
        for (int k = 0; k < elements; k += 2) {
            String second = k + 1 < elements ? " " + Words.number(numbers.get(k + 1), 2) : "";
            svg.words(
                    x, y + LINE * k / 2.0, "start", Words.number(numbers.get(k), 2) + second, "class=\"" + kind + "\"");
        }
    }

    /// Row by row, with two decimals.
    private static String numbers(Tensor tensor) {
        int columns = tensor.shape().columns();
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < tensor.shape().elements(); k++) {
            String between = k == 0 ? "" : tensor.shape().rank() > 1 && k % columns == 0 ? " | " : " ";
            text.append(between).append(Words.number(tensor.get(k), 2));
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
                        state.has(variable) ? Words.number(variable.value().get(k), 5) : "–",
                        known(state, variable)
                                ? Words.number(variable.gradient().get(k), 5)
                                : "–",
                        Words.number(difference(values.number("psi"), state.chosen, k), 5)));
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
            return where + "the loss is " + Words.number(loss, 5) + ", and its derivative by itself is 1.";
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
        return where + "one walk back gave the derivatives of L = " + Words.number(loss, 5) + " by all "
                + parameters(state.expression) + " parameters; finite differences need "
                + 2 * parameters(state.expression) + " walks forward, and differ by "
                + ShortNumber.of(largestDifference(state.expression, values.number("psi"))) + " at most.";
    }

    /// What is there of the chosen node.
    private static String looked(State state) {
        Node node = state.expression.nodes.get(state.chosen);
        Variable variable = node.variable();
        String value = state.has(variable) ? " is " + numbers(variable.value()) : " isn't there yet";
        if (!variable.needsGradient()) {
            return node.name() + value + "; it needs no gradient.";
        }
        return node.name() + value + "; its gradient "
                + (known(state, variable) ? "is " + numbers(variable.gradient()) : "isn't there yet") + ".";
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
