package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantsFileTest {
    @Test
    void names_and_settings_are_read_in_order() {
        VariantsFile file = VariantsFile.parse("""
            about: Does the contrastive loss help?
            reference: without it
            variants:
              - name: with it
              - name: without it
                set: {weight_contrastive: 0, hops: [1, 2]}
            """);
        assertThat(file.about()).isEqualTo("Does the contrastive loss help?");
        assertThat(file.reference()).isEqualTo("without it");
        assertThat(file.variants())
                .containsExactly(
                        new Variant("with it", Map.of()),
                        new Variant("without it", Map.of("weight_contrastive", 0, "hops", List.of(1, 2))));
    }

    @Test
    void first_variant_is_the_reference_unless_another_is_named() {
        VariantsFile file = VariantsFile.parse("variants: [{name: 1}, {name: b, set: }]");
        assertThat(file.reference()).isEqualTo("1");
        assertThat(file.about()).isEmpty();
    }

    @Test
    void anything_else_is_refused_with_its_place() {
        refused("", "'key: value' lines with 'variants'");
        refused("- a", "'key: value' lines with 'variants'");
        refused("about: x", "'variants' must be a list");
        refused("variants: []", "'variants' must be a list");
        refused("variants: {a: {}}", "'variants' must be a list");
        refused("varaints: []", "there is no 'varaints'; the nearest is variants");
        refused("variants: [a]", "variant 1 must have 'name' and may have 'set', not a");
        refused("variants: [{name: a}, {set: {}}]", "variant 2 has no name");
        refused("variants: [{name: [a]}]", "name of variant 1 must be a text");
        refused("variants: [{name: ' '}]", "has no name");
        refused("variants: [{name: a, sett: {}}]", "no 'sett'", "'set'");
        refused("variants: [{name: a, set: [1]}]", "variant 'a': set must be 'key: value' pairs");
        refused("variants: [{name: a, set: {hiden: 3}}]", "variant 'a'", "hiden", "nearest is hidden");
        refused("variants: [{name: a, set: {hidden: 0}}]", "variant 'a'", "hidden: 0", "at least 1");
        refused("variants: [{name: a]", "this isn't YAML");
        refused("reference: [a]\nvariants: [{name: a}]", "reference must be a text");
    }

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> VariantsFile.parse(text))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void a_file_is_named_in_messages(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "variants: 3");
        assertThatThrownBy(() -> VariantsFile.read(file)).hasMessageContaining("mine.yaml: 'variants' must be a list");
        assertThatThrownBy(() -> VariantsFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.yaml");
    }
}
