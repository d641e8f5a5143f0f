package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FocalLoss;
import org.thgcl.tensor.Elementary;

/// The objective: Eq. 4, the focal loss, Eq. 5.
final class LossFiles {
    private LossFiles() {}

    static List<Document> all() {
        return List.of(contrastive(), segments(), focal(), sigmoid(), joint());
    }

    private static Eq4ContrastiveLoss eq4(Definition.Settings s) {
        return new Eq4ContrastiveLoss(s.number("temperature"), s.word(Eq4ContrastiveLoss.Negatives.class, "negatives"));
    }

    static Map<String, Numbers> directions(double videoToAudio, double audioToVideo) {
        Map<String, Numbers> outputs = new LinkedHashMap<>();
        outputs.put("video_to_audio", scalar(videoToAudio));
        outputs.put("audio_to_video", scalar(audioToVideo));
        outputs.put("total", scalar(videoToAudio + audioToVideo));
        return outputs;
    }

    private static Map<String, Numbers> contrastive(Definition.Settings s, Map<String, Numbers> in) {
        SimpleMatrix A = in.get("audio").matrix();
        SimpleMatrix V = in.get("video").matrix();
        return directions(eq4(s).definition(A, V), eq4(s).definition(V, A));
    }

    /// The clips of `[B, P_v, h]`.
    private static SimpleMatrix[] clips(Numbers nodes) {
        int clips = nodes.shape().size(0);
        int segments = nodes.shape().size(1);
        SimpleMatrix all = new SimpleMatrix(clips * segments, nodes.shape().size(2), true, nodes.data());
        return IntStream.range(0, clips)
                .mapToObj(b -> all.rows(b * segments, (b + 1) * segments))
                .toArray(SimpleMatrix[]::new);
    }

    private static Map<String, Numbers> segments(Definition.Settings s, Map<String, Numbers> in) {
        SimpleMatrix[] A = clips(in.get("audio"));
        SimpleMatrix[] V = clips(in.get("video"));
        return directions(eq4(s).definitionSegments(A, V), eq4(s).definitionSegments(V, A));
    }

    /// A40: nodes of the last layer, compared within each clip.
    private static Document segments() {
        Definition definition = LossFiles::segments;
        Document file = new Document(
                        "contrastive_loss-segments", "contrastive_loss", "4", Eq4ContrastiveLoss.class, definition)
                .reading("A14", "A15", "A40")
                .tolerance(
                        1e-13,
                        1e-13,
                        "As between clips: a cosine takes about 3 h = 12 roundings of numbers up to 1, divided by t ="
                                + " 0.1 at least: 1.4e-14; logarithms, means and sums of few terms keep it.")
                .decoy("across-clips", "segments of other clips are negatives, too", (s, in) -> {
                    SimpleMatrix A = rows(in.get("audio"));
                    SimpleMatrix V = rows(in.get("video"));
                    return in.get("audio").shape().size(0) == 1
                            ? Map.of()
                            : directions(eq4(s).definition(A, V), eq4(s).definition(V, A));
                })
                .decoy("sum-over-clips", "the clips' losses are added, not averaged", (s, in) -> scaled(
                                definition, in.get("audio").shape().size(0))
                        .of(s, in))
                .decoy("sum-over-segments", "the segments' losses are added, not averaged", (s, in) -> scaled(
                                definition, in.get("audio").shape().size(1))
                        .of(s, in))
                .decoy(
                        "positive-kept",
                        "the denominator contains the positive pair",
                        definition.with("negatives", "with_positive"))
                .decoy(
                        "positive-left-out",
                        "the denominator leaves the positive pair out",
                        definition.with("negatives", "printed"))
                .decoy("directions-swapped", "the two directions are exchanged", definition.swapped("audio", "video"))
                .decoy("missing-minus", "the sign is turned", scaled(definition, -1));
        for (String negatives : List.of("printed", "with_positive", "within_modality")) {
            Draw draw = new Draw("contrastive_loss/segments/" + negatives);
            file.add(eq4(negatives, 0.5, negatives, draw.normal("audio", 3, 4, 3), draw.normal("video", 3, 4, 3))
                    .setting("level", "segments")
                    .gradients("audio", "video"));
        }
        Draw draw = new Draw("contrastive_loss/segments/one");
        file.add(eq4("one-clip", 0.1, "printed", draw.normal("audio", 1, 3, 2), draw.normal("video", 1, 3, 2))
                .setting("level", "segments")
                .comment("B = 1: no second clip is needed")
                .flag("one-clip")
                .gradients("audio", "video"));
        file.add(eq4("two-segments", 0.5, "printed", draw.normal("two", 2, 2, 3), draw.normal("segments", 2, 2, 3))
                .setting("level", "segments")
                .comment("P_v = 2, the fewest")
                .gradients("audio", "video"));
        return file.flag("one-clip", "Eq. 4 between segments needs two segments, not two clips");
    }

