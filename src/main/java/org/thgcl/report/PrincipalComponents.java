package org.thgcl.report;

import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;
import org.thgcl.tensor.Tensor;

/// Points in the two directions of their largest variance, by the singular value decomposition X = U S V' of the
/// centred points: the coordinates are the first columns of U S.
///
/// A direction's sign is free; here the coordinate that is largest in size is positive.
///
/// @param first coordinate of each point
/// @param second coordinate of each point; 0 if there is only one direction
/// @param shares parts of the whole variance that the two directions hold, 0 if there is none
record PrincipalComponents(double[] first, double[] second, double[] shares) {
    /// The components of some points.
    ///
    /// @param points `[n, h]`, at least one
    static PrincipalComponents of(Tensor points) {
        int n = points.shape().rows();
        int h = points.shape().columns();
        SimpleMatrix x = new SimpleMatrix(n, h);
        for (int k = 0; k < n * h; k++) {
            x.set(k, points.get(k));
        }
        SimpleMatrix mean = SimpleMatrix.ones(1, n).mult(x).divide(n);
        SimpleSVD<SimpleMatrix> svd =
                x.minus(SimpleMatrix.ones(n, 1).mult(mean)).svd(true);
        double[] values = svd.getSingularValues();
        double all = 0;
        for (double value : values) {
            all += value * value;
        }
        return new PrincipalComponents(coordinate(svd, values, n, 0), coordinate(svd, values, n, 1), new double[] {
            share(values, 0, all), share(values, 1, all)
        });
    }

    private static double share(double[] values, int k, double all) {
        return k < values.length && all > 0 ? values[k] * values[k] / all : 0;
    }

    private static double[] coordinate(SimpleSVD<SimpleMatrix> svd, double[] values, int n, int k) {
        double[] coordinate = new double[n];
        if (k >= values.length) {
            return coordinate;
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            coordinate[i] = svd.getU().get(i, k) * values[k];
            largest = Math.abs(coordinate[i]) > Math.abs(largest) ? coordinate[i] : largest;
        }
        for (int i = 0; i < n && largest < 0; i++) {
            coordinate[i] = -coordinate[i];
        }
        return coordinate;
    }
}
