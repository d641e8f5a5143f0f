package org.thgcl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "dog, dog, 0",
        "'', dog, 3",
        "dog, '', 3",
        "kitten, sitting, 3",
        "dog, dgo, 1",
        "trian, train, 1",
        "abcd, badc, 2",
        "ca, abc, 3",
        "ab, cba, 2",
        "flaw, lawn, 2"
    })
    void distance_counts_edits(String a, String b, int edits) {
        assertThat(Nearest.distance(a, b)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({
        "hiden, hidden",
        "HIDDEN, hidden",
        "layer, layers",
        "stepz, steps",
        "setps, steps",
        "sede, seed",
        "colour, ",
        "x, ",
        "''  , ",
        "hidden_layers_of_the_model, "
    })
    void only_what_is_near_is_named(String word, String near) {
        List<String> known = List.of("hidden", "layers", "steps", "seed");
        assertThat(Nearest.to(word, known)).isEqualTo(Optional.ofNullable(near));
        assertThat(Nearest.hint(word, known)).isEqualTo(near == null ? "" : "; the nearest is " + near);
    }

    @Test
    void a_third_of_the_longer_word_is_near_and_more_is_not() {
        assertThat(Nearest.to("abcdef", List.of("abcdxy"))).contains("abcdxy");
        assertThat(Nearest.to("abcdef", List.of("abcxyz"))).isEmpty();
        assertThat(Nearest.hint("a clas", List.of("a class"))).isEqualTo("; the nearest is 'a class'");
    }
}
