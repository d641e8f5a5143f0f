package org.thgcl.teach;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thgcl.golden.Decoy;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.suite.Suite;
import org.thgcl.tensor.CounterRandom;

/// The quiz's questions, made from the golden files and their decoys. Runs on the Java virtual machine alone.
final class GoldenQuestions {
    /// The files in the order of the paper, a question each.
    static final List<String> FILES = List.of(
            "gaussian_weight",
            "hawkes_weight",
            "tmac_weight",
            "graph_convolution",
            "gat_av",
            "graph_layer_norm",
            "attention_pooling",
            "focal_loss",
            "contrastive_loss",
            "focal_loss-sigmoid");

    /// As many numbers fit beside each other, and below each other.
    private static final int WIDTH = 6;

    private static final int NUMBERS = 40;
    /// Before the name of a setting in a formula.
    private static final String WITH = "; with ";

    private static final CounterRandom RANDOM = new CounterRandom(11);
    private static final int SITE = CounterRandom.site("quiz");

    private GoldenQuestions() {}

    /// A question for each file.
    ///
    /// @throws IllegalStateException if a file has no case that is small and has enough mistakes
    static List<Question> all() {
        return IntStream.range(0, FILES.size())
                .mapToObj(n -> question(n, FILES.get(n)))
                .toList();
    }

    private static Question question(int number, String name) {
        GoldenFile file = Suite.file(name);
        return file.cases().stream()
                .filter(GoldenQuestions::isSmall)
                .flatMap(c -> question(number, name, file, c).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no case of " + name + " makes a question"));
    }

    private static boolean isSmall(GoldenCase c) {
        int numbers =
                c.inputs().values().stream().mapToInt(x -> x.shape().elements()).sum();
        return numbers > 2
                && numbers <= NUMBERS
                && c.inputs().values().stream().allMatch(x -> columns(x) <= WIDTH)
                && c.outputs().values().stream().allMatch(x -> columns(x) <= WIDTH);
    }

    private static int columns(GoldenTensor x) {
        return x.shape().rank() == 0 ? 1 : x.shape().size(x.shape().rank() - 1);
    }

    private static Optional<Question> question(int number, String name, GoldenFile file, GoldenCase c) {
        List<List<String>> right = rows(c.outputs());
        Map<List<List<String>>, Decoy> told = new LinkedHashMap<>();
        for (Decoy decoy : c.decoys()) {
            List<List<String>> wrong = wrong(c, decoy);
            if (!wrong.equals(right) && !decoy.why().isEmpty()) {
                told.putIfAbsent(wrong, decoy);
            }
        }
        if (told.size() < Question.CHOICES) {
            return Optional.empty();
        }
        int[] order = RANDOM.permutation(told.size(), number, SITE);
        List<Decoy> decoys = IntStream.range(0, Question.CHOICES)
                .mapToObj(k -> List.copyOf(told.values()).get(order[k]))
                .toList();
        int answer = RANDOM.below(Question.CHOICES, number, SITE, 1);
        Decoy made = decoys.get(answer);
        return Optional.of(new Question(
                file.equation().contains(".") ? "Section " + file.equation() : "Eq. " + file.equation(),
                formula(file.kind(), c),
                c.settings().entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining(", ")),
                rows(c.inputs()),
                right,
                wrong(c, made),
                decoys.stream().map(Decoy::why).toList(),
                answer,
                made.name(),
                "cases/" + name + ".json, case " + c.id()));
    }

    /// A kind's formula, without what it says of a setting that the case leaves out.
    private static String formula(String kind, GoldenCase c) {
        String formula = Kinds.of(kind).formula();
        int with = formula.indexOf(WITH);
        boolean said = with < 0
                || c.settings()
                        .containsKey(formula.substring(with + WITH.length()).split(" ", 2)[0]);
        return said ? formula : formula.substring(0, with);
    }

    /// What a mistake gives; what it doesn't change is right.
    private static List<List<String>> wrong(GoldenCase c, Decoy decoy) {
        Map<String, GoldenTensor> outputs = new LinkedHashMap<>(c.outputs());
        outputs.putAll(decoy.outputs());
        return rows(outputs);
    }

    /// A row for each vector along the last axis.
    private static List<List<String>> rows(Map<String, GoldenTensor> tensors) {
        List<List<String>> rows = new ArrayList<>();
        tensors.forEach((name, x) -> {
            int columns = columns(x);
            int count = columns == 0 ? 1 : x.shape().elements() / columns;
            for (int r = 0; r < count; r++) {
                List<String> row = new ArrayList<>(List.of(x.shape().rank() < 2 ? name : name + " " + r));
                for (int k = 0; k < columns; k++) {
                    row.add(number(x.values().get(r * columns + k)));
                }
                rows.add(row);
            }
        });
        return rows;
    }

    /// Four digits, which tell the mistakes apart and can be read.
    private static String number(double x) {
        if (x != 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e4)) {
            return String.format(Locale.ROOT, "%.3e", x);
        }
        return new BigDecimal(x).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
