package org.thgcl.features;

import org.thgcl.media.Picture;

/// How a picture of any size becomes the square one that S3D gets (A31). Sizes change by [Bicubic].
public enum PictureFit {
    /// The whole picture, whatever its aspect, as 128 x 128.
    SQUASH(128),
    /// The shorter side becomes 256, and of that the 224 x 224 in the middle are taken: as for Kinetics.
    CENTRE_224(224),
    /// The same, made 128 x 128: as CoCLR tests.
    CENTRE_128(128);

    private static final int SHORTER = 256;
    private static final int CENTRE = 224;

    private final int side;

    PictureFit(int side) {
        this.side = side;
    }

    /// Pixels of a side of the result.
    public int side() {
        return side;
    }

    /// The square picture.
    public Picture apply(Picture picture) {
        return this == SQUASH ? square(picture, side) : square(centre(shorter(picture)), side);
    }

    private static Picture square(Picture picture, int side) {
        return Bicubic.resize(picture, side, side);
    }

    /// The picture with a shorter side of 256; the other is rounded down.
    private static Picture shorter(Picture picture) {
        int least = Math.min(picture.width(), picture.height());
        return Bicubic.resize(
                picture,
                Math.toIntExact((long) picture.width() * SHORTER / least),
                Math.toIntExact((long) picture.height() * SHORTER / least));
    }

    private static Picture centre(Picture picture) {
        int left = (picture.width() - CENTRE) / 2;
        int top = (picture.height() - CENTRE) / 2;
        int bytes = 3 * CENTRE;
        byte[] rgb = new byte[bytes * CENTRE];
        for (int row = 0; row < CENTRE; row++) {
            System.arraycopy(picture.rgb(), 3 * ((top + row) * picture.width() + left), rgb, row * bytes, bytes);
        }
        return new Picture(CENTRE, CENTRE, rgb);
    }
}
