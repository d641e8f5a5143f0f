package org.thgcl.teach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thgcl.page.EndLabels;
import org.thgcl.page.Html;
import org.thgcl.page.Numbers;
import org.thgcl.page.Plot;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;
import org.thgcl.tensor.Kernels;
import org.thgcl.thgn.ThgnSettings;

/// The network, trained: two runs on the same clips from the same seed, A as the program reads the paper, B with other
/// settings.
final class TrainingFigure implements LiveFigure {
    private static final String ID = "train";
    private static final String CLIP = "clip";
    private static final int UPDATES = 300;

    /// The network of the demonstration in small, its neighbourhoods cut down to the short clips.
    static final Map<String, Object> SMALL = Map.of(
            "embedding", 16,
            "hidden", 24,
            "layers", 2,
            "audio_span", 2,
            "audio_dilation", 1,
            "video_span", 1,
            "video_dilation", 1);

    private static final double GOOD = 0.8;

    private static final String REACH = "reach";
    private static final String PAPER = "paper";

    /// The paper's neighbourhoods and depth.
    private static final Map<String, Object> LONG =
            Map.of("audio_span", 6, "audio_dilation", 3, "video_span", 4, "video_dilation", 4, "layers", 4);

    /// What can be changed of B. The first value of each is A's.
    private static final List<Control.Choice> READINGS = List.of(
            choice(
                    "adjacency",
                    "B: adjacency in Eq. 3 (A12)",
                    "row",
                    "raw: as it is",
                    "row: rows sum to 1",
                    "symmetric"),
            choice("noise", "B: noise of Eq. 2 (A6)", "ratio", "ratio: as printed", "logit: as described", "none"),
            choice("sign", "B: sign in Eq. 2 (A8)", "1", "1: plus, as printed", "-1: minus"),
            choice("fusion", "B: fusion in GAT-AV (A11)", "add", "add", "multiply", "none"),
            choice(
                    "negatives",
                    "B: below in Eq. 4 (A15)",
                    "printed",
                    "printed: other clips, as printed",
                    "with_positive: the clip itself, too",
                    "within_modality: same modality"),
            choice("normalisation", "B: normalisation (A12)", "graph", "graph: of each graph", "none"),
            choice("weight_contrastive", "B: weight of Eq. 4", "0.1", "0.1: 0.1, as printed", "0: 0, without Eq. 4"),
            choice(
                    REACH,
                    "B: neighbourhoods",
                    "short",
                    "short: as short as the clips",
                    PAPER + ": the paper's, 4 layers"));

    private static final double HIGHEST_LOSS = 2;

    private final PlantedClips clips;
    private final Kernels kernels;
    private final Learnt learntA;
    private final Learnt learntB;
    private WatchedTraining a;
    private WatchedTraining b;
    private Map<String, Object> changes;

    /// @param learntA what run A had learnt when the page was written
    /// @param learntB the same of run B with its first settings
    TrainingFigure(PlantedClips clips, Kernels kernels, Learnt learntA, Learnt learntB) {
        this.clips = clips;
        this.kernels = kernels;
        this.learntA = learntA;
        this.learntB = learntB;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String question() {
        return "Which reading of the paper learns faster?";
    }

    @Override
    public String lead() {
        return "<p>Two networks race on the same " + clips.trained() + " planted clips in the same order, from the"
                + " same initial parameters. A is as the program reads the paper; B is what you make of it. What trains"
                + " here is the program itself: the tape, the equations, Adam. Accuracy is measured on "
                + clips.test().size() + " clips that neither has learnt from.</p>";
    }

    @Override
    public List<Control> controls() {
        List<Control> controls = new ArrayList<>();
        controls.add(new Control.Switch("run", "train", false));
        controls.addAll(READINGS);
        controls.add(AttentionFigure.clip(clips));
        return controls;
    }

    /// A setting of run B.
    ///
    /// @param words a value each, or a value, a colon and what is shown
    private static Control.Choice choice(String name, String label, String initial, String... words) {
        List<Control.Option> options = new ArrayList<>();
        for (String word : words) {
            int colon = word.indexOf(':');
            options.add(
                    colon < 0
                            ? new Control.Option(word, word)
                            : new Control.Option(word.substring(0, colon), word.substring(colon + 2)));
        }
        return new Control.Choice(name, label, options, initial);
    }

    /// The settings of run A, or those that run B begins with.
    static ThgnSettings settings(boolean other) {
        return other ? settings(changes(Control.Choice::initial)) : settings(Map.of());
    }

    /// Settings of the small network with some changes.
    private static ThgnSettings settings(Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(SMALL);
        all.putAll(changes);
        return ThgnSettings.SETTINGS.with(ThgnSettings.SETTINGS.defaults(), all);
    }

    /// What B changes.
    ///
    /// @param value of each control
    private static Map<String, Object> changes(Function<Control.Choice, String> value) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (Control.Choice reading : READINGS) {
            if (!reading.name().equals(REACH)) {
                changes.put(reading.name(), value.apply(reading));
            } else if (value.apply(reading).equals(PAPER)) {
                changes.putAll(LONG);
            }
        }
        return changes;
    }

