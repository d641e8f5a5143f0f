package org.thgcl.features;

import org.thgcl.media.Picture;
import org.thgcl.tensor.Tensor;

/// From the bytes of a picture to the numbers that S3D gets (A32, A33), for each pixel and channel c,
///
/// `v = (p / 255 - m[c]) / s[c]`
///
/// | symbol | name here | domain |
/// |---|---|---|
/// | `p` | of the picture | 0 ... 255 |
/// | `m`, `s` | mean and deviation of the channel that is c-th after the [Colours] were put in order | below |
/// | `v` | written | real |
///
/// With [Colours#BGR] channel 0 is blue, and has the mean that stands first: the programs that do so turn the
/// colours round and nothing else.
public enum PixelValues {
    /// Means 0.485, 0.456, 0.406, deviations 0.229, 0.224, 0.225: ImageNet's, which CoCLR uses.
    IMAGENET(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225}),
    /// From 0 to 1.
    UNIT(new double[] {0, 0, 0}, new double[] {1, 1, 1}),
    /// Means 0.43216, 0.394666, 0.37645, deviations 0.22803, 0.22145, 0.216989: those of Kinetics.
    KINETICS(new double[] {0.43216, 0.394666, 0.37645}, new double[] {0.22803, 0.22145, 0.216989}),
    /// From -1 to 1.
    SYMMETRIC(new double[] {0.5, 0.5, 0.5}, new double[] {0.5, 0.5, 0.5});

    /// The channels of a pixel.
    static final int CHANNELS = 3;

    private static final double WHITE = 255;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final double[] mean;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final double[] deviation;

    PixelValues(double[] mean, double[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /// The order of the colours (A32).
    public enum Colours {
        /// Red, green, blue.
        RGB,
        /// Blue, green, red.
        BGR
    }

    /// Writes a picture, row after row, pixel after pixel.
    ///
    /// @param into takes `[height, width, 3]` numbers from a position on
    public void write(Picture picture, Colours colours, Tensor into, int position) {
        int at = position;
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                for (int c = 0; c < CHANNELS; c++) {
                    int p = picture.get(row, column, colours == Colours.RGB ? c : CHANNELS - 1 - c);
                    into.set(at++, (p / WHITE - mean[c]) / deviation[c]);
                }
            }
        }
    }
}
