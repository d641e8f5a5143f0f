package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

class SystemsSweepTest {
    private static final Configuration BASE =
            Preset.PAPER.configuration().with(Map.of("hidden", 32, "learning_rate", 0.002, "iterations", 40));

    /// The configurations of the systems by name.
    private static Map<String, Configuration> systems(
            Configuration base, Map<String, Object> shorter, Map<String, Object> given) {
        Map<String, Configuration> systems = new LinkedHashMap<>();
        Sweep sweep = SystemsSweep.of(base, shorter, given);
        assertThat(sweep.reference()).isEqualTo(SystemsSweep.THGCL);
        sweep.variants().forEach(variant -> systems.put(variant.name(), variant.of(base)));
        return systems;
    }

    @Test
    void each_system_has_its_own_model_and_optimiser() {
        Map<String, Configuration> systems = systems(BASE, Map.of(), Map.of());
        assertThat(List.copyOf(systems.keySet())).isEqualTo(SystemsSweep.systems());
        assertThat(systems.values())
                .extracting(configuration -> configuration.family().name())
                .containsExactly("thgn", "thgn", "vaed", "hgcn", "ssl_graph", "resnet1d", "resnet1d");
        assertThat(systems.get("THGCL")).isEqualTo(BASE);
        Configuration tmac = systems.get("TMac");
        assertThat(tmac.text("optimiser")).isEqualTo("sgd");
        assertThat(tmac.value("learning_rate")).isEqualTo(0.005);
        assertThat(tmac.value("norm_penalty")).isEqualTo(0.5);
        assertThat(tmac.value("weight_contrastive")).isEqualTo(0.0);
        assertThat(systems.get("VAED").text("optimiser")).isEqualTo("sgd");
        assertThat(systems.get("HGCN").value("learning_rate")).isEqualTo(0.0005);
        assertThat(systems.get("ResNet-1D-both").text("modality")).isEqualTo("both");
        assertThat(systems.get("ResNet-1D-audio").text("modality")).isEqualTo("audio");
        assertThat(systems.values()).allSatisfy(system -> {
            assertThat(system.value("iterations")).isEqualTo(40);
            assertThat(system.clips()).isEqualTo(BASE.clips());
        });
    }

    @Test
    void shorter_settings_hold_in_a_family_and_given_ones_wherever_there_are_such() {
        Map<String, Configuration> shorter = systems(BASE, Map.of("hidden", 32, "learning_rate", 0.002), Map.of());
        assertThat(shorter.get("VAED").value("hidden")).isEqualTo(32);
        assertThat(shorter.get("VAED").value("learning_rate")).isEqualTo(0.005);
        Map<String, Configuration> given =
                systems(BASE.with("learning_rate", 0.01), Map.of(), Map.of("learning_rate", 0.01, "model", "thgn"));
        assertThat(given.values())
                .allSatisfy(system -> assertThat(system.value("learning_rate")).isEqualTo(0.01));
        assertThat(given.get("HGCN").family().name()).isEqualTo("hgcn");
    }

    @Test
    void without_video_only_systems_that_do_without_are_compared() {
        Configuration audio = BASE.with(Map.of("video_segments", 0, "video_features", 0));
        assertThat(systems(audio, Map.of(), Map.of()).keySet())
                .containsExactly("THGCL", "TMac", "SSL graph", "ResNet-1D-audio");
    }

    @Test
    void another_base_than_thgcl_is_refused() {
        Configuration vaed = systems(BASE, Map.of(), Map.of()).get("VAED");
        assertThatThrownBy(() -> SystemsSweep.of(vaed, Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model: vaed isn't allowed here, must be thgn");
    }

    @Test
    void the_result_of_another_sweep_is_refused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ablation.json");
        AblationResultTest.result().write(file);
        assertThatThrownBy(() -> SystemsSweep.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + ": is the sweep mine, must be one of thgcl table1");
    }
}