    private static SimpleMatrix rows(Numbers nodes) {
        int h = nodes.shape().size(2);
        return new SimpleMatrix(nodes.count() / h, h, true, nodes.data());
    }

    /// The definition's outputs times a factor.
    private static Definition scaled(Definition definition, double factor) {
        return (s, in) -> {
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            definition.of(s, in).forEach((name, y) -> outputs.put(name, scalar(factor * y.get(0))));
            return outputs;
        };
    }

    private static Document contrastive() {
        Definition definition = LossFiles::contrastive;
        Document file = new Document("contrastive_loss", "contrastive_loss", "4", Eq4ContrastiveLoss.class, definition)
                .reading("A14", "A15")
                .tolerance(
                        1e-13,
                        1e-13,
                        "A cosine takes about 3 h = 12 roundings of numbers up to 1, divided by t = 0.1 at least:"
                                + " 1.4e-14; the logarithm of a sum of such exponentials has that absolute error, means"
                                + " and sums of B terms keep it.")
                .decoy(
                        "positive-kept",
                        "the denominator contains the positive pair",
                        definition.with("negatives", "with_positive"))
                .decoy(
                        "positive-left-out",
                        "the denominator leaves the positive pair out",
                        definition.with("negatives", "printed"))
                .decoy(
                        "within-modality",
                        "the negatives come from the same modality",
                        definition.with("negatives", "within_modality"))
                .decoy("directions-swapped", "the two directions are exchanged", definition.swapped("audio", "video"))
                .decoy("temperature-left-out", "no temperature", definition.with("temperature", 1.0))
                .decoy("temperature-multiplied", "cos times t instead of cos / t", (s, in) -> definition
                        .with("temperature", 1 / s.number("temperature"))
                        .of(s, in))
                .decoy("dot-products", "scalar products instead of cosines", Corners.eq4((xy, x, y) -> xy))
                .decoy("sum-not-mean", "the clips' losses are added, not averaged", (s, in) -> scaled(
                                definition, in.get("audio").shape().rows())
                        .of(s, in))
                .decoy(
                        "half",
                        "the mean of the two directions instead of their sum",
                        (s, in) -> Map.of(
                                "total",
                                scalar(definition.of(s, in).get("total").get(0) / 2)))
                .decoy("missing-minus", "the sign is turned", scaled(definition, -1));
        return contrastiveCases(file);
    }

