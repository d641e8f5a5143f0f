package org.thgcl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;
import org.thgcl.training.ConfigurationFile;

class ConfigurationTest {
    private final Configuration paper = Preset.PAPER.configuration();

    @Test
    void preset_paper_has_the_values_of_the_paper_s_text() {
        assertThat(ThgnSettings.of(paper).audioSpan()).isEqualTo(6);
        assertThat(ThgnSettings.of(paper).videoSpan()).isEqualTo(4);
        assertThat(ThgnSettings.of(paper).crossSpan()).isEqualTo(3);
        assertThat(ThgnSettings.of(paper).audioDilation()).isEqualTo(3);
        assertThat(ThgnSettings.of(paper).videoDilation()).isEqualTo(4);
        assertThat(ThgnSettings.of(paper).hidden()).isEqualTo(512);
        assertThat(ThgnSettings.of(paper).layers()).isEqualTo(4);
        assertThat(ThgnSettings.of(paper).embedding()).isEqualTo(128);
        assertThat(paper.training().learningRate()).isEqualTo(0.005);
        assertThat(paper.training().iterations()).isEqualTo(5000);
        assertThat(ThgnSettings.of(paper).weightContrastive()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void every_preset_survives_being_written_and_read(Preset preset) {
        Configuration read =
                paper.with(ConfigurationFile.parse(preset.configuration().toYaml()));
        assertThat(read).isEqualTo(preset.configuration());
    }

    @Test
    void every_key_is_written_once_with_its_meaning() {
        List<String> lines = paper.toYaml().lines().toList();
        assertThat(lines).hasSameSizeAs(paper.keys().all());
        assertThat(lines).allMatch(line -> line.matches("[a-z0-9_]+: .+ # .+"));
    }

    @Test
    void values_come_as_text_numbers_and_lists() {
        Configuration changed = paper.with(Map.of(
                "hidden", "64",
                "noise", "logit",
                "steps", "[100, 200]",
                "fractions", List.of(0.5, 0.25, 0.25),
                "tau", 2,
                "bias", "false",
                "seed", 7L));
        assertThat(ThgnSettings.of(changed).hidden()).isEqualTo(64);
        assertThat(ThgnSettings.of(changed).noise()).isEqualTo(Eq2HawkesWeight.Noise.LOGIT);
        assertThat(changed.training().steps()).containsExactly(100, 200);
        assertThat(changed.split().fractions()).containsExactly(0.5, 0.25, 0.25);
        assertThat(ThgnSettings.of(changed).tau()).isEqualTo(2.0);
        assertThat(ThgnSettings.of(changed).bias()).isFalse();
        assertThat(changed.training().seed()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[100, 200]", "100,200", " ( 100 ,200, ) ", "[100, 200", "100, 200,"})
    void a_list_is_read_from_text_with_and_without_brackets(String text) {
        assertThat(paper.with("steps", text).training().steps()).containsExactly(100, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "()", "[ ]", "]"})
    void a_list_without_items_is_empty(String text) {
        assertThat(paper.with("steps", text).training().steps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hiden             | 64        | hiden: there is no such setting; the nearest is hidden
        hidden            | 0         | hidden: 0 isn't allowed, must be at least 1
        hidden            | 6.5       | hidden: '6.5' isn't allowed, must be a whole number
        dropout           | 1         | dropout: 1.0 isn't allowed, must be at least 0 and below 1
        learning_rate     | NaN       | learning_rate: NaN isn't allowed, must be above 0
        learning_rate     | Infinity  | learning_rate: Infinity isn't allowed, must be above 0
        audio_span        | -1        | audio_span: -1 isn't allowed, must be at least 0
        video_dilation    | 0         | video_dilation: 0 isn't allowed, must be at least 1
        noise             | printed   | noise: 'printed' isn't allowed, must be one of ratio, logit, none
        bias              | yes       | bias: 'yes' isn't allowed, must be true or false
        sign              | 0         | sign: 0 isn't allowed, must be 1 or -1
        fractions         | [0.7,0.3] | fractions: [0.7, 0.3] isn't allowed, must be three numbers
        fractions         | [.5,.5,.5]| whose sum is 1, not 1.5
        batch             | 1         | batch: 1 isn't allowed, must be at least 2 clips while weight_contrastive
        alignment         | hops      | hops: [] isn't allowed, must be a list of 40 starts
        norm_penalty      | 0.5       | norm_penalty: 0.5 isn't allowed, must be 0 with the optimiser adam
        video_segments    | 0         | video_segments: 0 isn't allowed
        steps             | 100,,200  | steps: '' isn't allowed, must be a whole number
        """)
    void what_does_not_fit_is_refused_with_key_value_and_rule(String key, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> paper.with(key, value))
                .withMessageContaining(message);
    }

    @Test
    void a_batch_of_one_is_fine_without_the_contrastive_loss() {
        assertThat(paper.with(Map.of("batch", 1, "weight_contrastive", 0))
                        .training()
                        .batch())
                .isEqualTo(1);
        Configuration audioOnly = paper.with(Map.of("batch", 1, "video_segments", 0, "video_features", 0));
        assertThat(ThgnSettings.of(audioOnly).contrastive(audioOnly.clips())).isFalse();
    }

    @Test
    void gat_av_in_the_last_layer_alone_takes_its_parameters_from_the_others() {
        Configuration last = Preset.PAPER.configuration().with("cross_layers", "last");
        // W_s and W_d, a_s, a_d and b: of layer 0, where embeddings of 128 enter, and of layers 1 and 2
        long first = 2 * 128 * 512 + 3 * 512;
        long inner = 2 * 512 * 512 + 3 * 512;
        assertThat(Parameters.count(last)).isEqualTo(3_583_777 - first - 2 * inner);
    }

    @ParameterizedTest
    @CsvSource({
        "PAPER,3583777",
        "INTENDED,3583777",
        "TABLE1,4813345",
        "AUTHORS_CONFIG,3583777",
        "TMAC,4353569",
        "SMALL,47713"
    })
    void presets_have_the_known_numbers_of_parameters(Preset preset, long count) {
        assertThat(Parameters.count(preset.configuration())).isEqualTo(count);
    }
}
