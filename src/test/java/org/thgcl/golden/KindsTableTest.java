package org.thgcl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.golden.suite.Suite;
import org.thgcl.model.Parameters;
import org.thgcl.thgn.Preset;

/// The table of kinds says what the program does.
class KindsTableTest {
    private static final Path PUBLISHED = Path.of("golden", KindsTable.FILE);

    static List<Kind> kinds() {
        return Kinds.all();
    }

    @Test
    void the_published_table_is_up_to_date() throws IOException {
        assertThat(Files.readString(PUBLISHED))
                .as("after a change on purpose: tools/thgcl golden generate --out golden")
                .isEqualTo(KindsTable.write(Suite.VERSION));
    }

    @Test
    void the_table_has_values_and_defaults() throws IOException {
        JsonObject kinds = JsonParser.parseString(Files.readString(PUBLISHED))
                .getAsJsonObject()
                .getAsJsonObject("kinds");
        JsonObject hawkes = kinds.getAsJsonObject("hawkes_weight")
                .getAsJsonObject("settings")
                .getAsJsonObject("properties");
        assertThat(hawkes.getAsJsonObject("noise").toString())
                .isEqualTo("{\"enum\":[\"ratio\",\"logit\",\"none\"],\"default\":\"ratio\"}");
        assertThat(hawkes.getAsJsonObject("sign").toString()).isEqualTo("{\"enum\":[1,-1],\"default\":1}");
        assertThat(hawkes.getAsJsonObject("tau").toString())
                .isEqualTo("{\"type\":\"number\",\"exclusiveMinimum\":0,\"default\":1.0}");
        assertThat(kinds.getAsJsonObject("temporal_neighbourhood")
                        .getAsJsonObject("settings")
                        .getAsJsonArray("required")
                        .toString())
                .isEqualTo("[\"segments\",\"span\",\"dilation\"]");
    }

    /// Defaults stand bold in the page's table, but for the settings of models and systems, which `kinds.json` lists.
    @ParameterizedTest
    @MethodSource("kinds")
    void the_page_has_the_defaults(Kind kind) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs", "golden.md"));
        for (KindSetting setting : kind.settings()) {
            if (setting.fallback() != null
                    && setting.type() != KindSetting.Type.OPEN
                    && !(kind instanceof NetworkKind)
                    && kind.settings().stream().noneMatch(other -> other.name().equals("hidden"))) {
                String row = rows.stream()
                        .filter(line -> line.startsWith("| `" + kind.name() + "` |"))
                        .findFirst()
                        .orElseThrow();
                Matcher bold = Pattern.compile("\\b" + setting.name() + ":?(?: \\(a list\\))? \\*\\*([^*]+)\\*\\*")
                        .matcher(row);
                assertThat(bold.find()).as(setting.name()).isTrue();
                assertThat(plain(bold.group(1))).as(setting.name()).isEqualTo(plain(setting.fallback()));
            }
        }
    }

    /// A number's shortest form, other values as they are.
    private static String plain(Object value) {
        try {
            return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return value.toString();
        }
    }

    /// A case that leaves a setting out computes the same as one that gives the declared default.
    @ParameterizedTest
    @MethodSource("kinds")
    void a_default_is_what_a_case_without_the_setting_computes(Kind kind) {
        GoldenCase c = hand(kind);
        for (KindSetting setting : kind.settings()) {
            if (setting.fallback() == null
                    || setting.type() == KindSetting.Type.OPEN
                    || !c.settings().containsKey(setting.name())) {
                continue;
            }
            Map<String, Object> without = new LinkedHashMap<>(c.settings());
            without.remove(setting.name());
            Map<String, Object> with = new LinkedHashMap<>(without);
            with.put(setting.name(), written(setting.fallback()));
            assertThat(answer(kind, c, without)).as(setting.name()).isEqualTo(answer(kind, c, with));
        }
    }

    /// A number as the reader of golden files gives it.
    private static Object written(Object value) {
        return switch (value) {
            case Integer whole -> Long.valueOf(whole);
            case List<?> list -> list.stream().map(KindsTableTest::written).toList();
            default -> value;
        };
    }

    /// The outputs, or what is wrong with a case that the default doesn't fit.
    private static String answer(Kind kind, GoldenCase c, Map<String, Object> settings) {
        try {
            Map<String, String> outputs = new LinkedHashMap<>();
            kind.evaluate(GoldenCase.of(c.id(), settings, c.inputs()))
                    .outputs()
                    .forEach((name, x) -> outputs.put(name, x.values().toString()));
            return outputs.toString();
        } catch (GoldenException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_setting_refuses_what_its_declaration_doesnt_allow(Kind kind) {
        GoldenCase c = hand(kind);
        for (KindSetting setting : kind.settings()) {
            if (setting.type() == KindSetting.Type.OPEN) {
                continue; // SystemCountsTest
            }
            for (Object wrong : List.of("no such word", List.of("x"), -1e300)) {
                Map<String, Object> settings = new LinkedHashMap<>(c.settings());
                settings.put(setting.name(), wrong);
                boolean anyNumber = setting.type() == KindSetting.Type.REAL
                        && setting.bounds().equals(KindSetting.Bounds.NONE);
                boolean anyText = setting.type() == KindSetting.Type.TEXT;
                if ((anyNumber && wrong instanceof Double) || (anyText && wrong instanceof String)) {
                    continue; // allowed
                }
                assertThatThrownBy(() -> kind.evaluate(GoldenCase.of(c.id(), settings, c.inputs())))
                        .as(setting.name() + " " + wrong)
                        .isInstanceOf(GoldenException.class)
                        .hasMessageContaining("settings." + setting.name())
                        .hasMessageContaining(setting.rule());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void outputs_are_the_declared_ones(Kind kind) {
        GoldenCase c = hand(kind);
        Set<String> declared =
                kind.outputs().stream().map(text -> Declaration.of(text).name()).collect(Collectors.toSet());
        assertThat(kind.evaluate(c).outputs().keySet().stream().map(KindsTableTest::anyLayer))
                .isSubsetOf(declared);
    }

    @Test
    void the_declared_parameters_are_the_models() {
        assertThat(ModelCase.PARAMETERS.stream()
                        .map(text -> Declaration.of(text).name()))
                .containsExactlyInAnyOrderElementsOf(Parameters.shapes(Preset.PAPER.configuration()).keySet().stream()
                        .map(KindsTableTest::anyLayer)
                        .collect(Collectors.toSet()));
    }

    private static String anyLayer(String parameter) {
        return parameter.replaceFirst("^layers\\.\\d+", "layers.L");
    }

    private static GoldenCase hand(Kind kind) {
        return GoldenReader.parse(Document.of(kind.name()).text()).cases().getFirst();
    }
}
