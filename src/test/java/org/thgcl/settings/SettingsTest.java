package org.thgcl.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    record Sample(
            @Setting(value = "[1, 2]", about = "Sizes") List<Integer> hiddenSizes,
            @Setting(value = "[]", about = "None") List<Integer> noSizes) {}

    private static final Settings<Sample> SETTINGS = Settings.of(Sample.class);

    @Test
    void a_key_is_the_components_name_in_lower_case_with_underscores() {
        assertThat(SETTINGS.keys()).containsExactly("hidden_sizes", "no_sizes");
        assertThat(SETTINGS.defaults().noSizes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3,4]", "3,4", " ( 3 , 4 ) ", "[3, 4, ]", "(3,4,)", "3,4,"})
    void a_list_may_have_brackets_or_not(String text) {
        assertThat(SETTINGS.with(SETTINGS.defaults(), Map.of("hidden_sizes", text))
                        .hiddenSizes())
                .containsExactly(3, 4);
    }

    @Test
    void an_item_that_is_missing_is_refused() {
        assertThatThrownBy(() -> SETTINGS.with(SETTINGS.defaults(), Map.of("hidden_sizes", "3,,4")))
                .hasMessageContaining("hidden_sizes: ''");
    }
}
