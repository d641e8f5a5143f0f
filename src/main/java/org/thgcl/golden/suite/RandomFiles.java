package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.scalar;
import static org.thgcl.golden.suite.Numbers.vector;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;

/// Random numbers, dropout by them, and between which bounds parameters are drawn.
final class RandomFiles {
    private static final long LOW = 0xFFFFFFFFL;

    private RandomFiles() {}

    static List<Document> all() {
        return List.of(philox(), dropout(), bounds());
    }

    /// Philox 4x32, with room for mistakes; words of 32 bits in longs.
    ///
    /// @param rounds 10
    /// @param bumped whether the key changes from round to round
    /// @param lowFirst whether the first of two words is the low half of 64 bits
    /// @param stepFirst whether the step comes before the site in the counter
    private record Philox(int rounds, boolean bumped, boolean lowFirst, boolean stepFirst) {
        static final Philox RIGHT = new Philox(10, true, true, false);

        long[] words(Definition.Settings s, long block) {
            long step = ((Number) s.get("step")).longValue();
            long seed = ((Number) s.get("seed")).longValue();
            long site = crc32(s.text("site"));
            long[] c = stepFirst
                    ? new long[] {block, step & LOW, step >>> 32, site}
                    : new long[] {block, site, step & LOW, step >>> 32};
            long[] key = {seed & LOW, seed >>> 32};
            for (int round = 0; round < rounds; round++) {
                long first = 0xD2511F53L * c[0];
                long second = 0xCD9E8D57L * c[2];
                c = new long[] {
                    (second >>> 32) ^ c[1] ^ key[0], second & LOW, (first >>> 32) ^ c[3] ^ key[1], first & LOW
                };
                if (bumped) {
                    key[0] = (key[0] + 0x9E3779B9L) & LOW;
                    key[1] = (key[1] + 0xBB67AE85L) & LOW;
                }
            }
            return c;
        }

        /// The 64 bits of the first or the second pair of words of a block.
        long half(Definition.Settings s, long block, long half) {
            long[] words = words(s, block);
            long one = words[2 * (int) half];
            long two = words[2 * (int) half + 1];
            return lowFirst ? one | two << 32 : two | one << 32;
        }

        long word(Definition.Settings s, long element) {
            return half(s, element / 2, element % 2);
        }

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            return numbers(s, in, Philox::unit, Philox::scaled);
        }

        /// @param unit from 64 bits to (0, 1)
        /// @param scaled from 64 bits to whole numbers below a bound
        Map<String, Numbers> numbers(Definition.Settings s, Map<String, Numbers> in, Unit unit, Below scaled) {
            int[] elements = in.get("element").indices();
            double[] words = new double[4 * elements.length];
            double[] uniform = new double[elements.length];
            double[] gaussian = new double[elements.length];
            int[] below = new int[elements.length];
            for (int k = 0; k < elements.length; k++) {
                for (int word = 0; word < 4; word++) {
                    words[4 * k + word] = words(s, elements[k])[word];
                }
                uniform[k] = unit.of(word(s, elements[k]));
                below[k] = scaled.of(word(s, elements[k]), s.whole("bound"));
                double u = unit.of(half(s, elements[k], 0));
                double v = unit.of(half(s, elements[k], 1));
                gaussian[k] = Math.sqrt(-2 * Elementary.log(u)) * StrictMath.cos(2 * Math.PI * v);
            }
            Map<String, Numbers> numbers = new LinkedHashMap<>();
            numbers.put("site", new Numbers(Shape.scalar(), new double[] {crc32(s.text("site"))}, true));
            numbers.put("words", new Numbers(Shape.of(elements.length, 4), words, true));
            numbers.put("uniform", vector(uniform));
            numbers.put("below", indices(below));
            numbers.put("gaussian", vector(gaussian));
            numbers.put("permutation", permutation(s, scaled));
            return numbers;
        }

