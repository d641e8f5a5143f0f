package org.thgcl.model;

import static org.assertj.core.api.Assertions.assertThat;

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
        "dog, dgo, 2",
        "flaw, lawn, 2"
    })
    void distance_counts_edits(String a, String b, int edits) {
        assertThat(Nearest.distance(a, b)).isEqualTo(edits);
    }
}
