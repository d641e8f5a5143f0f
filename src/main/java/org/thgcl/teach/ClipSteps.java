package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.page.Formula;
import org.thgcl.page.Numbers;
import org.thgcl.tensor.Tensor;

/// The thirteen steps from a tiny clip's features to the loss, with what each cell is made of.
final class ClipSteps {
    private static final int AUDIO = ClipNumbers.AUDIO;
    private static final int VIDEO = ClipNumbers.VIDEO;
    private static final int HIDDEN = ClipNumbers.HIDDEN;

    private final ClipNumbers numbers;
    private final String prefix;

    // what goes on from step to step
    private final Grid na;
    private final Grid nv;
    private final Grid j;
    private final Grid xi;
    private final Grid aa;
    private final Grid av;
    private final Grid s;
    private final Grid ea;
    private final Grid ev;
    private final Grid za;
    private final Grid zv;
    private final Grid alpha;
    private final Grid m;
    private final Grid ra;
    private final Grid xa;
    private final Grid xv;
    private final Grid ga;
    private final Grid gv;

    /// @param prefix what the identifiers of all cells begin with
    ClipSteps(ClipNumbers numbers, String prefix) {
        this.numbers = numbers;
        this.prefix = prefix;
        CrossModalEdges cross = numbers.crossEdges();
        na = neighbours(prefix + "-na", "N_a", "neighbours of the audio nodes", numbers.audioEdges());
        nv = neighbours(prefix + "-nv", "N_v", "neighbours of the video nodes", numbers.videoEdges());
        j = Grid.of(
                prefix + "-j",
                "J",
                "audio row hears video column",
                AUDIO,
                VIDEO,
                cross.audio(),
                cross.video(),
                _ -> 1.0);
        xi = across(prefix + "-xi", "ξ", "noise of each edge", "xi");
        aa = weights(prefix + "-aa", "A_a", "audio weights", numbers.audioEdges(), "A_a");
        av = weights(prefix + "-av", "A_v", "video weights", numbers.videoEdges(), "A_v");
        s = across(prefix + "-s", "s", "weights across", "s");
        ea = grid(prefix + "-ea", "E_a", "audio nodes", AUDIO, 2, "E_a");
        ev = grid(prefix + "-ev", "E_v", "video nodes", VIDEO, 2, "E_v");
        za = grid(prefix + "-za", "Z_a", "audio, summed", AUDIO, HIDDEN, "Z_a");
        zv = grid(prefix + "-zv", "R_v", "video, rectified", VIDEO, HIDDEN, "Z_v");
        alpha = across(prefix + "-alpha", "α", "attention", "alpha");
        m = grid(prefix + "-m", "M", "messages to audio", AUDIO, HIDDEN, "M");
        ra = grid(prefix + "-ra", "R_a", "audio, rectified", AUDIO, HIDDEN, "R_a");
        xa = grid(prefix + "-xa", "X_a", "audio, normalised", AUDIO, HIDDEN, "X_a");
        xv = grid(prefix + "-xv", "X_v", "video, normalised", VIDEO, HIDDEN, "X_v");
        ga = grid(prefix + "-ga", "g_a", "audio of each clip", ClipNumbers.CLIPS, HIDDEN, "g_audio");
        gv = grid(prefix + "-gv", "g_v", "video of each clip", ClipNumbers.CLIPS, HIDDEN, "g_video");
    }

    /// What cells a cell is made of.
    @FunctionalInterface
    interface Origin {
        List<String> of(int row, int column);
    }

    /// A matrix that a step makes.
    record Made(Grid grid, Origin origin) {}

    /// A step.
    ///
    /// @param title a few plain words
    /// @param formula in the notation of [Formula]
    /// @param from what it takes
    /// @param made what it makes
    /// @param answer a sentence with its numbers
    record Step(String title, String formula, List<Grid> from, List<Made> made, String answer) {}

    /// All thirteen.
    List<Step> all() {
        return List.of(
                neighbourhoods(),
                edgesAcross(),
                gaussian(),
                hawkes(),
                alignment(),
                convolution(),
                attention(),
                sum(),
                normalisation(),
                pooling(),
                head(),
                losses(),
                atOnce());
    }

    private Step neighbourhoods() {
        return new Step(
                "Who is joined within a modality",
                "N(i) = {\"{\"} i - 1 , i , i + 1 {\"}\"} \" shifted into the clip\"",
                List.of(),
                List.of(new Made(na, (_, _) -> List.of()), new Made(nv, (_, _) -> List.of())),
                na.all().size() + " edges join " + AUDIO + " audio nodes and "
                        + nv.all().size() + " join " + VIDEO
                        + " video nodes, each node to itself, too; at the clip's ends a neighbourhood is shifted"
                        + " inwards, so audio node 0 has the neighbours 0, 1 and 2.");
    }

