package org.thgcl.media;

/// Red, green and blue of a pixel from its brightness and its two differences of colour, 8 bits each.
///
/// ```text
/// Y' = (Y - 16) 255/219,  C_b = (U - 128) 255/224,  C_r = (V - 128) 255/224      limited range
/// Y' = Y,                 C_b = U - 128,            C_r = V - 128                full range
///
/// R = Y' + 2 (1 - K_r) C_r
/// G = Y' - 2 (1 - K_r) K_r/K_g C_r - 2 (1 - K_b) K_b/K_g C_b
/// B = Y' + 2 (1 - K_b) C_b
/// ```
///
/// each `floor(. + 1/2)`, then clipped to 0 ... 255.
///
/// | symbol | meaning | domain |
/// |---|---|---|
/// | `Y, U, V` | brightness, difference of blue, difference of red | 0 ... 255 |
/// | `K_r, K_b` | shares of red and blue in the brightness | above 0, `K_r + K_b` below 1 |
/// | `K_g` | share of green, `1 - K_r - K_b` | above 0 |
///
/// Source: Recommendations ITU-R BT.601 and BT.709; register A36.
final class YuvToRgb {
    private final Standard standard;
    private final boolean full;
    /// `Y'` by Y.
    private final double[] brightness = new double[256];
    /// By V, added to red and taken from green; by U, added to blue and taken from green.
    private final double[] redByV = new double[256];
    private final double[] greenByV = new double[256];
    private final double[] greenByU = new double[256];
    private final double[] blueByU = new double[256];

    /// @param full whether black is 0 and white 255, and not 16 and 235
    YuvToRgb(Standard standard, boolean full) {
        this.standard = standard;
        this.full = full;
        double red = standard.red;
        double blue = standard.blue;
        double green = 1 - red - blue;
        for (int value = 0; value < 256; value++) {
            brightness[value] = full ? value : (value - 16) * 255.0 / 219;
            double colour = full ? value - 128 : (value - 128) * 255.0 / 224;
            redByV[value] = 2 * (1 - red) * colour;
            greenByV[value] = 2 * (1 - red) * red / green * colour;
            greenByU[value] = 2 * (1 - blue) * blue / green * colour;
            blueByU[value] = 2 * (1 - blue) * colour;
        }
    }

    /// The shares of the colours in the brightness.
    enum Standard {
        BT_601(0.299, 0.114),
        BT_709(0.2126, 0.0722);

        private final double red;
        private final double blue;

        Standard(double red, double blue) {
            this.red = red;
            this.blue = blue;
        }
    }

    /// Puts the three bytes of a pixel in their place.
    void apply(int y, int u, int v, byte[] rgb, int place) {
        double light = brightness[y];
        rgb[place] = rounded(light + redByV[v]);
        rgb[place + 1] = rounded(light - greenByV[v] - greenByU[u]);
        rgb[place + 2] = rounded(light + blueByU[u]);
    }

    private static byte rounded(double value) {
        return (byte) Math.clamp((long) Math.floor(value + 0.5), 0, 255);
    }

    /// The formula as it is written, for [#apply] to be held against.
    ///
    /// @return red, green, blue
    int[] definition(int Y, int U, int V) {
        double K_r = standard.red;
        double K_b = standard.blue;
        double K_g = 1 - K_r - K_b;
        double y = full ? Y : (Y - 16) * 255.0 / 219;
        double C_b = full ? U - 128 : (U - 128) * 255.0 / 224;
        double C_r = full ? V - 128 : (V - 128) * 255.0 / 224;
        double R = y + 2 * (1 - K_r) * C_r;
        double G = y - 2 * (1 - K_r) * K_r / K_g * C_r - 2 * (1 - K_b) * K_b / K_g * C_b;
        double B = y + 2 * (1 - K_b) * C_b;
        int[] rgb = new int[3];
        int c = 0;
        for (double x : new double[] {R, G, B}) {
            rgb[c++] = (int) Math.max(0, Math.min(255, Math.floor(x + 0.5)));
        }
        return rgb;
    }
}