        /// Fisher and Yates: each number takes a random place among those before it and its own.
        private Numbers permutation(Definition.Settings s, Below scaled) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < s.whole("bound"); i++) {
                int j = scaled.of(word(s, i), i + 1);
                order.add(i);
                order.set(i, order.get(j));
                order.set(j, i);
            }
            return indices(order.stream().mapToInt(Integer::intValue).toArray());
        }

        static double unit(long word) {
            return ((word >>> 12) + 0.5) / 0x1p52;
        }

        static int scaled(long word, int bound) {
            return (int) Math.unsignedMultiplyHigh(word, bound);
        }
    }

    /// From 64 random bits to (0, 1).
    @FunctionalInterface
    private interface Unit {
        double of(long word);
    }

    /// From 64 random bits to whole numbers below a bound.
    @FunctionalInterface
    private interface Below {
        int of(long word, int bound);
    }

    /// The cyclic redundancy check of IEEE 802.3, bit by bit.
    private static long crc32(String text) {
        long crc = LOW;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 1 ? (crc >>> 1) ^ 0xEDB88320L : crc >>> 1;
            }
        }
        return crc ^ LOW;
    }

    private static Document philox() {
        Document file = new Document("philox", "philox", "2.3", CounterRandom.class, Philox.RIGHT::of)
                .tolerance(
                        1e-14,
                        1e-14,
                        "Whole and uniform numbers are exact. A normal one has a root, a logarithm and a cosine of an"
                                + " argument up to 6: 8 roundings of numbers below 9 and an error of the cosine of"
                                + " 2^-51: 5e-15.")
                .decoy("seven-rounds", "7 rounds", new Philox(7, true, true, false)::of)
                .decoy("key-stays", "every round uses the same key", new Philox(10, false, true, false)::of)
                .decoy(
                        "high-word-first",
                        "the first of two words is the high one",
                        new Philox(10, true, false, false)::of)
                .decoy("step-before-site", "the counter is (block, step, site)", new Philox(10, true, true, true)::of)
                .decoy(
                        "32-bits",
                        "a uniform number has 32 bits, those of the high word",
                        (s, in) -> Philox.RIGHT.numbers(s, in, word -> ((word >>> 32) + 0.5) / 0x1p32, Philox::scaled))
                .decoy(
                        "remainder",
                        "the remainder of a division by the bound",
                        (s, in) -> Philox.RIGHT.numbers(
                                s, in, Philox::unit, (word, bound) -> (int) Long.remainderUnsigned(word, bound)));
        file.add(random("published-vector", 0, 0, "", 1, 0)
                .comment("the authors' known answer for key 0 and counter 0; the site of an empty name is 0"));
        file.add(random("split", 1024, 0, "split", 10, 0, 1, 2, 3, 4, 5, 6, 7)
                .comment("seed 1024, class 0: the permutation is that of a split of 10 clips"));
        file.add(random("noise", 1024, 7, "hawkes.xi", 139, 0, 1, 2, 138)
                .comment("the xi of the first cross-modal edges at iteration 7"));
        file.add(random("negative-seed", -1, 3, "layers.0.audio.dropout", 3, 0, 1, 2)
                .comment("a seed of 64 ones"));
        file.add(random("wide-seed-and-step", 0x0123456789ABCDEFL, 0x100000002L, "layers.1.audio.dropout", 5, 0, 1)
                .comment("seed and step beyond 32 bits"));
        file.add(random("far-elements", 5, 0, "x", 1000000, 2147483645, 2147483646)
                .comment("the last elements that there are; a large bound")
                .setting("bound", 20));
        file.add(random("name-in-utf-8", 5, 0, "Größe", 2, 0, 1).comment("a site's name counts in UTF-8"));
        return file.add(random("defaults-left-out", 1024, 0, "split", 4, 0, 1)
                .comment("without seed and step: 1024 and 0")
                .leftOut("seed", "step"));
    }

    private static Draft random(String id, long seed, long step, String site, int bound, int... elements) {
        return new Draft(id)
                .setting("seed", seed)
                .setting("step", step)
                .setting("site", site)
                .setting("bound", bound)
                .input("element", indices(elements));
    }

    /// Whether an element is kept.
    @FunctionalInterface
    private interface Keep {
        boolean of(Definition.Settings settings, int element);
    }

    private static boolean kept(Definition.Settings s, int element) {
        return Philox.RIGHT.words(s, element / 4)[element % 4] >= Math.floor(s.number("rate") * 0x1p32 + 0.5);
    }

    private static Definition masked(Keep keep, boolean scaled) {
        return (s, in) -> {
            int[] kept = new int[in.get("x").count()];
            double[] out = new double[kept.length];
            for (int e = 0; e < kept.length; e++) {
                kept[e] = keep.of(s, e) ? 1 : 0;
                out[e] = kept[e] * in.get("x").get(e) / (scaled ? 1 - s.number("rate") : 1);
            }
            return PracticeFiles.named(List.of("kept", "x_out"), indices(kept), vector(out));
        };
    }

    private static Document dropout() {
        Document file = new Document(
                        "dropout_mask", "dropout_mask", "2.3", Dropout.class, masked(RandomFiles::kept, true))
                .tolerance(1e-15, 1e-15, "1 - rate, its inverse and a product: 3 roundings.")
                .decoy("not-scaled", "what is kept isn't divided by 1 - rate", masked(RandomFiles::kept, false))
                .decoy("kept-below", "words below the threshold are kept", masked((s, e) -> !kept(s, e), true))
                .decoy(
                        "words-of-64-bits",
                        "two words decide on an element, as for a uniform number",
                        masked((s, e) -> Philox.unit(Philox.RIGHT.word(s, e)) >= s.number("rate"), true))
                .decoy("other-step", "the mask of the next step", (s, in) -> masked(RandomFiles::kept, true)
                        .of(s.with("step", ((Number) s.get("step")).longValue() + 1), in));
        Draw draw = new Draw("dropout_mask");
        file.add(mask("paper", 0.1, 1024, 0, "layers.0.audio.dropout", draw.normal("paper", 40))
                .comment("rate 0.1; the first 40 nodes' features of layer 0 at iteration 0")
                .gradients("x")
                .cotangent("x_out", draw.normal("paper/cotangent", 40)));
        file.add(mask("half", 0.5, 1024, 249, "layers.3.video.dropout", draw.normal("half", 21)));
        file.add(mask("nearly-all", 0.9375, -7, 1L << 40, "layers.1.audio.dropout", draw.normal("nearly", 24))
                .comment("16 times what is left; a negative seed, a step beyond 32 bits"));
        file.add(mask("rate-0", 0, 1, 0, "layers.0.audio.dropout", draw.normal("zero", 5))
                .comment("nothing is dropped"));
        file.add(mask("nothing", 0.1, 1, 0, "layers.0.audio.dropout", vector()));
        return file.add(mask("defaults-left-out", 0.1, 1024, 0, "layers.0.video.dropout", draw.normal("defaults", 30))
                .comment("without rate, seed and step: 0.1, 1024, 0")
                .leftOut("rate", "seed", "step"));
    }

    private static Draft mask(String id, double rate, long seed, long step, String site, Numbers x) {
        return new Draft(id)
                .setting("rate", rate)
                .setting("seed", seed)
                .setting("step", step)
                .setting("site", site)
                .input("x", x);
    }

    /// Bounds by the table of the method.
    ///
    /// @param glorot of fan-in and fan-out
    /// @param attention fan-out of an attention vector
    /// @param biases whether projections and head draw their biases
    private static Definition bounds(ToDoubleBiFunction<Integer, Integer> glorot, int attention, boolean biases) {
        return (s, in) -> {
            Map<String, Numbers> bounds = new LinkedHashMap<>();
            int h = s.whole("hidden");
            int d = s.whole("embedding");
            for (String m : List.of("audio", "video")) {
                double u = 1 / Math.sqrt(s.whole(m + "_features"));
                if (d > 0) {
                    bounds.put("projection." + m + ".weight", scalar(u));
                    bounds.put("projection." + m + ".bias", scalar(biases ? u : 0));
                }
                bounds.put("pool." + m + ".gate", scalar(1 / Math.sqrt(h)));
                for (int layer = 0; layer < s.whole("layers"); layer++) {
                    int width = layer > 0 ? h : d > 0 ? d : s.whole(m + "_features");
                    String name = "layers." + layer;
                    bounds.put(name + "." + m + ".psi", scalar(glorot.applyAsDouble(width, h)));
                    if ((boolean) s.get("bias")) {
                        bounds.put(name + "." + m + ".bias", scalar(0));
                    }
                    String end = m.equals("video") ? "source" : "target";
                    bounds.put(name + ".cross." + end, scalar(glorot.applyAsDouble(width, h)));
                    bounds.put(
                            name + ".cross.attention_" + end,
                            scalar(glorot.applyAsDouble(h, attention > 0 ? attention : h)));
                    bounds.put(name + ".cross.bias", scalar(0));
                }
            }
            double u = 1 / Math.sqrt(s.text("pooling").equals("concat") ? 2 * h : h);
            bounds.put("head.weight", scalar(u));
            bounds.put("head.bias", scalar(biases ? u : 0));
            return bounds;
        };
    }

    private static double glorot(int in, int out) {
        return Math.sqrt(6.0 / (in + out));
    }

    private static Document bounds() {
        Document file = new Document(
                        "initialisation_bounds",
                        "initialisation_bounds",
                        "2.3",
                        Parameters.class,
                        bounds(RandomFiles::glorot, 1, true))
                .reading("A21")
                .tolerance(0, 1e-15, "A division and a root: 2 roundings.")
                .decoy("he", "sqrt(6 / in)", bounds((in, out) -> Math.sqrt(6.0 / in), 1, true))
                .decoy(
                        "glorot-normal",
                        "sqrt(2 / (in + out))",
                        bounds((in, out) -> Math.sqrt(2.0 / (in + out)), 1, true))
                .decoy(
                        "attention-as-a-square",
                        "an attention vector as a map from H to H",
                        bounds(RandomFiles::glorot, 0, true))
                .decoy("biases-0", "biases of projections and head are 0", bounds(RandomFiles::glorot, 1, false));
        file.add(sizes("small", 3, 5, 2, 4, 2, 3, "sum", true));
        file.add(sizes("concat", 3, 5, 2, 4, 1, 3, "concat", true).comment("the head has 2H inputs"));
        file.add(sizes("embedding-0", 3, 5, 0, 4, 2, 3, "sum", true).comment("features enter layer 0 directly"));
        file.add(sizes("no-bias", 3, 5, 2, 4, 1, 3, "sum", false));
        return file.add(sizes("defaults-left-out", 128, 1024, 128, 512, 4, 33, "sum", true)
                .comment("without settings: the paper's sizes")
                .allLeftOut());
    }

    private static Draft sizes(
            String id,
            int audio,
            int video,
            int embedding,
            int hidden,
            int layers,
            int classes,
            String pooling,
            boolean bias) {
        Draft draft = new Draft(id);
        List<String> names = List.of("audio_features", "video_features", "embedding", "hidden", "layers", "classes");
        int[] values = {audio, video, embedding, hidden, layers, classes};
        IntStream.range(0, values.length).forEach(k -> draft.setting(names.get(k), values[k]));
        return draft.setting("pooling", pooling).setting("bias", bias);
    }
}