    private Step edgesAcross() {
        return new Step(
                "Who is joined across modalities",
                "J(i) = {\"{\"} 2 i , 2 i + 1 {\"}\"}",
                List.of(),
                List.of(new Made(j, (_, _) -> List.of())),
                j.all().size() + " edges go from " + VIDEO + " video to " + AUDIO
                        + " audio nodes: video node 0 is heard by audio nodes 0 and 1, which are at its time, video"
                        + " node 1 by 2 and 3.");
    }

    private Step gaussian() {
        return new Step(
                "Eq. 1 weighs the edges within",
                "s^{i , j} = exp(-frac{(i - j)^2}{2 (N_{max} - N_{min} + 1)^2})",
                List.of(na, nv),
                List.of(new Made(aa, (r, _) -> na.row(r)), new Made(av, (r, _) -> nv.row(r))),
                "Audio node 0 gives itself the weight " + shown(aa, 0, 0) + ", node 1 " + shown(aa, 0, 1)
                        + " and node 2 " + shown(aa, 0, 2) + ": farther away is less, but not by much.");
    }

    private Step hawkes() {
        return new Step(
                "Eq. 2 weighs the edges across",
                "s = σ(frac{ln ξ}{ln(1 - ξ)} + frac{J_{max} - i + 1}{J_{max} - J_{min} + 1})",
                List.of(j, xi),
                List.of(new Made(s, (r, c) -> joined(j.column(c), List.of(xi.cell(r, c))))),
                "The noises " + shown(xi, 0, 0) + " and " + shown(xi, 1, 0) + " make video node 0's two weights "
                        + shown(s, 0, 0) + " and " + shown(s, 1, 0) + ": without noise both would be the same.");
    }

    private Step alignment() {
        Grid fa = features("fa", "F_a", "audio features", AUDIO, 2, "audio");
        Grid fv = features("fv", "F_v", "video features", VIDEO, 3, "video");
        Grid wa = parameter("wa", "W_a", "projection.audio.weight", 2);
        Grid ba = parameter("ba", "b_a", "projection.audio.bias", 2);
        Grid wv = parameter("wv", "W_v", "projection.video.weight", 2);
        Grid bv = parameter("bv", "b_v", "projection.video.bias", 2);
        return new Step(
                "Both modalities get the same width",
                "lines{E_a = F_a W_a + b_a}{E_v = F_v W_v + b_v}",
                List.of(fa, wa, ba, fv, wv, bv),
                List.of(new Made(ea, product(fa, wa, ba)), new Made(ev, product(fv, wv, bv))),
                "2 audio features and 3 video features become 2 numbers each: audio node 0 is " + shown(ea, 0, 0)
                        + " and " + shown(ea, 0, 1) + ".");
    }

    private Step convolution() {
        Grid psiA = parameter("psia", "Ψ_a", "layers.0.audio.psi", HIDDEN);
        Grid psiV = parameter("psiv", "Ψ_v", "layers.0.video.psi", HIDDEN);
        Grid biasA = parameter("biasa", "b_a", "layers.0.audio.bias", HIDDEN);
        Grid biasV = parameter("biasv", "b_v", "layers.0.video.bias", HIDDEN);
        return new Step(
                "Eq. 3 lets nodes hear their neighbours",
                "lines{Z_a = A_a E_a Ψ_a + b_a}{R_v = ReLU(A_v E_v Ψ_v + b_v)}",
                List.of(aa, ea, psiA, biasA, av, ev, psiV, biasV),
                List.of(
                        new Made(za, (r, c) -> joined(aa.row(r), aa.joined(r, ea), psiA.column(c), biasA.column(c))),
                        new Made(zv, (r, c) -> joined(av.row(r), av.joined(r, ev), psiV.column(c), biasV.column(c)))),
                "Audio node 0 is now " + shown(za, 0, 0) + ", " + shown(za, 0, 1) + " and " + shown(za, 0, 2) + ": "
                        + aa.row(0).size() + " weighted nodes, mixed by Ψ into " + HIDDEN + " numbers.");
    }

    private Step attention() {
        Grid ws = parameter("ws", "W_s", "layers.0.cross.source", HIDDEN);
        Grid bias = parameter("bias", "b", "layers.0.cross.bias", HIDDEN);
        return new Step(
                "GAT-AV lets audio hear video",
                "M_j = sum_i (α_{i j} + s_{i j}) E_v^i W_s + b",
                List.of(s, ea, ev, ws, bias),
                List.of(
                        new Made(alpha, (r, c) -> joined(ea.row(r), ev.row(c), ws.all())),
                        new Made(
                                m,
                                (r, c) ->
                                        joined(alpha.row(r), s.row(r), j.joined(r, ev), ws.column(c), bias.column(c)))),
                "Audio node 0 hears video node 0 alone, so its attention is " + shown(alpha, 0, 0)
                        + "; with Eq. 2's weight the message counts " + digits(alpha.get(0, 0) + s.get(0, 0))
                        + " times, and its first number is " + shown(m, 0, 0) + ".");
    }