    private static Map<String, Object> changes(Values values) {
        return changes(reading -> values.text(reading.name()));
    }

    @Override
    public boolean step(Values values) {
        if (a == null) {
            a = new WatchedTraining(settings(Map.of()), clips, kernels);
        }
        if (b == null || !changes.equals(changes(values))) {
            changes = changes(values);
            b = new WatchedTraining(settings(changes), clips, kernels);
        }
        boolean behind = b.updates() < a.updates();
        if (!behind && a.updates() < UPDATES) {
            a.step();
        }
        if (b.updates() < UPDATES) {
            b.step();
        }
        return a.updates() < UPDATES || b.updates() < UPDATES;
    }

    /// What run A has learnt.
    private Learnt first() {
        return a == null ? learntA : a.learnt();
    }

    /// What run B has learnt; empty if it hasn't begun.
    private Optional<Learnt> second(Values values) {
        Map<String, Object> wanted = changes(values);
        if (b != null && wanted.equals(changes)) {
            return Optional.of(b.learnt());
        }
        return a == null && wanted.equals(changes(Control.Choice::initial)) ? Optional.of(learntB) : Optional.empty();
    }

    @Override
    public Drawing draw(Values values) {
        Learnt first = first();
        Optional<Learnt> second = second(values);
        int example = values.whole(CLIP);
        int clip = clips.test().clip(clips.examples().get(example));
        String html = "<div class=\"grids\">\n"
                + curves("loss", "loss", HIGHEST_LOSS, losses(first), second.map(TrainingFigure::losses))
                + curves("accuracy", "accuracy (%)", 100, accuracies(first), second.map(TrainingFigure::accuracies))
                + attention(
                        "sound",
                        clips.events().heard(clip),
                        first.heard().get(example),
                        second.map(learnt -> learnt.heard().get(example)))
                + attention(
                        "pictures",
                        clips.events().seen(clip),
                        first.seen().get(example),
                        second.map(learnt -> learnt.seen().get(example)))
                + confusion("A", first)
                + second.map(learnt -> confusion("B", learnt)).orElse("")
                + "</div>\n" + Html.small(attention(values, first, second));
        return new Drawing(html, answer(values, first, second));
    }

    private String answer(Values values, Learnt first, Optional<Learnt> second) {
        String results = "After " + first.updates() + " updates A tells " + percent(first.accuracy()) + " of "
                + clips.test().size() + " test clips' classes";
        String chance =
                "chance is " + Numbers.shortest(100.0 / clips.events().classes().size(), 1) + " %. ";
        String other = "B, " + differences(values) + ",";
        if (second.isEmpty()) {
            return results + "; " + chance + other + " has made 0 updates: let it train.";
        }
        Learnt learnt = second.get();
        String behind = learnt.updates() == first.updates() ? "" : " after " + learnt.updates();
        return results + ", and " + other + " " + percent(learnt.accuracy()) + behind + "; " + chance
                + reached("A", first) + ", " + reached("B", learnt) + ".";
    }

    /// What makes B another run than A, whose values are each reading's first.
    private static String differences(Values values) {
        String[] different = READINGS.stream()
                .filter(reading -> !reading.options().getFirst().value().equals(values.text(reading.name())))
                .map(reading -> reading.name().replace('_', ' ') + " " + values.text(reading.name()))
                .toArray(String[]::new);
        return different.length == 0 ? "which is the same" : "with " + Words.list(different);
    }

    /// How much of its attention to the sound each run gives to the clip's event.
    private String attention(Values values, Learnt first, Optional<Learnt> second) {
        int example = values.whole(CLIP);
        int clip = clips.test().clip(clips.examples().get(example));
        boolean[] on = clips.events().heard(clip);
        return "Of its attention to the sound of clip " + clip + ", A gives the event "
                + percent(AttentionPanel.share(first.heard().get(example), on))
                + second.map(learnt -> " and B "
                                + percent(AttentionPanel.share(learnt.heard().get(example), on)))
                        .orElse("")
                + ".";
    }

    /// When a run first told most classes.
    private static String reached(String run, Learnt learnt) {
        for (int test = 0; test < learnt.accuracies().size(); test++) {
            if (learnt.accuracies().get(test) >= GOOD) {
                return run + " was at " + percent(GOOD) + " after " + test * WatchedTraining.EVERY;
            }
        }
        return run + " has never been at " + percent(GOOD);
    }

    private static String percent(double part) {
        return Numbers.fixed(100 * part, 0) + " %";
    }

    /// A curve: places to the right and upwards.
    private record Curve(double[] x, double[] y) {}

