package org.thgcl.onnx;

import java.util.Arrays;
import org.thgcl.autodiff.Variable;

/// A variable as two passes have it, one with two clips and one with three. What differs between them is the number of
/// clips, or depends on the clips.
record Twin(Variable two, Variable three) {
    private static final int FEWER = 2;
    private static final int MORE = 3;

    /// Whether the first axis counts clips, or rows of clips.
    ///
    /// @throws IllegalArgumentException if the number of clips is anywhere else in the shape
    boolean perClip() {
        int[] few = two.shape().toArray();
        int[] many = three.shape().toArray();
        if (Arrays.equals(few, many)) {
            return false;
        }
        boolean scales = few.length > 0 && few.length == many.length && few[0] % FEWER == 0;
        if (scales) {
            few[0] = few[0] / FEWER * MORE;
        }
        if (!scales || !Arrays.equals(few, many)) {
            throw new IllegalArgumentException("a tensor has shape " + two.shape() + " for 2 clips and " + three.shape()
                    + " for 3; clips must be the first axis, and nothing else may depend on how many there are");
        }
        return true;
    }

    /// The shape of a clip's part: rows of clips become an axis of rows, unless a clip has one.
    int[] shape() {
        int[] sizes = two.shape().toArray();
        if (!perClip()) {
            return sizes;
        }
        int rows = sizes[0] / FEWER;
        if (rows == 1) {
            return Arrays.copyOfRange(sizes, 1, sizes.length);
        }
        sizes[0] = rows;
        return sizes;
    }

    /// The last axis of the tape's shape, which is never that of the clips alone.
    int columns() {
        return two.shape().columns();
    }

    /// Elements of a clip's part.
    int elements() {
        return Arrays.stream(shape()).reduce(1, Math::multiplyExact);
    }

    /// Rows of a clip's part.
    int rows() {
        return columns() == 0 ? 0 : elements() / columns();
    }

    /// The numbers of a constant.
    ///
    /// @throws IllegalArgumentException if they aren't the same for each clip
    Value.Constant constant() {
        if (two.givenBack() || three.givenBack()) {
            throw new IllegalStateException("a constant is computed in a part of the tape that keeps no numbers");
        }
        double[] all = two.value().toArray();
        double[] others = three.value().toArray();
        double[] one = Arrays.copyOf(all, elements());
        if (!repeats(one, all) || !repeats(one, others)) {
            throw new IllegalArgumentException("numbers of shape " + two.shape() + " differ from clip to clip but"
                    + " don't come from the features, as noise that is drawn by the clips' ids; a file has no ids");
        }
        return new Value.Constant(one, shape());
    }

    private static boolean repeats(double[] one, double[] all) {
        boolean same = true;
        for (int from = 0; same && from < all.length; from += one.length) {
            same = Arrays.equals(one, Arrays.copyOfRange(all, from, from + one.length));
        }
        return same;
    }
}