    private Step sum() {
        long zeros = ra.values().stream().filter(value -> value == 0).count();
        return new Step(
                "Sum and rectifier",
                "R_a = ReLU(Z_a + M)",
                List.of(za, m),
                List.of(new Made(ra, (r, c) -> List.of(za.cell(r, c), m.cell(r, c)))),
                zeros + " of " + ra.values().size() + " numbers are below 0 and become 0; the first is "
                        + shown(za, 0, 0) + " with " + shown(m, 0, 0) + ", which is " + shown(ra, 0, 0) + ".");
    }

    private Step normalisation() {
        double mean = ra.values().stream().mapToDouble(x -> x).average().orElseThrow();
        return new Step(
                "Normalisation over the whole graph",
                "x' = frac{x - \"mean\"}{sqrt{\"variance\" + ε}}",
                List.of(ra, zv),
                List.of(new Made(xa, (_, _) -> ra.all()), new Made(xv, (_, _) -> zv.all())),
                "The mean of the audio graph's " + ra.values().size() + " numbers is " + digits(mean)
                        + ": what was " + shown(ra, 0, 0) + " is now " + shown(xa, 0, 0)
                        + ", and each cell depends on every other one.");
    }

    private Step pooling() {
        Grid wa = parameter("gatea", "w_a", "pool.audio.gate", HIDDEN);
        Grid wv = parameter("gatev", "w_v", "pool.video.gate", HIDDEN);
        Grid betaA = grid(prefix + "-betaa", "β_a", "shares of the audio nodes", 1, AUDIO, "beta_audio");
        Grid betaV = grid(prefix + "-betav", "β_v", "shares of the video nodes", 1, VIDEO, "beta_video");
        Grid firstA = grid(prefix + "-ga", "g_a", "the clip's audio", 1, HIDDEN, "g_audio");
        Grid firstV = grid(prefix + "-gv", "g_v", "the clip's video", 1, HIDDEN, "g_video");
        int most = 0;
        for (int k = 1; k < AUDIO; k++) {
            most = betaA.get(0, k) > betaA.get(0, most) ? k : most;
        }
        return new Step(
                "Pooling: which segments count",
                "lines{β_i = frac{exp(X^i * w)}{sum_k exp(X^k * w)}}{g = sum_i β_i X^i}",
                List.of(xa, wa, xv, wv),
                List.of(
                        new Made(betaA, (_, _) -> joined(xa.all(), wa.all())),
                        new Made(firstA, (_, c) -> joined(betaA.all(), xa.column(c))),
                        new Made(betaV, (_, _) -> joined(xv.all(), wv.all())),
                        new Made(firstV, (_, c) -> joined(betaV.all(), xv.column(c)))),
                "Audio node " + most + " counts most, " + percent(betaA.get(0, most)) + " of the clip's sound; equal"
                        + " shares would be " + percent(1.0 / AUDIO) + ".");
    }

    private Step head() {
        Grid embedding = grid(prefix + "-xg", "X^G", "each clip", ClipNumbers.CLIPS, HIDDEN, "X_G");
        Grid weight = parameter("wc", "W_c", "head.weight", 2);
        Grid bias = parameter("bc", "b_c", "head.bias", 2);
        Grid logits = logits();
        return new Step(
                "Sum of both modalities, then the classes",
                "lines{X^G = g_a + g_v}{logits = X^G W_c + b_c}",
                List.of(ga, gv, weight, bias),
                List.of(
                        new Made(embedding, (r, c) -> List.of(ga.cell(r, c), gv.cell(r, c))),
                        new Made(logits, product(embedding, weight, bias))),
                "The first clip's logits are " + shown(logits, 0, 0) + " and " + shown(logits, 0, 1) + ": class "
                        + (logits.get(0, 1) > logits.get(0, 0) ? 1 : 0) + " wins, and the label is " + label(0) + ".");
    }