    private static Curve losses(Learnt learnt) {
        return new Curve(
                IntStream.range(0, learnt.updates()).asDoubleStream().toArray(),
                learnt.losses().stream().mapToDouble(loss -> loss).toArray());
    }

    private static Curve accuracies(Learnt learnt) {
        return new Curve(
                IntStream.range(0, learnt.accuracies().size())
                        .mapToDouble(test -> test * WatchedTraining.EVERY)
                        .toArray(),
                learnt.accuracies().stream().mapToDouble(part -> 100 * part).toArray());
    }

    private String curves(String name, String title, double highest, Curve first, Optional<Curve> second) {
        double end = Math.max(UPDATES / 2.0, first.x.length == 0 ? 0 : first.x[first.x.length - 1]);
        Svg svg = new Svg(
                ID + "-" + name,
                "Training: " + title,
                "To the right: updates. Upwards: " + title + ". " + last("A", first)
                        + second.map(curve -> last("B", curve)).orElse(""),
                328,
                240);
        Plot plot = new Plot(svg, new Scale(0, end, 44, 300), new Scale(0, highest, 190, 34)).axes("updates", title);
        if (highest == 100) {
            plot.across(100.0 / clips.events().classes().size(), "chance", "");
        }
        Map<String, Curve> runs = new LinkedHashMap<>();
        second.ifPresent(curve -> runs.put("B", curve));
        runs.put("A", first);
        runs.forEach((run, curve) -> plot.line(curve.x, curve.y, "bold " + paint(run)));
        names(svg, plot, runs);
        return svg.toString();
    }

    /// Writes each run's name at the end of its curve.
    private static void names(Svg svg, Plot plot, Map<String, Curve> runs) {
        List<String> begun =
                runs.keySet().stream().filter(run -> runs.get(run).x.length > 0).toList();
        double[] wanted = begun.stream()
                .map(runs::get)
                .mapToDouble(curve -> plot.y()
                        .at(Math.min(curve.y[curve.y.length - 1], plot.y().to())))
                .toArray();
        double[] places = EndLabels.places(wanted, 13, plot.y().end(), plot.y().start());
        for (int k = 0; k < places.length; k++) {
            Curve curve = runs.get(begun.get(k));
            svg.words(
                    plot.x().at(curve.x[curve.x.length - 1]) + 6,
                    places[k] + 4,
                    "start",
                    begun.get(k),
                    "class=\"name " + paint(begun.get(k)) + "\"");
        }
    }

    private static String paint(String run) {
        return run.equals("A") ? "blue" : "orange short";
    }

    private static String last(String name, Curve curve) {
        return curve.y.length == 0
                ? ""
                : name + " ends at " + Numbers.significant(curve.y[curve.y.length - 1], 3) + " after "
                        + Numbers.fixed(curve.x[curve.x.length - 1], 0) + " updates. ";
    }

    private static String attention(String modality, boolean[] on, List<Double> first, Optional<List<Double>> second) {
        List<AttentionPanel.Line> lines = new ArrayList<>();
        second.ifPresent(weights -> lines.add(new AttentionPanel.Line("B", weights, "bold " + paint("B"))));
        lines.add(new AttentionPanel.Line("A", first, "bold " + paint("A")));
        return new AttentionPanel(ID + "-" + modality, modality, on, lines).svg();
    }

    private static String confusion(String run, Learnt learnt) {
        int classes = learnt.confusion().size();
        Svg svg = new Svg(
                ID + "-confusion" + run,
                "Run " + run + ": classes and predictions",
                "Rows: true class. Columns: predicted class. " + Numbers.fixed(100 * learnt.accuracy(), 0)
                        + " % of the clips are on the diagonal.",
                328,
                46 + 26 * classes);
        svg.words(70, 16, "start", "Run " + run + ": predicted", "class=\"axis-title\"")
                .words(4, 54, "start", "true", "class=\"axis-title\"");
        for (int row = 0; row < classes; row++) {
            List<Integer> counts = learnt.confusion().get(row);
            int all = counts.stream().mapToInt(count -> count).sum();
            double top = 38 + 26 * row;
            svg.words(60, top + 17, "end", String.valueOf(row), "class=\"tick\"")
                    .words(84 + 30 * row, 33, "middle", String.valueOf(row), "class=\"tick\"");
            for (int column = 0; column < classes; column++) {
                int count = counts.get(column);
                if (count > 0) {
                    String hue = row == column ? "blue" : "orange";
                    int heat = Math.min(2, 3 * count / all);
                    svg.box(70 + 30 * column, top, 28, 24, "class=\"heat" + heat + " " + hue + "\"")
                            .words(84 + 30 * column, top + 16, "middle", String.valueOf(count));
                }
            }
        }
        return svg.frame(68, 36, 30 * classes + 2, 26 * classes + 2).toString();
    }
}
