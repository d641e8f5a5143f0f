package org.thgcl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read, and what is refused with case and field.
class GoldenReaderTest {
    private static final Document GOOD = Document.of("gaussian_weight");

    static List<String> kinds() {
        return Kinds.all().stream().map(Kind::name).toList();
    }

    @Test
    void everything_in_a_file_is_read() {
        GoldenFile file = GoldenReader.parse("""
            {"format": "thgcl-golden/1", "kind": "focal_loss", "equation": "2.3", "class": "FocalLoss",
             "source": "us", "tolerance": {"absolute": 0, "relative": 1e-3}, "tolerance_why": "because",
             "reading": ["A16"], "flags": {"f": "why"}, "case_count": 1,
             "cases": [{"id": "a", "comment": "c", "flags": ["f"],
               "settings": {"alpha": 1, "gamma": 2.5, "x": "word", "y": true, "z": [1, 2]},
               "inputs": {"label": {"shape": [2], "data": [0, -1]},
                              "n": {"data": ["NaN", "-Infinity"], "shape": [1, 2]}},
               "cotangents": {"loss": {"shape": [], "data": [1.0]}}, "outputs": {"o": {"shape": [0], "data": []}},
               "gradients": {"g": {"shape": [1], "data": [1e-320]}}, "tolerance": {"absolute": 1, "relative": 2},
               "decoys": [{"name": "d", "why": "w", "outputs": {}}], "invariants": ["range(o, 0, 1)"]}]}
            """);
        assertThat(file.kind()).isEqualTo("focal_loss");
        assertThat(file.equation()).isEqualTo("2.3");
        assertThat(file.implementation()).isEqualTo("FocalLoss");
        assertThat(file.source()).isEqualTo("us");
        assertThat(file.tolerance()).isEqualTo(new Tolerance(0, 1e-3));
        assertThat(file.toleranceWhy()).isEqualTo("because");
        assertThat(file.reading()).containsExactly("A16");
        assertThat(file.flags()).containsEntry("f", "why");
        GoldenCase c = file.cases().getFirst();
        assertThat(c.id() + c.comment() + c.flags()).isEqualTo("ac[f]");
        assertThat(c.settings())
                .containsEntry("alpha", 1L)
                .containsEntry("gamma", 2.5)
                .containsEntry("y", true);
        assertThat(c.settings()).containsEntry("z", List.of(1L, 2L));
        assertThat(c.inputs().get("label").whole()).isTrue();
        assertThat(c.inputs().get("label").toInts()).containsExactly(0, -1);
        assertThat(c.inputs().get("n").values().toArray()).containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(c.cotangents().get("loss").whole()).isFalse();
        assertThat(c.outputs().get("o").shape().elements()).isZero();
        assertThat(c.gradients().get("g").values().get(0)).isEqualTo(1e-320);
        assertThat(c.tolerance()).isEqualTo(new Tolerance(1, 2));
        assertThat(c.decoys().getFirst().why()).isEqualTo("w");
        assertThat(c.invariants()).containsExactly("range(o, 0, 1)");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_written_reads_back_as_the_same(String kind) {
        GoldenFile file = GoldenReader.parse(Document.of(kind).text());
        String text = GoldenWriter.write(file);
        assertThat(GoldenWriter.write(GoldenReader.parse(text))).isEqualTo(text);
        assertThat(GoldenReader.parse(text))
                .usingRecursiveComparison()
                .withEqualsForType((x, y) -> Double.compare(x, y) == 0, Double.class)
                .isEqualTo(file);
    }

    @Test
    void numbers_are_written_in_the_shortest_form_that_reads_back() {
        assertThat(Stream.of(0.1, 1.0, 1e-5, -0.0, 4.9e-324, 1e22).map(x -> GoldenWriter.number(x, false)))
                .containsExactly("0.1", "1.0", "1.0e-5", "-0.0", "4.9e-324", "1.0e22");
        assertThat(GoldenWriter.number(7, true)).isEqualTo("7");
        assertThat(GoldenWriter.number(Double.NaN, false)).isEqualTo("\"NaN\"");
        assertThat(GoldenWriter.number(Double.NEGATIVE_INFINITY, true)).isEqualTo("\"-Infinity\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "kind", "equation", "source", "tolerance"})
    void a_missing_field_is_refused(String field) {
        String line = GOOD.text()
                .lines()
                .filter(l -> l.contains("\"" + field + "\":"))
                .findFirst()
                .orElseThrow();
        GOOD.with(line, "").refused(field + ": is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "settings", "inputs", "outputs"})
    void a_missing_field_of_a_case_is_refused(String field) {
        String fields = Stream.of("\"id\": \"a\"", "\"settings\": {}", "\"inputs\": {}", "\"outputs\": {}")
                .filter(text -> !text.contains(field))
                .collect(Collectors.joining(", "));
        GOOD.with("\"cases\": [", "\"cases\": [{" + fields + "}, ").refused("cases[0]: " + field + " is missing");
    }

    @Test
    void unknown_fields_are_refused() {
        GOOD.with("\"source\"", "\"author\": \"me\", \"source\"").refused("author", "no such field");
        GOOD.with("\"comment\"", "\"colour\": \"red\", \"comment\"").refused("case 'one'", "cases[0].colour");
        GOOD.with("\"why\"", "\"because\"").refused("case 'one'", "decoys[0].because");
        GOOD.with("{\"shape\"", "{\"dtype\": \"f64\", \"shape\"").refused("case 'one'", "cases[0].inputs.i.dtype");
        GOOD.with("\"relative\"", "\"ulps\": 1, \"relative\"").refused("tolerance.ulps");
    }

    @Test
    void repeated_names_and_ids_are_refused() {
        GOOD.with("\"source\"", "\"kind\": \"tmac_weight\", \"source\"").refused("kind: stands here for the second");
        GOOD.with("\"j\"", "\"i\"").refused("case 'one'", "cases[0].inputs.i: stands here for the second");
        GOOD.with("no-edges", "one").refused("case 'one'", "cases[1]", "same id");
    }

    @Test
    void a_wrong_count_or_format_is_refused() {
        GOOD.with("\"case_count\": 2", "\"case_count\": 3").refused("case_count: is 3, the file has 2");
        GOOD.with("golden/1", "golden/2").refused("format: is 'thgcl-golden/2'");
    }

    @Test
    void wrong_types_are_refused() {
        GOOD.with("\"by hand\"", "7").refused("source: must be a text, is a number");
        GOOD.with("\"settings\": {}", "\"settings\": []").refused("cases[0].settings: must be an object");
        GOOD.with("\"settings\": {}", "\"settings\": {\"a\": {}}")
                .refused("settings.a: must be a number, is an object");
        GOOD.with("\"data\": [2]", "\"data\": 2").refused("inputs.j.data: must be a list");
        GOOD.with("\"data\": [2]", "\"data\": [\"2\"]").refused("inputs.j.data[0]", "is the text '2'");
        GOOD.with("\"absolute\": 1e-14", "\"absolute\": \"NaN\"").refused("tolerance.absolute");
        GOOD.with("\"absolute\": 1e-14", "\"absolute\": -1").refused("tolerance.absolute", "at least 0");
    }

    @Test
    void wrong_tensors_are_refused() {
        GOOD.with("\"shape\": [1]", "\"shape\": [2]").refused("inputs.i: shape [2] has 2 elements, data has 1");
        GOOD.with("\"shape\": [1]", "\"shape\": [1.0]").refused("inputs.i.shape[0]", "without a decimal point");
        GOOD.with("\"shape\": [1]", "\"shape\": [-1]").refused("inputs.i.shape[0]", "from 0");
        GOOD.with("\"shape\": [1]", "\"shape\": [2147483647]").refused("inputs.i.shape[0]");
        GOOD.with("\"shape\": [1]", "\"shape\": [99999999999]").refused("inputs.i.shape[0]", "beyond the range");
        GOOD.with("\"shape\": [1]", "\"shape\": [0, 10000, 10000]").refused("inputs.i", "too large");
        GOOD.with("\"shape\": [1], ", "").refused("inputs.i: shape is missing");
        GOOD.with("\"data\": [2]", "\"data\": [1e999]").refused("inputs.j.data[0]: '1e999' is beyond");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[1, 2", "{'format': 1}", "{\"format\": NaN}", "{\"a\": 1,}", "\"", "{} x", "nul"})
    void what_is_no_json_is_refused(String text) {
        assertThatThrownBy(() -> GoldenReader.parse(text))
                .isInstanceOf(GoldenException.class)
                .message()
                .doesNotContain("Exception", "JsonReader", "gson");
    }

    @Test
    void a_truncated_file_is_refused_wherever_it_ends() {
        String text = GOOD.text().strip();
        for (int end = 0; end < text.length(); end++) {
            String begin = text.substring(0, end);
            assertThatThrownBy(() -> GoldenReader.parse(begin)).isInstanceOf(GoldenException.class);
        }
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "[".repeat(100_000);
        GOOD.with("\"settings\": {}", "\"settings\": {\"a\": " + deep).refused("cases[0].settings.a");
    }

    @Test
    void a_file_that_is_no_utf_8_is_refused_by_name(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("latin.json"), new byte[] {'{', (byte) 0xe4, '}'});
        assertThatThrownBy(() -> GoldenReader.read(file))
                .isInstanceOf(GoldenException.class)
                .hasMessage(file + ": not text in UTF-8");
    }
}
