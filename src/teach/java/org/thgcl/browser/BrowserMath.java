package org.thgcl.browser;

import org.teavm.jso.JSBody;

/// Functions of [Math] and [StrictMath] that TeaVM hasn't, or has in another way: calls of these go to the methods of
/// the same name and types here.
///
/// Exponentials, logarithms and powers are the browser's: within 1 unit in the last place of [StrictMath]'s where the
/// browser has fdlibm's algorithms, as Chromium, Firefox and Node do.
public final class BrowserMath {
    private BrowserMath() {}

    /// a b + c, rounded after the product, too.
    public static double fma(double a, double b, double c) {
        return a * b + c;
    }

    /// a b + c: the product of two float32 numbers is exact in float64.
    public static float fma(float a, float b, float c) {
        return (float) ((double) a * b + c);
    }

    /// The high half of the product of two unsigned numbers of 64 bits.
    public static long unsignedMultiplyHigh(long x, long y) {
        long x1 = x >>> 32;
        long x0 = x & 0xFFFFFFFFL;
        long y1 = y >>> 32;
        long y0 = y & 0xFFFFFFFFL;
        long t = x1 * y0 + (x0 * y0 >>> 32);
        long w = (t & 0xFFFFFFFFL) + x0 * y1;
        return x1 * y1 + (t >>> 32) + (w >>> 32);
    }

    public static double exp(double x) {
        return Browser.exp(x);
    }

    public static double expm1(double x) {
        return Browser.expm1(x);
    }

    public static double log(double x) {
        return Browser.log(x);
    }

    public static double log1p(double x) {
        return Browser.log1p(x);
    }

    public static double pow(double x, double y) {
        return Browser.pow(x, y);
    }

    /// The browser's own. TeaVM must see the calls of these in a class as it was compiled, not where they were put in
    /// the place of others.
    private static final class Browser {
        private Browser() {}

        @JSBody(params = "x", script = "return Math.exp(x);")
        static native double exp(double x);

        @JSBody(params = "x", script = "return Math.expm1(x);")
        static native double expm1(double x);

        @JSBody(params = "x", script = "return Math.log(x);")
        static native double log(double x);

        @JSBody(params = "x", script = "return Math.log1p(x);")
        static native double log1p(double x);

        @JSBody(
                params = {"x", "y"},
                script = "return Math.pow(x, y);")
        static native double pow(double x, double y);
    }
}