    private Step losses() {
        Grid logits = logits();
        Grid p = grid(prefix + "-p", "p", "softmax of the logits", ClipNumbers.CLIPS, 2, "p");
        Grid cos = grid(prefix + "-cos", "cos(g_a , g_v)", "sound row, picture column", 2, 2, "cos");
        Grid focal = grid(prefix + "-lfl", "L_{FL}", "focal loss", 1, 1, "L_FL");
        Grid contrast = grid(prefix + "-lcl", "L_{CL}", "Eq. 4", 1, 1, "L_CL");
        Grid loss = grid(prefix + "-l", "L", "Eq. 5", 1, 1, "L");
        return new Step(
                "The losses of both clips",
                "lines{L = L_{FL} + 0.1 L_{CL}}{L_{FL} = -frac{1}{2} sum_i 0.5 (1 - p_{y_i})^2 ln p_{y_i}}",
                List.of(logits, ga, gv),
                List.of(
                        new Made(p, (r, _) -> logits.row(r)),
                        new Made(cos, (r, c) -> joined(ga.row(r), gv.row(c))),
                        new Made(focal, (_, _) -> Stream.of(0, 1)
                                .map(clip -> p.cell(clip, label(clip)))
                                .toList()),
                        new Made(contrast, (_, _) -> cos.all()),
                        new Made(loss, (_, _) -> joined(focal.all(), contrast.all()))),
                "The labels are " + label(0) + " and " + label(1) + ", whose probabilities are "
                        + shown(p, 0, label(0)) + " and " + shown(p, 1, label(1)) + ": the focal loss is "
                        + shown(focal, 0, 0) + ", Eq. 4 is " + shown(contrast, 0, 0) + ", and Eq. 5 is "
                        + shown(loss, 0, 0) + ".");
    }

    private Step atOnce() {
        Grid steps = losses("steps", "\"steps\"", "focal, Eq. 4, Eq. 5", "");
        Grid network = losses("network", "\"Thgn\"", "the whole network's", "network ");
        Grid gradient = grid(prefix + "-dfa", "frac{∂ L}{∂ F_a}", "what the features do to L", AUDIO, 2, "dF_a");
        double difference = 0;
        for (int k = 0; k < 3; k++) {
            difference = Math.max(difference, Math.abs(steps.get(0, k) - network.get(0, k)));
        }
        return new Step(
                "The whole network at once, and back",
                "L = \"Thgn\"(F_a , F_v , ξ , y)",
                List.of(steps),
                List.of(
                        new Made(network, (_, c) -> List.of(steps.cell(0, c))),
                        new Made(gradient, (_, _) -> List.of(steps.cell(0, 2)))),
                "In one go the network's class finds L = " + shown(network, 0, 2) + ", too, "
                        + (difference == 0 ? "with the same bits" : "but for a rounding of " + digits(difference))
                        + ". Backwards, the first audio feature changes L by " + shown(gradient, 0, 0) + " per unit.");
    }

    private Grid losses(String id, String symbol, String about, String network) {
        List<Double> losses = Stream.of("L_FL", "L_CL", "L")
                .map(name -> numbers.get(network + name).item())
                .toList();
        return new Grid(prefix + "-" + id, symbol, about, 3, losses);
    }

    private Grid logits() {
        return grid(prefix + "-logits", "logits", "each clip", ClipNumbers.CLIPS, 2, "logits");
    }

    private int label(int clip) {
        return (int) numbers.get("label").get(clip);
    }

    /// The cells of X W + b.
    private static Origin product(Grid x, Grid w, Grid b) {
        return (r, c) -> joined(x.row(r), w.column(c), b.column(c));
    }

    @SafeVarargs
    private static List<String> joined(List<String>... cells) {
        List<String> all = new ArrayList<>();
        for (List<String> part : cells) {
            all.addAll(part);
        }
        return all;
    }

    private Grid grid(String id, String symbol, String about, int rows, int columns, String name) {
        return Grid.of(id, symbol, about, rows, columns, numbers.get(name));
    }

    private Grid features(String id, String symbol, String about, int rows, int columns, String name) {
        return grid(prefix + "-" + id, symbol, about, rows, columns, name);
    }

    private Grid parameter(String id, String symbol, String name, int columns) {
        Tensor parameter = numbers.get(name);
        return Grid.of(
                prefix + "-" + id, symbol, "parameter", parameter.shape().elements() / columns, columns, parameter);
    }

    private static Grid neighbours(String id, String symbol, String about, Edges edges) {
        return Grid.of(id, symbol, about, edges.nodes(), edges.nodes(), edges.target(), edges.source(), _ -> 1.0);
    }

    private Grid weights(String id, String symbol, String about, Edges edges, String name) {
        return Grid.of(
                id,
                symbol,
                about,
                edges.nodes(),
                edges.nodes(),
                edges.target(),
                edges.source(),
                numbers.get(name)::get);
    }

    /// A number for each of the first clip's edges from video to audio.
    private Grid across(String id, String symbol, String about, String name) {
        CrossModalEdges cross = numbers.crossEdges();
        return Grid.of(id, symbol, about, AUDIO, VIDEO, cross.audio(), cross.video(), numbers.get(name)::get);
    }

    private static String shown(Grid grid, int row, int column) {
        return digits(grid.get(row, column));
    }

    private static String digits(double value) {
        return Numbers.shown(Numbers.significant(value, 4));
    }

    private static String percent(double part) {
        return Math.round(100 * part) + " %";
    }
}
