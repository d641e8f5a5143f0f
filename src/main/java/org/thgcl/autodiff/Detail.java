package org.thgcl.autodiff;

import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Windows;

/// What a recorded operation depends on besides its inputs. With its name, inputs and detail, another program can
/// compute the same: whoever writes the tape down as a graph needs nothing else. Operations of losses have none.
public sealed interface Detail {
    /// Nothing: name and inputs say all.
    Detail NONE = new None();

    /// Nothing.
    record None() implements Detail {}

    /// A number: the factor of `scale`, the slope of `leaky_relu`.
    record Scalar(double value) implements Detail {}

    /// Which operands of `matmul` are transposed.
    record Transposed(boolean left, boolean right) implements Detail {}

    /// The pattern of `spmm`, `gather_rows` and `softmax_rows`.
    record Entries(SparsityPattern pattern) implements Detail {}

    /// Axis or column i of the result of `permute` and `permute_columns` is `places[i]` of the input. Not to be
    /// changed.
    record Order(int... places) implements Detail {}

    /// Of `slice_columns`, the columns from ... to-1 of the input; of `pad_columns`, where the input's columns are in
    /// the result.
    record Range(int from, int to) implements Detail {}

    /// The groups of rows that `normalise` and `normalise_columns` take together, and what is added to a variance.
    record Groups(RowGroups rows, double epsilon) implements Detail {}

    /// Which inputs `activate` has besides the first, in this order, and its normalisation.
    ///
    /// @param bias whether the first has a bias
    /// @param second whether there is a second summand
    /// @param secondBias whether that has a bias
    record Sum(boolean bias, boolean second, boolean secondBias, Groups groups) implements Detail {}

    /// The heads of `attention`, and the tokens of each clip.
    record Heads(int heads, int tokens) implements Detail {}

    /// The windows of `unfold` and `convolve`.
    record Seen(Windows windows) implements Detail {}

    /// The rows that each row of `gather_max` lists, -1 for zeros. Not to be changed.
    ///
    /// @param index `count` rows for each row of the result
    record Listed(int[] index, int count) implements Detail {}
}