    private static Document contrastiveCases(Document file) {
        for (String negatives : List.of("printed", "with_positive", "within_modality")) {
            Draw draw = new Draw("contrastive_loss/" + negatives);
            file.add(eq4(negatives, 0.5, negatives, draw.normal("audio", 4, 3), draw.normal("video", 4, 3))
                    .gradients("audio", "video"));
            file.add(eq4(negatives + "-two-clips", 0.1, negatives, draw.normal("two", 2, 3), draw.normal("clips", 2, 3))
                    .comment("B = 2, the smallest batch, and a small temperature")
                    .flag("two-clips")
                    .gradients("audio", "video"));
        }
        Numbers axes = matrix(3, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        file.add(eq4("lower-bound", 0.5, "printed", matrix(2, 1, 1, -2), matrix(2, 1, 3, -1))
                .comment("cosines 1 with the own clip and -1 with the other: -2/t + ln(B - 1) = -4 in each direction,"
                        + " the least there is")
                .flag("negative"));
        file.add(eq4("equal-cosines", 0.5, "printed", matrix(3, 2, 1, 2, 2, 4, 0.5, 1), matrix(3, 2, 3, 6, 1, 2, 1, 2))
                .comment("all rows point the same way: ln(B - 1)")
                .flag("ties"));
        file.add(eq4("orthogonal", 0.5, "with_positive", axes, axes).comment("cosines 1 and 0"));
        file.add(eq4(
                        "zero-vector",
                        0.5,
                        "printed",
                        new Draw("contrastive_loss/zero").normal("audio", 3, 2),
                        matrix(3, 2, 0.5, -1, 0, 0, 1, 2))
                .comment("an embedding of zeros has cosine 0 with everything: |x||y| is at least 1e-8")
                .flag("zero-vector")
                .cotangent("total", scalar(1))
                .gradients("audio"));
        file.add(eq4("all-zero", 0.5, "printed", matrix(2, 2, 0, 0, 0, 0), matrix(2, 2, 0, 0, 0, 0))
                .comment("0: every cosine is 0 and B is 2")
                .flag("zero-vector"));
        file.add(eq4(
                        "defaults-left-out",
                        0.5,
                        "printed",
                        new Draw("contrastive_loss/defaults").normal("audio", 3, 2),
                        new Draw("contrastive_loss/defaults").normal("video", 3, 2))
                .comment("without settings: temperature 0.5, negatives as printed")
                .leftOut("temperature", "negatives"));
        Draft tiny = eq4("tiny-temperature", 0.001, "printed", matrix(2, 2, 1, 0.5, -1, 1), matrix(2, 2, 1, 1, 0.5, -2))
                .comment("exp(cos / t) overflows; with B = 2 the loss is the mean of (cos_ij - cos_ii) / t")
                .tolerance(1e-10, 1e-12)
                .flag("huge")
                .definition(LossFiles::twoClips);
        return Corners.contrastive(file.add(tiny))
                .flag("two-clips", "one negative per clip: a sum of one term")
                .flag("negative", "as printed the loss is not bounded by 0")
                .flag("ties", "equal cosines")
                .flag("zero-vector", "0 / 0 unless the product of the norms is kept from 0")
                .flag("huge", "exponentials overflow unless their maximum is taken out");
    }

    /// Eq. 4 as printed for B = 2, where the logarithm cancels the exponential.
    private static Map<String, Numbers> twoClips(Definition.Settings s, Map<String, Numbers> in) {
        SimpleMatrix A = in.get("audio").matrix();
        SimpleMatrix V = in.get("video").matrix();
        double own = cos(A, 0, V, 0) + cos(A, 1, V, 1);
        double other = cos(A, 0, V, 1) + cos(A, 1, V, 0);
        double loss = (other - own) / 2 / s.number("temperature");
        return directions(loss, loss);
    }

    private static double cos(SimpleMatrix X, int i, SimpleMatrix Y, int j) {
        SimpleMatrix x = X.extractVector(true, i);
        SimpleMatrix y = Y.extractVector(true, j);
        return x.dot(y) / (x.normF() * y.normF());
    }

    private static Draft eq4(String id, double temperature, String negatives, Numbers audio, Numbers video) {
        return new Draft(id)
                .setting("temperature", temperature)
                .setting("negatives", negatives)
                .input("audio", audio)
                .input("video", video);
    }

    private static Map<String, Numbers> focal(Definition.Settings s, Map<String, Numbers> in) {
        int clips = in.get("logits").shape().rows();
        int classes = in.get("logits").shape().columns();
        double[][] logits = new double[clips][classes];
        for (int k = 0; k < clips * classes; k++) {
            logits[k / classes][k % classes] = in.get("logits").get(k);
        }
        double loss = new FocalLoss(s.number("alpha"), s.number("gamma"))
                .definition(logits, in.get("label").indices());
        return Map.of("loss", scalar(loss));
    }

    /// A loss of each clip from ln p_y and the label's logit, averaged; ln p_y with the largest logit taken out.
    private static Definition eachClip(ClipLoss loss) {
        return (s, in) -> {
            int clips = in.get("logits").shape().rows();
            int classes = in.get("logits").shape().columns();
            double mean = 0;
            for (int i = 0; i < clips; i++) {
                double max = Double.NEGATIVE_INFINITY;
                double sum = 0;
                for (int c = 0; c < classes; c++) {
                    max = Math.max(max, in.get("logits").get(i * classes + c));
                }
                for (int c = 0; c < classes; c++) {
                    sum += Elementary.exp(in.get("logits").get(i * classes + c) - max);
                }
                double logit =
                        in.get("logits").get(i * classes + (int) in.get("label").get(i));
                mean += loss.of(s, logit - max - Elementary.log(sum), logit) / clips;
            }
            return Map.of("loss", scalar(mean));
        };
    }

    @FunctionalInterface
    private interface ClipLoss {
        double of(Definition.Settings settings, double logP, double logit);
    }

    /// The focal loss for logits whose exponentials overflow.
    static Definition focalByLogarithms() {
        return eachClip((s, logP, logit) -> focal(s.number("alpha"), s.number("gamma"), logP));
    }

    private static double focal(double alpha, double gamma, double logP) {
        return -alpha * Elementary.pow(1 - Elementary.exp(logP), gamma) * logP;
    }

    private static Document focal() {
        Definition definition = LossFiles::focal;
        Document file = new Document("focal_loss", "focal_loss", "2.3", FocalLoss.class, definition)
                .reading("A16")
                .tolerance(
                        1e-14,
                        1e-12,
                        "ln p has an absolute error of a few 2^-53 times the largest logit, 10 here: 5e-15. Where p is"
                            + " near 1, 1 - p = 0.001 at least carries that as a relative error of 5e-12 at most, on"
                            + " losses below 1e-6; elsewhere the relative error is below 1e-13.")
                .decoy("alpha-left-out", "no alpha", definition.with("alpha", 1.0))
                .decoy("gamma-left-out", "no modulating factor: weighted cross entropy", definition.with("gamma", 0.0))
                .decoy("gamma-1", "gamma 1", definition.with("gamma", 1.0))
                .decoy("sum-not-mean", "the clips' losses are added, not averaged", (s, in) -> scaled(
                                definition, in.get("label").count())
                        .of(s, in))
                .decoy("log-base-2", "logarithms to base 2", scaled(definition, 1 / Elementary.log(2)))
                .decoy("missing-minus", "the sign is turned", scaled(definition, -1))
                .decoy(
                        "p-to-gamma",
                        "p^gamma instead of (1 - p)^gamma",
                        eachClip((s, logP, logit) ->
                                -s.number("alpha") * Elementary.exp(s.number("gamma") * logP) * logP))
                .decoy(
                        "sigmoid",
                        "a sigmoid of the label's logit instead of the softmax",
                        eachClip((s, logP, logit) -> focal(
                                s.number("alpha"), s.number("gamma"), Elementary.log(Elementary.sigmoid(logit)))));
        Draw draw = new Draw("focal_loss");
        Numbers logits = draw.normal("logits", 1.5, 5, 4);
        Numbers labels = indices(0, 3, 1, 1, 2);
        file.add(focal("paper", 0.5, 2, logits, labels).gradients("logits"));
        file.add(focal("focal-loss-paper", 0.25, 2, logits, labels).gradients("logits"));
        file.add(focal("cross-entropy", 1, 0, logits, labels)
                .comment("alpha 1, gamma 0: cross entropy")
                .gradients("logits"));
        file.add(focal("gamma-not-whole", 0.5, 0.5, logits, labels).gradients("logits"));
        file.add(focal("one-clip", 0.5, 2, draw.normal("one", 1, 3), indices(2)).gradients("logits"));
        file.add(focal("equal-logits", 0.5, 2, matrix(2, 4, 7, 7, 7, 7, -3, -3, -3, -3), indices(0, 3))
                .comment("p = 1/4: 0.5 (3/4)^2 ln 4")
                .flag("ties")
                .gradients("logits"));
        file.add(
                focal("huge-logits", 0.5, 2, matrix(3, 3, 1000, 0, -1000, 800, 0, 1000, -900, 900, 0), indices(1, 2, 1))
                        .comment("(500 + 0 + 0) / 3: exp overflows, ln p doesn't; at p = 1 the loss is 0, not 0 x"
                                + " infinity")
                        .flag("huge")
                        .definition(focalByLogarithms())
                        .gradients("logits"));
        file.add(focal("huge-beside-small", 0.5, 2, matrix(2, 2, 1000, 999, 0.5, 1), indices(1, 0))
                .comment("each clip's maximum is taken out of its own row: with that of the whole batch the second"
                        + " row's sum is 0")
                .flag("huge")
                .definition(focalByLogarithms())
                .gradients("logits"));
        file.add(focal("nearly-certain", 0.5, 0.5, matrix(1, 2, 20, 0), indices(0))
                .comment("1 - p = 2e-9: a p that is kept below 1 - 1e-7 gives 300 times the loss")
                .definition(eachClip((s, logP, logit) -> certain(s, 20))));
        file.add(focal("defaults-left-out", 0.5, 2, logits, labels)
                .comment("without settings: alpha 0.5, gamma 2")
                .leftOut("alpha", "gamma"));
        return Corners.focal(file)
                .flag("ties", "equal logits")
                .flag("huge", "a softmax that doesn't take the maximum out gives NaN");
    }

    /// The loss of a clip of two classes whose own logit is the larger by d: ln p = -ln(1 + e^-d), 1 - p = 1/(1 + e^d).
    private static double certain(Definition.Settings s, double d) {
        double rest = Elementary.sigmoid(-d);
        return s.number("alpha") * Elementary.pow(rest, s.number("gamma")) * Elementary.log1p(Elementary.exp(-d));
    }

    private static Map<String, Numbers> sigmoid(Definition.Settings s, Map<String, Numbers> in) {
        return sigmoid(in, new FocalLoss(s.number("alpha"), s.number("gamma"), FocalLoss.Form.SIGMOID), (i, y) -> y);
    }

    /// The sigmoid form with labels changed.
    private static Map<String, Numbers> sigmoid(Map<String, Numbers> in, FocalLoss loss, IntBinaryOperator label) {
        int[][] y = in.get("label").rows();
        double[][] logits = new double[y.length][y[0].length];
        for (int k = 0; k < in.get("logits").count(); k++) {
            logits[k / y[0].length][k % y[0].length] = in.get("logits").get(k);
            y[k / y[0].length][k % y[0].length] = label.applyAsInt(k, y[k / y[0].length][k % y[0].length]);
        }
        return Map.of("loss", scalar(loss.definitionSigmoid(logits, y)));
    }

    /// The sigmoid form from each class's z, its logit or minus that, and its weight.
    private static Map<String, Numbers> byClass(Definition.Settings s, Map<String, Numbers> in, ClassLoss loss) {
        double sum = 0;
        for (int k = 0; k < in.get("logits").count(); k++) {
            boolean member = in.get("label").get(k) == 1;
            double x = in.get("logits").get(k);
            sum += loss.of(s, member, member ? x : -x);
        }
        return Map.of("loss", scalar(sum / in.get("logits").shape().size(0)));
    }

    @FunctionalInterface
    private interface ClassLoss {
        double of(Definition.Settings settings, boolean member, double z);
    }

    /// -a (1 - p)^gamma ln p of p = sigmoid(z), whose logarithm is taken without p.
    private static double ofLogit(double a, double gamma, double z) {
        double logP = Math.min(z, 0) - Elementary.log1p(Elementary.exp(-Math.abs(z)));
        return -a * Elementary.pow(Elementary.sigmoid(-z), gamma) * logP;
    }

    /// A43: any number of labels for each clip.
    private static Document sigmoid() {
        Definition definition = LossFiles::sigmoid;
        Document file = new Document("focal_loss-sigmoid", "focal_loss", "2.3", FocalLoss.class, definition)
                .reading("A16", "A43")
                .tolerance(
                        1e-13,
                        1e-12,
                        "The definition computes 1 - p with an absolute error of 2^-53, and ln of it, at logits up to"
                                + " 5 in size, with 150 times that, 2e-14; a clip has at most 4 such terms.")
                .decoy(
                        "classes-left-out",
                        "the classes that a clip doesn't have are left out",
                        (s, in) -> byClass(
                                s, in, (t, member, z) -> member ? ofLogit(t.number("alpha"), t.number("gamma"), z) : 0))
                .decoy(
                        "alpha-for-all",
                        "alpha weighs every class",
                        (s, in) -> byClass(s, in, (t, member, z) -> ofLogit(t.number("alpha"), t.number("gamma"), z)))
                .decoy(
                        "alpha-turned",
                        "alpha weighs the classes that a clip doesn't have, 1 - alpha those that it has",
                        (s, in) ->
                                definition.with("alpha", 1 - s.number("alpha")).of(s, in))
                .decoy("gamma-left-out", "no modulating factor: weighted cross entropy", definition.with("gamma", 0.0))
                .decoy("mean-over-classes", "the classes' losses are averaged, not added", (s, in) -> scaled(
                                definition, 1.0 / in.get("logits").shape().size(1))
                        .of(s, in))
                .decoy("sum-over-clips", "the clips' losses are added, not averaged", (s, in) -> scaled(
                                definition, in.get("logits").shape().size(0))
                        .of(s, in))
                .decoy(
                        "labels-turned",
                        "1 and 0 are exchanged",
                        (s, in) -> sigmoid(
                                in,
                                new FocalLoss(s.number("alpha"), s.number("gamma"), FocalLoss.Form.SIGMOID),
                                (k, y) -> 1 - y))
                .decoy("missing-minus", "the sign is turned", scaled(definition, -1));
        Draw draw = new Draw("focal_loss/sigmoid");
        Numbers logits = draw.normal("logits", 1.5, 3, 4);
        Numbers labels = draw.below("label", 2, 12).reshaped(3, 4);
        file.add(sigmoid("quarter", 0.25, 2, logits, labels).gradients("logits"));
        file.add(sigmoid("half", 0.5, 2, logits, labels).gradients("logits"));
        file.add(sigmoid("cross-entropy", 0.25, 0, logits, labels)
                .comment("gamma 0: weighted binary cross entropy")
                .gradients("logits"));
        file.add(sigmoid("gamma-not-whole", 0.25, 0.5, logits, labels).gradients("logits"));
        file.add(sigmoid(
                        "none-and-all",
                        0.25,
                        2,
                        draw.normal("ends", 2, 3),
                        indices(0, 0, 0, 1, 1, 1).reshaped(2, 3))
                .comment("a clip without a class, and one of all classes")
                .gradients("logits"));
        file.add(sigmoid(
                        "certain",
                        0.25,
                        0.5,
                        matrix(2, 2, 1000, -1000, -800, 900),
                        indices(1, 0, 1, 0).reshaped(2, 2))
                .comment("clip 0 is right, p_t = 1: loss and gradient 0; clip 1 is wrong: 0.25 x 800 + 0.75 x 900")
                .flag("huge")
                .definition((s, in) -> byClass(
                        s,
                        in,
                        (t, member, z) ->
                                ofLogit(member ? t.number("alpha") : 1 - t.number("alpha"), t.number("gamma"), z)))
                .gradients("logits"));
        return file.flag("huge", "exp overflows, and at p_t = 1 the power's derivative is infinite for gamma below 1");
    }

    private static Draft sigmoid(String id, double alpha, double gamma, Numbers logits, Numbers label) {
        return focal(id, alpha, gamma, logits, label).setting("form", "sigmoid");
    }

    private static Draft focal(String id, double alpha, double gamma, Numbers logits, Numbers label) {
        return new Draft(id)
                .setting("alpha", alpha)
                .setting("gamma", gamma)
                .input("logits", logits)
                .input("label", label);
    }

    private static Document joint() {
        Definition definition = (s, in) -> Map.of(
                "loss",
                scalar(new Eq5JointObjective(s.number("weight_focal"), s.number("weight_contrastive"))
                        .definition(
                                in.get("focal").get(0), in.get("contrastive").get(0))));
        Document file = new Document("joint_objective", "joint_objective", "5", Eq5JointObjective.class, definition)
                .tolerance(1e-15, 1e-14, "Two products and a sum: 3 roundings of numbers below 4.")
                .decoy("weights-swapped", "the weights are exchanged", definition.swapped("focal", "contrastive"))
                .decoy("contrastive-left-out", "the focal loss alone", definition.with("weight_contrastive", 0.0))
                .decoy("equal-weights", "both weights 1", (s, in) -> definition
                        .with("weight_contrastive", 1.0)
                        .with("weight_focal", 1.0)
                        .of(s, in));
        file.add(eq5("paper", 1, 0.1, 0.75, 1.25).gradients("focal", "contrastive"));
        file.add(eq5("negative-contrastive", 1, 0.1, 0.5, -3.5)
                .comment("Eq. 4 as printed can be negative, and so can the objective's second term"));
        file.add(eq5("other-weights", 0.3, 2.5, 1.1, 0.2).gradients("focal", "contrastive"));
        file.add(eq5("no-contrastive", 1, 0, 0.75, 1.25));
        return file.add(new Draft("defaults-left-out")
                .comment("without settings: 1 and 0.1")
                .implied("weight_focal", 1.0)
                .implied("weight_contrastive", 0.1)
                .input("focal", scalar(2))
                .input("contrastive", scalar(3)));
    }

    private static Draft eq5(
            String id, double focalWeight, double contrastiveWeight, double focal, double contrastive) {
        return new Draft(id)
                .setting("weight_focal", focalWeight)
                .setting("weight_contrastive", contrastiveWeight)
                .input("focal", scalar(focal))
                .input("contrastive", scalar(contrastive));
    }
}
