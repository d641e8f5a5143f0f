package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The colours of the house style, as written there, in numbers.
class HouseStyleTest {
    /// In OKLab, in which about 0.02 is just noticeable side by side: five times as much is seen across a chart.
    private static final double APART = 0.1;

    /// Kinds of colour vision: what is left of linear red, green and blue (Machado, Oliveira and Fernandes 2009,
    /// severity 1).
    private enum Vision {
        COMMON(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        @SuppressWarnings("ImmutableEnumChecker") // never written to
        private final double[] matrix;

        Vision(double... matrix) {
            this.matrix = matrix;
        }
    }

    enum Mode {
        LIGHT,
        DARK;

        /// Colours by name, linear red, green and blue.
        Map<String, double[]> colours() {
            String css = HouseStyle.page();
            int from = css.indexOf(":root {");
            if (this == DARK) {
                from = css.indexOf(":root {", css.indexOf("(prefers-color-scheme: dark)"));
            }
            Map<String, double[]> colours = new LinkedHashMap<>();
            String block = css.substring(from, css.indexOf('}', from));
            Matcher colour = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(block);
            while (colour.find()) {
                int rgb = Integer.parseInt(colour.group(2), 16);
                double[] parts = {linear(rgb >> 16), linear(rgb >> 8 & 255), linear(rgb & 255)};
                colours.put(colour.group(1), parts);
            }
            return colours;
        }
    }

    private static double linear(int value) {
        double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double[] times(double[] matrix, double[] v) {
        double[] product = new double[3];
        for (int k = 0; k < 3; k++) {
            product[k] = matrix[3 * k] * v[0] + matrix[3 * k + 1] * v[1] + matrix[3 * k + 2] * v[2];
        }
        return product;
    }

    /// OKLab of a linear colour, after what cannot be shown was cut off (Ottosson 2020).
    private static double[] lab(double[] rgb) {
        double[] shown = {Math.clamp(rgb[0], 0, 1), Math.clamp(rgb[1], 0, 1), Math.clamp(rgb[2], 0, 1)};
        double[] cones = times(
                new double[] {
                    0.4122214708, 0.5363325363, 0.0514459929,
                    0.2119034982, 0.6806995451, 0.1073969566,
                    0.0883024619, 0.2817188376, 0.6299787005
                },
                shown);
        for (int k = 0; k < 3; k++) {
            cones[k] = StrictMath.cbrt(cones[k]);
        }
        return times(
                new double[] {
                    0.2104542553, 0.7936177850, -0.0040720468,
                    1.9779984951, -2.4285922050, 0.4505937099,
                    0.0259040371, 0.7827717662, -0.8086757660
                },
                cones);
    }

    /// WCAG 2's contrast.
    private static double contrast(double[] a, double[] b) {
        double[] weights = {0.2126, 0.7152, 0.0722, 0, 0, 0, 0, 0, 0};
        double first = times(weights, a)[0] + 0.05;
        double second = times(weights, b)[0] + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static List<String> hues() {
        return Stream.of(Hue.values()).map(Hue::word).toList();
    }

    @Test
    void contrast_and_distance_are_measured_as_defined() {
        double[] black = {0, 0, 0};
        double[] white = {1, 1, 1};
        assertThat(contrast(white, black)).isEqualTo(21);
        assertThat(lab(white)[0] - lab(black)[0]).isBetween(0.9999, 1.0001); // the matrices have ten digits
    }

    @ParameterizedTest
    @EnumSource
    void words_and_marks_stand_out_from_the_ground(Mode mode) {
        Map<String, double[]> colours = mode.colours();
        double[] ground = colours.get("ground");
        assertThat(hues()).allSatisfy(hue -> assertThat(contrast(colours.get(hue), ground))
                .isGreaterThanOrEqualTo(3));
        for (String words : List.of("ink", "soft", "mark", "good")) {
            assertThat(contrast(colours.get(words), ground)).as(words).isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(colours.get(words), colours.get("panel")))
                    .as(words)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hues_can_be_told_apart_in_every_kind_of_colour_vision(Mode mode) {
        List<String> hues = hues();
        List<String> close = new ArrayList<>();
        int pairs = 0;
        for (Vision vision : Vision.values()) {
            for (int i = 0; i < hues.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double[] a = lab(times(vision.matrix, mode.colours().get(hues.get(i))));
                    double[] b = lab(times(vision.matrix, mode.colours().get(hues.get(j))));
                    double apart = Math.sqrt((a[0] - b[0]) * (a[0] - b[0])
                            + (a[1] - b[1]) * (a[1] - b[1])
                            + (a[2] - b[2]) * (a[2] - b[2]));
                    pairs++;
                    if (apart < APART) {
                        close.add(vision + ": " + hues.get(i) + " and " + hues.get(j) + ", " + Numbers.fixed(apart, 3));
                    }
                }
            }
        }
        assertThat(pairs).isEqualTo(4 * 36);
        assertThat(close).isEmpty();
    }

    @Test
    void every_hue_has_its_class() {
        assertThat(hues().stream().skip(1)).allSatisfy(hue -> assertThat(HouseStyle.page())
                .contains("." + hue + " { --hue: var(--" + hue + "); }"));
    }
}
