package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundTest {
    @Test
    void its_length_is_exact() {
        assertThat(new Sound(44_100, 2, new double[14_700]).seconds()).isEqualTo(new Rational(1, 3));
    }

    @ParameterizedTest
    @CsvSource({"999, 1", "384001, 1", "-1, 1", "16000, 0"})
    void rates_and_channels_out_of_range_are_refused(int rate, int channels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sound(rate, channels, new double[1]))
                .withMessage("sound: " + rate + " samples a second, " + channels
                        + " channels; must be a whole number from 1000 to 384000, and at least one channel");
    }
}
