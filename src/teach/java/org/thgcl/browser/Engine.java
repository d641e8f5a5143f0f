package org.thgcl.browser;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.teavm.jso.JSExport;
import org.thgcl.autodiff.Tape;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.TMacWeight;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.Starts;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.teach.Drawing;
import org.thgcl.teach.Facts;
import org.thgcl.teach.Figure;
import org.thgcl.teach.Figures;
import org.thgcl.teach.LiveFigure;
import org.thgcl.teach.Values;
import org.thgcl.tensor.Float64PlainKernels;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// What the page's script calls: the figures of the program, compiled for the browser. Then the equations as functions
/// of numbers, by which a test compares what the browser computes with golden files; words are those of the files'
/// settings.
public final class Engine {
    private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();
    private static final Kernels KERNELS = new Float64PlainKernels();

    private Engine() {}

    /// Nothing runs by itself.
    public static void main(String[] args) {}

    /// Makes the figures.
    ///
    /// @param facts as [Facts#text] gives them
    @JSExport
    public static void start(String facts) {
        for (Figure figure : Figures.all(Facts.of(facts))) {
            FIGURES.put(figure.id(), figure);
        }
    }

    /// Draws a figure.
    ///
    /// @param values `name=value` and a line feed for each control
    /// @return the answer, a line feed, the drawing
    @JSExport
    public static String draw(String id, String values) {
        Drawing drawing = FIGURES.get(id).draw(values(values));
        return drawing.answer().replace('\n', ' ') + '\n' + drawing.html();
    }

    /// Goes on by one step.
    ///
    /// @return whether there is more to do
    @JSExport
    public static boolean step(String id, String values) {
        return ((LiveFigure) FIGURES.get(id)).step(values(values));
    }

    /// The first losses of the demonstration's training.
    @JSExport
    public static double[] losses(int count) {
        return Losses.first(count, KERNELS);
    }

    /// Eq. 1 of each edge.
    @JSExport
    public static double[] gaussian(double[] i, double[] j, double[] min, double[] max) {
        return each(i.length, e -> Eq1GaussianWeight.definition(i[e], j[e], min[e], max[e]));
    }

    /// Eq. 2 of each edge.
    @JSExport
    public static double[] hawkes(
            String noise, int sign, String place, double tau, double[] p, double[] min, double[] max, double[] xi) {
        Eq2HawkesWeight equation = new Eq2HawkesWeight(
                Eq2HawkesWeight.Noise.valueOf(constant(noise)),
                sign,
                Eq2HawkesWeight.TauPlace.valueOf(constant(place)),
                tau);
        return each(p.length, e -> equation.definition(p[e], min[e], max[e], xi[e]));
    }

    /// TMac's weight of each edge.
    @JSExport
    public static double[] tmac(double[] p, double[] min, double[] max) {
        return each(p.length, e -> TMacWeight.definition(p[e], min[e], max[e]));
    }

    /// Eq. 4 between clips: video to audio, audio to video, total.
    ///
    /// @param audio `[clips, H]`
    /// @param video likewise
    @JSExport
    public static double[] contrastive(
            double temperature, String negatives, int clips, double[] audio, double[] video) {
        Tape tape = new Tape(KERNELS);
        Shape shape = Shape.of(clips, audio.length / clips);
        Eq4ContrastiveLoss.Losses losses = new Eq4ContrastiveLoss(
                        temperature, Eq4ContrastiveLoss.Negatives.valueOf(constant(negatives)))
                .apply(tape.constant(Tensor.of(shape, audio)), tape.constant(Tensor.of(shape, video)));
        return new double[] {
            losses.videoToAudio().value().item(),
            losses.audioToVideo().value().item(),
            losses.total().value().item()
        };
    }

    /// The focal loss of one class a clip.
    ///
    /// @param logits `[clips, C]`
    @JSExport
    public static double focal(double alpha, double gamma, double[] logits, int[] labels) {
        Tape tape = new Tape(KERNELS);
        Shape shape = Shape.of(labels.length, logits.length / labels.length);
        return new FocalLoss(alpha, gamma)
                .apply(tape.constant(Tensor.of(shape, logits)), labels)
                .value()
                .item();
    }

    /// The edges within a modality: sources, targets, smallest and largest indices, one list after the other.
    @JSExport
    public static int[] neighbourhood(int segments, int span, int dilation, String boundary) {
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, Boundary.valueOf(constant(boundary)));
        return joined(edges.source(), edges.target(), edges.min(), edges.max());
    }

    /// The edges across modalities, aligned by time stamps: video nodes, audio nodes, smallest and largest indices,
    /// starts, one list after the other.
    @JSExport
    public static int[] cross(int audioSegments, int videoSegments, int span, int dilation) {
        CrossModalEdges edges =
                CrossModalEdges.ofStarts(audioSegments, span, dilation, Starts.timestamp(audioSegments, videoSegments));
        return joined(edges.video(), edges.audio(), edges.min(), edges.max(), edges.start());
    }

    private static Values values(String lines) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int begin = 0; begin < lines.length(); ) {
            int equals = lines.indexOf('=', begin);
            int end = lines.indexOf('\n', begin);
            texts.put(lines.substring(begin, equals), lines.substring(equals + 1, end));
            begin = end + 1;
        }
        return new Values(texts);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static double[] each(int edges, IntToDoubleFunction weight) {
        return IntStream.range(0, edges).mapToDouble(weight).toArray();
    }

    private static int[] joined(int[]... lists) {
        return Arrays.stream(lists).flatMapToInt(Arrays::stream).toArray();
    }
}
