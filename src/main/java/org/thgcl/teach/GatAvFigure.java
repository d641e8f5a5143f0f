package org.thgcl.teach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.GatAv;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Mark;
import org.thgcl.page.Numbers;
import org.thgcl.page.PathData;
import org.thgcl.page.Plot;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;
import org.thgcl.tensor.Kernels;

/// GAT-AV at one audio node: what it hears from which video node.
final class GatAvFigure implements Figure {
    private static final String ID = "gatav";
    private static final String NODE = "node";
    private static final String FUSION = "fusion";
    private static final String SLOPE = "slope";
    private static final String XI = "xi";

    /// As the paper prints Eq. 2.
    private static final Eq2HawkesWeight PRINTED =
            new Eq2HawkesWeight(Eq2HawkesWeight.Noise.RATIO, 1, Eq2HawkesWeight.TauPlace.OUTSIDE, 1);

    private final HeardVideo clip;

    GatAvFigure(Kernels kernels) {
        clip = new HeardVideo(kernels);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String question() {
        return "What does one audio node hear from the video?";
    }

    @Override
    public String lead() {
        return "<p>GAT-AV gives each video neighbour a score of two parts: one that the video node brings, one that the"
                + " audio node brings to all of them. LeakyReLU and softmax make it the attention "
                + Formula.inline("α") + ", Eq. 2's weight " + Formula.inline("s")
                + " joins in as the fusion says, and the sum of the neighbours' features, weighted so, is the message."
                + " The clip is a planted one of " + HeardVideo.AUDIO + " audio and " + HeardVideo.VIDEO
                + " video segments, each video node reaches " + HeardVideo.SPAN
                + " audio nodes, and the parameters are those before training.</p>";
    }

    @Override
    public Optional<Class<?>> equation() {
        return Optional.of(GatAv.class);
    }

    @Override
    public List<Control> controls() {
        return List.of(
                new Control.Range(NODE, "audio node", 0, HeardVideo.AUDIO - 1, 1, 6),
                new Control.Choice(
                        FUSION,
                        "fusion of α and s",
                        Arrays.stream(GatAv.Fusion.values())
                                .map(fusion -> new Control.Option(fusion.name(), words(fusion)))
                                .toList(),
                        GatAv.Fusion.ADD.name()),
                new Control.Range(SLOPE, "slope of LeakyReLU", 0, 1, 0.05, 0.2),
                new Control.Range(XI, "noise ξ of Eq. 2", 0.02, 0.98, 0.02, 0.5));
    }

    private static String words(GatAv.Fusion fusion) {
        return switch (fusion) {
            case ADD -> "add: α + s";
            case MULTIPLY -> "multiply: α s";
            case NONE -> "none: α alone";
        };
    }

    @Override
    public Drawing draw(Values values) {
        int node = values.whole(NODE);
        GatAv gatAv = new GatAv(values.number(SLOPE), GatAv.Fusion.valueOf(values.text(FUSION)));
        HeardVideo.Message message =
                clip.messages(gatAv, PRINTED, values.number(XI)).get(node);
        String html = "<div class=\"grids\">\n" + graph(node, message) + rectifier(gatAv, message) + shares(message)
                + "</div>\n" + table(gatAv, message);
        return new Drawing(html, answer(node, gatAv, message));
    }

    private static String answer(int node, GatAv gatAv, HeardVideo.Message message) {
        List<HeardVideo.Voice> voices = message.voices();
        HeardVideo.Voice first = voices.getFirst();
        if (voices.size() == 1) {
            return "Audio node " + node + " hears video node " + first.video()
                    + " alone, so its attention is 1 whatever the score; with the fusion "
                    + gatAv.fusion().name().toLowerCase(Locale.ROOT) + " it counts "
                    + Formula.digits(first.share()) + " times.";
        }
        double sum = sum(voices, HeardVideo.Voice::share);
        HeardVideo.Voice loudest = voices.getFirst();
        for (HeardVideo.Voice voice : voices) {
            loudest = voice.share() > loudest.share() ? voice : loudest;
        }
        String attention = "Audio node " + node + " gives video nodes " + list(voices, v -> v.video())
                + " the attention " + list(voices, HeardVideo.Voice::attention) + ". ";
        String weights =
                switch (gatAv.fusion()) {
                    case ADD -> "Eq. 2 adds " + list(voices, HeardVideo.Voice::weight);
                    case MULTIPLY -> "Eq. 2 multiplies by " + list(voices, HeardVideo.Voice::weight);
                    case NONE -> "Eq. 2 isn't looked at";
                };
        return attention + weights + ": they count " + Numbers.fixed(sum, 2)
                + " in sum, and the loudest, video node " + loudest.video() + ", is "
                + Math.round(100 * loudest.share() / sum) + " % of it instead of "
                + Math.round(100 * loudest.attention()) + " %.";
    }

    private static String list(List<HeardVideo.Voice> voices, ToDoubleFunction<HeardVideo.Voice> part) {
        List<String> numbers = voices.stream()
                .map(voice -> Numbers.shortest(part.applyAsDouble(voice), 3))
                .toList();
        return String.join(", ", numbers.subList(0, numbers.size() - 1)) + " and " + numbers.getLast();
    }

    private static double sum(List<HeardVideo.Voice> voices, ToDoubleFunction<HeardVideo.Voice> part) {
        return voices.stream().mapToDouble(part).sum();
    }

    /// Video nodes above, audio nodes below, what reaches the node in front.
    private String graph(int node, HeardVideo.Message message) {
        Svg svg = new Svg(
                        ID + "-graph",
                        "The edges from video to audio",
                        "Video nodes 0 to " + (HeardVideo.VIDEO - 1) + " above, audio nodes 0 to "
                                + (HeardVideo.AUDIO - 1)
                                + " below. Audio node " + node + " is joined to "
                                + message.voices().size()
                                + " video nodes; the thicker an edge, the more it counts.",
                        320,
                        180)
                .operable();
        Scale video = new Scale(-0.5, HeardVideo.VIDEO - 0.5, 14, 306);
        Scale audio = new Scale(-0.5, HeardVideo.AUDIO - 0.5, 14, 306);
        PathData others = new PathData();
        for (int e = 0; e < clip.edges().count(); e++) {
            others.move(video.at(clip.edges().video()[e]), 46)
                    .line(audio.at(clip.edges().audio()[e]), 134);
        }
        svg.path(others, "class=\"arc\"");
        for (HeardVideo.Voice voice : message.voices()) {
            svg.line(
                    video.at(voice.video()),
                    46,
                    audio.at(node),
                    134,
                    "class=\"arc strong\" style=\"stroke-width:" + Numbers.fixed(1 + 3 * voice.share(), 1) + "\"");
        }
        for (int i = 0; i < HeardVideo.VIDEO; i++) {
            int number = i;
            boolean heard = message.voices().stream().anyMatch(voice -> voice.video() == number);
            svg.disc(video.at(i), 46, 8, "class=\"node" + (heard ? " strong" : "") + "\"")
                    .words(video.at(i), 30, "middle", "video " + i);
        }
        for (int k = 0; k < HeardVideo.AUDIO; k++) {
            svg.open("data-set=\"node=" + k + "\" tabindex=\"0\" role=\"button\" aria-label=\"audio " + k + "\"")
                    .disc(audio.at(k), 134, 10, "class=\"node" + (k == node ? " strong" : "") + "\"")
                    .words(audio.at(k), 160, "middle", k == 0 ? "audio 0" : String.valueOf(k))
                    .close();
        }
        return svg.toString();
    }

    /// The scores before and after LeakyReLU.
    private static String rectifier(GatAv gatAv, HeardVideo.Message message) {
        double[] before = message.voices().stream()
                .mapToDouble(voice -> voice.source() + voice.target())
                .toArray();
        double[] after =
                message.voices().stream().mapToDouble(HeardVideo.Voice::logit).toArray();
        double reach = Math.max(1, Arrays.stream(before).map(Math::abs).max().orElseThrow());
        Svg svg = new Svg(
                ID + "-rectifier",
                "LeakyReLU",
                "A line of slope " + Formula.digits(gatAv.negativeSlope())
                        + " left of 0 and of slope 1 right of it; the neighbours' scores are dots on it.",
                320,
                220);
        Plot plot = new Plot(
                svg, new Scale(-1.1 * reach, 1.1 * reach, 44, 306), new Scale(-1.1 * reach, 1.1 * reach, 176, 30));
        double end = 1.1 * reach;
        plot.axes("sum of both parts", "score after LeakyReLU")
                .line(new double[] {-end, 0, end}, new double[] {-end * gatAv.negativeSlope(), 0, end}, "blue")
                .dots(before, after, Mark.DISC, "orange");
        String names = "";
        for (int k = 0; k < before.length; k++) {
            names += (names.isEmpty() ? "" : ", ") + message.voices().get(k).video();
            // names of dots that lie upon each other stand together
            if (k + 1 == before.length || Math.abs(before[k + 1] - before[k]) > 0.1 * reach) {
                svg.words(plot.x().at(before[k]) + 6, plot.y().at(after[k]) + 14, "start", names, "class=\"on-plot\"");
                names = "";
            }
        }
        return svg.toString();
    }

    /// Attention beside what counts at last.
    private static String shares(HeardVideo.Message message) {
        List<HeardVideo.Voice> voices = message.voices();
        double most = Math.max(
                1, voices.stream().mapToDouble(HeardVideo.Voice::share).max().orElseThrow());
        Scale x = new Scale(0, most, 64, 270);
        Svg svg = new Svg(
                ID + "-shares",
                "Attention and share",
                voices.stream()
                        .map(voice -> "Video node " + voice.video() + ": attention " + Formula.digits(voice.attention())
                                + ", share " + Formula.digits(voice.share()) + ".")
                        .collect(Collectors.joining(" ")),
                320,
                34 + 50 * voices.size());
        svg.box(64, 6, 12, 12, "class=\"bar blue\"")
                .words(81, 16, "start", "attention α")
                .box(160, 6, 12, 12, "class=\"bar orange\"")
                .words(177, 16, "start", "what counts");
        for (int k = 0; k < voices.size(); k++) {
            HeardVideo.Voice voice = voices.get(k);
            double top = 26 + 50 * k;
            svg.words(56, top + 20, "end", "video " + voice.video())
                    .box(64, top, x.at(voice.attention()) - 64, 14, "class=\"bar blue\"")
                    .box(64, top + 16, x.at(voice.share()) - 64, 14, "class=\"bar orange\"")
                    .words(x.at(voice.attention()) + 5, top + 12, "start", Numbers.fixed(voice.attention(), 2))
                    .words(x.at(voice.share()) + 5, top + 28, "start", Numbers.fixed(voice.share(), 2));
        }
        return svg.toString();
    }

    /// All numbers, a column for each video node.
    private static String table(GatAv gatAv, HeardVideo.Message message) {
        List<HeardVideo.Voice> voices = message.voices();
        List<String> header = new ArrayList<>();
        header.add("number");
        voices.forEach(voice -> header.add("video " + voice.video()));
        header.add("sum");
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("video node's part " + Formula.inline("a_s * h_i"), voices, HeardVideo.Voice::source, ""));
        rows.add(row("audio node's part " + Formula.inline("a_d * X_a W_d"), voices, HeardVideo.Voice::target, ""));
        rows.add(row("score after LeakyReLU", voices, HeardVideo.Voice::logit, ""));
        rows.add(row("attention " + Formula.inline("α"), voices, HeardVideo.Voice::attention, "1"));
        rows.add(row("Eq. 2's weight " + Formula.inline("s"), voices, HeardVideo.Voice::weight, ""));
        rows.add(row(
                "what counts, " + words(gatAv.fusion()),
                voices,
                HeardVideo.Voice::share,
                shown(sum(voices, HeardVideo.Voice::share))));
        for (int k = 0; k < HeardVideo.HIDDEN; k++) {
            int feature = k;
            rows.add(row(
                    "message, number " + k,
                    voices,
                    voice -> voice.share() * voice.h().get(feature),
                    shown(message.message().get(k))));
        }
        return Html.table(
                "The same in numbers; a video node's part of the message is its features times what counts",
                header,
                rows);
    }

    private static List<String> row(
            String name, List<HeardVideo.Voice> voices, ToDoubleFunction<HeardVideo.Voice> part, String sum) {
        List<String> row = new ArrayList<>();
        row.add(name);
        voices.forEach(voice -> row.add(shown(part.applyAsDouble(voice))));
        row.add(sum);
        return row;
    }

    private static String shown(double value) {
        return Numbers.shown(Numbers.fixed(value, 2));
    }
}
