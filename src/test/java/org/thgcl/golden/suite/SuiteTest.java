package org.thgcl.golden.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.equation.TMacWeight;
import org.thgcl.golden.Decoy;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.golden.Kind;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.Tolerance;
import org.thgcl.golden.Verification;
import org.thgcl.golden.Verifier;

/// The published folder `golden/`.
@Tag("slow")
class SuiteTest {
    private static final Path PUBLISHED = Path.of("golden");
    private static final long LIMIT = 6_000_000;
    private static final Map<String, GoldenFile> FILES = new TreeMap<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        for (Path path : below(PUBLISHED)) {
            boolean other = path.toString().endsWith(".schema.json")
                    || path.endsWith("audit.json")
                    || path.endsWith("kinds.json");
            if (path.toString().endsWith(".json") && !other) {
                FILES.put(name(PUBLISHED, path), GoldenReader.read(path));
            }
        }
    }

    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path root, Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    @Test
    void the_suite_is_what_the_program_generates_to_the_byte() throws IOException {
        Suite.write(folder);
        Map<String, String> generated = new TreeMap<>();
        for (Path path : below(folder)) {
            generated.put(name(folder, path), Files.readString(path));
        }
        Map<String, String> published = new TreeMap<>();
        for (Path path : below(PUBLISHED)) {
            published.put(name(PUBLISHED, path), Files.readString(path));
        }
        assertThat(published.remove("README.md")).isNotNull();
        assertThat(published.remove("CHANGES.md")).contains("## " + Suite.VERSION + "\n");
        assertThat(published.remove("golden.schema.json")).isNotNull();
        assertThat(published.remove("audit.json")).isNotNull();
        assertThat(generated.keySet())
                .as("after a change on purpose: tools/thgcl golden generate --out golden")
                .isEqualTo(published.keySet());
        generated.forEach((name, text) -> assertThat(text.equals(published.get(name)))
                .as(name + " is what the program generates")
                .isTrue());
    }

    @Test
    void every_file_passes_through_the_classes_that_training_uses() throws IOException {
        Verification found = Verifier.verify(List.of(PUBLISHED));
        assertThat(found.errors()).isEmpty();
        assertThat(found.failures()).isEmpty();
        assertThat(found.passed()).isTrue();
        assertThat(found.files()).isEqualTo(FILES.size()).isPositive();
    }

    @Test
    void a_changed_digit_fails_in_every_file() throws IOException {
        Pattern first =
                Pattern.compile("(?s)\"outputs\": \\{\\s*\"[\\w.]+\": \\{\"shape\": [^}]*?\"data\": \\[(-?\\d)");
        for (Map.Entry<String, GoldenFile> file : FILES.entrySet()) {
            String text = Files.readString(PUBLISHED.resolve(file.getKey()));
            Matcher number = first.matcher(text);
            assertThat(number.find()).as(file.getKey()).isTrue();
            int at = number.end(1) - 1;
            char other = text.charAt(at) == '7' ? '3' : '7';
            Path changed = folder.resolve("changed.json");
            Files.writeString(changed, text.substring(0, at) + other + text.substring(at + 1));
            assertThat(Verifier.verify(List.of(changed)).passed())
                    .as(file.getKey())
                    .isFalse();
        }
    }

    @Test
    void all_kinds_are_there() {
        Set<String> kinds = FILES.values().stream().map(GoldenFile::kind).collect(Collectors.toSet());
        assertThat(kinds)
                .isNotEmpty()
                .isEqualTo(Kinds.all().stream().map(Kind::name).collect(Collectors.toSet()));
    }

    @Test
    void every_decoy_differs_from_the_truth_by_more_than_the_tolerance() {
        int decoys = 0;
        for (Map.Entry<String, GoldenFile> file : FILES.entrySet()) {
            for (GoldenCase c : file.getValue().cases()) {
                Tolerance tolerance = c.tolerance() == null ? file.getValue().tolerance() : c.tolerance();
                for (Decoy decoy : c.decoys()) {
                    String where = file.getKey() + ", " + c.id() + ", " + decoy.name();
                    assertThat(decoy.outputs()).as(where).isNotEmpty();
                    decoy.outputs().forEach((name, wrong) -> assertThat(
                                    differs(tolerance, wrong, c.outputs().get(name)))
                            .as(where + ", " + name)
                            .isTrue());
                    decoys++;
                }
            }
        }
        assertThat(decoys).isGreaterThan(500);
    }

    private static boolean differs(Tolerance tolerance, GoldenTensor wrong, GoldenTensor right) {
        assertThat(wrong.shape()).isEqualTo(right.shape());
        boolean differs = false;
        for (int e = 0; e < right.shape().elements(); e++) {
            differs |= !tolerance.accepts(wrong.values().get(e), right.values().get(e));
        }
        return differs;
    }

    @Test
    void every_flag_is_explained_and_every_tolerance_derived() {
        FILES.forEach((name, file) -> {
            assertThat(file.toleranceWhy()).as(name).isNotEmpty();
            assertThat(file.source()).as(name).contains("thgcl");
            if (name.startsWith("cases/")) {
                Set<String> used = file.cases().stream()
                        .flatMap(c -> c.flags().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(new TreeSet<>(file.flags().keySet())).as(name).isEqualTo(used);
            }
        });
    }

    @Test
    void every_word_of_every_setting_is_tried_in_the_whole_network() {
        Set<String> tried = new HashSet<>();
        FILES.values().stream()
                .filter(file -> file.kind().equals("thgn"))
                .flatMap(file -> file.cases().stream())
                .forEach(c -> c.settings().forEach((key, value) -> tried.add(key + "=" + value)));
        // the words of the format, written out here so that one that the generator forgets is missed
        assertThat(tried)
                .contains("boundary=shift", "boundary=clip", "alignment=timestamp", "alignment=hops")
                .contains("intra_weight=gaussian", "intra_weight=tmac")
                .contains("cross_weight=hawkes", "cross_weight=gaussian", "cross_weight=tmac")
                .contains("noise=ratio", "noise=logit", "noise=none", "sign=1", "sign=-1")
                .contains("position=printed", "position=aligned", "position=neighbour")
                .contains("temperature_place=outside", "temperature_place=inside")
                .contains("fusion=add", "fusion=multiply", "fusion=none")
                .contains("adjacency=raw", "adjacency=row", "adjacency=symmetric")
                .contains("normalisation=graph", "normalisation=none")
                .contains("pooling=sum", "pooling=concat", "pooling=audio")
                .contains("negatives=printed", "negatives=with_positive", "negatives=within_modality")
                .contains("bias=true", "bias=false", "embedding=0");
    }

    @Test
    void the_worked_example_chains_number_for_number() {
        GoldenCase whole = example("13-thgn", "whole-network");
        GoldenCase head = example("11-graph_convolution", "head");
        double[] logits = numbers(head.outputs().get("x_out"));
        assertThat(numbers(example("12-focal_loss", "focal").inputs().get("logits")))
                .containsExactly(Arrays.copyOf(logits, 4));
        assertThat(numbers(example("07-gat_av", "gat-av").inputs().get("weight")))
                .containsExactly(numbers(
                        example("04-hawkes_weight", "both-clips").outputs().get("weight")));
        // the same computation in other kinds of steps: some 100 roundings of numbers near 1
        assertThat(numbers(example("10-attention_pooling", "audio").outputs().get("pooled")))
                .containsExactly(numbers(whole.outputs().get("audio_embedding")), within(1e-13));
        assertThat(numbers(example("12-joint_objective", "joint").outputs().get("loss")))
                .containsExactly(numbers(whole.outputs().get("loss")), within(1e-13));
    }

    private static GoldenCase example(String file, String id) {
        return FILES.get("worked-example/" + file + ".json").cases().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double[] numbers(GoldenTensor tensor) {
        return tensor.values().toArray();
    }

    @Test
    void the_folder_stays_small() throws IOException {
        long bytes = 0;
        for (Path path : below(PUBLISHED)) {
            bytes += Files.size(path);
        }
        assertThat(bytes).isLessThan(LIMIT);
    }

    @Test
    void readme_speaks_of_every_file() throws IOException {
        String readme = Files.readString(PUBLISHED.resolve("README.md"), StandardCharsets.UTF_8);
        List<String> missing = new ArrayList<>();
        FILES.keySet().stream()
                .filter(name -> name.startsWith("cases/"))
                .map(name -> name.substring("cases/".length(), name.length() - ".json".length()))
                .filter(name -> !readme.contains("`" + name + "`"))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    @Test
    void a_wrong_gradient_is_not_published() {
        Definition other = (s, in) -> Map.of("weight", Numbers.vector(2 * TMacWeight.definition(1, 0, 2)));
        Document file = new Document("wrong", "tmac_weight", "2.2", TMacWeight.class, other)
                .tolerance(0, 1e-14, "none")
                .add(new Draft("twice")
                        .input("position", Numbers.vector(1))
                        .input("min", Numbers.vector(0))
                        .input("max", Numbers.vector(2))
                        .gradients("position"));
        assertThatThrownBy(file::compute)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gradient of position[0]");
    }
}
