package org.thgcl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemCountsTest {
    private static GoldenTensor total(Map<String, Object> settings) {
        return SystemCounts.KIND
                .evaluate(GoldenCase.of("count", settings, Map.of()))
                .outputs()
                .get("total");
    }

    @Test
    void a_system_takes_settings_of_its_own() {
        assertThat(total(Map.of("system", "maskspec")).values().item()).isEqualTo(86041103);
        assertThat(total(Map.of("system", "maskspec", "classes", 33L)).values().item())
                .isEqualTo(85661217);
    }

    @Test
    void values_that_it_doesnt_allow_are_refused() {
        assertThatThrownBy(() -> total(Map.of("system", "ast", "classes", "many")))
                .isInstanceOf(GoldenException.class)
                .hasMessageContaining("classes: 'many' isn't allowed, must be a whole number");
        assertThatThrownBy(() -> total(Map.of("system", "ast", "heads", 7L)))
                .isInstanceOf(GoldenException.class)
                .hasMessageContaining("width: 768 isn't allowed, must be a multiple of heads, 7");
        assertThatThrownBy(() -> total(Map.of("system", "hawk")))
                .isInstanceOf(GoldenException.class)
                .hasMessageContaining("settings.system: 'hawk' isn't allowed, must be one of ast, ");
    }
}
