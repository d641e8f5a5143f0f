package org.thgcl.onnx;

import org.thgcl.tensor.SparsityPattern;

/// What a variable of the tape is in the graph. The tape has the nodes of all clips in rows, `[B P, H]`; the graph has
/// an axis of clips, `[B, P, H]`. The elements have the same order, so a reshape on the tape is none in the graph.
sealed interface Value {
    /// Numbers that are known, the same for each clip.
    ///
    /// @param shape of a clip
    record Constant(double[] numbers, int... shape) implements Value {}

    /// A value of the graph.
    ///
    /// @param type as ONNX numbers it
    /// @param perClip whether its first axis is that of the clips; otherwise all clips share it
    /// @param shape without the axis of clips
    record Result(String name, int type, boolean perClip, int... shape) implements Value {
        /// The last axis.
        int columns() {
            return shape[shape.length - 1];
        }

        /// The axis of ONNX of an axis of the shape.
        int axis(int ofShape) {
            return perClip ? ofShape + 1 : ofShape;
        }
    }

    /// Values of the entries of a pattern, as a dense matrix or one that broadcasts to it.
    ///
    /// @param dense `[rows, columns]`, `[rows, 1]` or `[1, columns]`, for each clip or for all
    /// @param zeroElsewhere whether the matrix is zero where there is no entry
    record Entries(Result dense, SparsityPattern pattern, boolean zeroElsewhere) implements Value {}
}
