package org.thgcl.golden;

import java.util.List;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Random numbers, and what is drawn by them.
final class RandomKinds {
    private static final KindSetting SEED = KindSetting.ofModel("seed").getFirst();
    private static final KindSetting STEP = KindSetting.wide("step").or(0L);
    private static final KindSetting SITE = KindSetting.text("site");

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "philox",
                    "2.3",
                    "Philox 4x32-10 with key seed and counter (element, CRC-32 of site, step); numbers made of its"
                            + " words",
                    List.of(SEED, STEP, SITE, KindSetting.whole("bound", 1, Limits.SIZE)),
                    List.of("int element[n]"),
                    List.of(
                            "int site[]",
                            "int words[n,4]",
                            "uniform[n]",
                            "int below[n]",
                            "gaussian[n]",
                            "int permutation[bound]"),
                    RandomKinds::philox),
            new EquationKind(
                    "dropout_mask",
                    "2.3",
                    "x / (1 - rate) where the element's word of Philox is at least rate 2^32, else 0",
                    List.of(KindSetting.ofModel("dropout").getFirst().as("rate"), SEED, STEP, SITE),
                    List.of("x[n]"),
                    List.of("int kept[n]", "x_out[n]"),
                    RandomKinds::dropout),
            ParameterKinds.INITIALISATION_BOUNDS);

    private RandomKinds() {}

    private static Outputs philox(CaseSettings settings, CaseInputs in) {
        CounterRandom random = new CounterRandom(settings.wide("seed"));
        long step = settings.wide("step");
        int site = CounterRandom.site(settings.text("site"));
        int bound = settings.whole("bound");
        int[] element = in.indices("element", Integer.MAX_VALUE);
        Tensor words = Tensor.zeros(Shape.of(element.length, 4));
        Tensor uniform = Tensor.zeros(Shape.of(element.length));
        Tensor gaussian = Tensor.zeros(Shape.of(element.length));
        int[] below = new int[element.length];
        for (int e = 0; e < element.length; e++) {
            int[] four = random.words(step, site, element[e]);
            for (int word = 0; word < four.length; word++) {
                words.set(four.length * e + word, (double) Integer.toUnsignedLong(four[word]));
            }
            uniform.set(e, random.uniform(step, site, element[e]));
            gaussian.set(e, random.gaussian(step, site, element[e]));
            below[e] = random.below(bound, step, site, element[e]);
        }
        return new Outputs()
                .put("site", GoldenTensor.count(Integer.toUnsignedLong(site)))
                .put("words", GoldenTensor.whole(words))
                .put("uniform", GoldenTensor.real(uniform))
                .put("below", GoldenTensor.whole(below))
                .put("gaussian", GoldenTensor.real(gaussian))
                .put("permutation", GoldenTensor.whole(random.permutation(bound, step, site)));
    }

    private static Outputs dropout(CaseSettings settings, CaseInputs in) {
        Dropout dropout = GoldenException.blaming(
                "settings.rate",
                () -> new Dropout(
                        settings.real("rate"),
                        new CounterRandom(settings.wide("seed")),
                        settings.wide("step"),
                        CounterRandom.site(settings.text("site"))));
        Tensor ones = Tensor.zeros(Shape.of(in.size("n")));
        ones.fill(1);
        Variable kept = Dense.dropout(in.tape().constant(ones), dropout);
        int[] mask = new int[in.size("n")];
        for (int e = 0; e < mask.length; e++) {
            mask[e] = kept.value().get(e) == 0 ? 0 : 1;
        }
        return new Outputs()
                .put("kept", GoldenTensor.whole(mask))
                .put("x_out", Dense.dropout(in.variable("x"), dropout));
    }
}
