package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.tensor.Shape;

/// A list of parameters as the graph and convolutional systems have them, made part by part. Matrices begin as
/// Glorot's uniform distribution or, where they belong to a linear map with a bias or a convolution, as one within
/// 1/sqrt(inputs).
final class ParameterList {
    private final List<ParameterSpec> list = new ArrayList<>();

    /// All so far.
    List<ParameterSpec> list() {
        return List.copyOf(list);
    }

    /// The running statistics of a network whose norms are all batch normalisations: `.mean` and `.variance` of each
    /// `.scale` among its parameters.
    static List<ParameterSpec> statistics(List<ParameterSpec> parameters) {
        String scale = ".scale";
        return parameters.stream()
                .filter(spec -> spec.name().endsWith(scale))
                .flatMap(spec -> BatchNorm.statistics(
                        spec.name().substring(0, spec.name().length() - scale.length()),
                        spec.shape().elements())
                        .stream())
                .toList();
    }

    /// `.weight` and `.bias` of a linear map.
    ParameterList linear(String name, int in, int out) {
        return within(in, name + ".weight", in, out).within(in, name + ".bias", out);
    }

    /// `.psi` and `.bias` of a graph convolution.
    ParameterList convolution(String name, int in, int out) {
        return glorot(name + ".psi", in, out).constant(0, name + ".bias", out);
    }

    /// `.weight` of a convolution over positions.
    ///
    /// @param shape `[out, in/groups, k...]`; its inputs are all elements of the channels and the window that it
    /// sees
    ParameterList weight(String name, Shape shape) {
        return within(inputs(shape), name + ".weight", shape.toArray());
    }

    /// `.weight` and `.bias` of a convolution over positions.
    ///
    /// @param shape `[out, in/groups, k...]`
    ParameterList convolution(String name, Shape shape) {
        return weight(name, shape).within(inputs(shape), name + ".bias", shape.size(0));
    }

    private static int inputs(Shape weight) {
        return weight.elements() / weight.size(0);
    }

    /// `.neighbour`, `.bias` and `.self` of a SAGE convolution.
    ParameterList sage(String name, int in, int out) {
        return within(in, name + ".neighbour", in, out)
                .within(in, name + ".bias", out)
                .within(in, name + ".self", in, out);
    }

    /// What graph attention from video to audio learns.
    ParameterList attention(String name, int audio, int video, int hidden) {
        return glorot(name + ".source", video, hidden)
                .glorot(name + ".target", audio, hidden)
                .glorot(name + ".attention_source", hidden)
                .glorot(name + ".attention_target", hidden)
                .constant(0, name + ".bias", hidden);
    }

    /// The gates of the poolings of both modalities.
    ParameterList pools(int hidden) {
        return within(hidden, "pool.audio.gate", hidden).within(hidden, "pool.video.gate", hidden);
    }

    /// `.scale`, which begins as 1, and `.shift`, which begins as 0.
    ParameterList norm(String name, int... sizes) {
        return constant(1, name + ".scale", sizes).constant(0, name + ".shift", sizes);
    }

    /// Uniform within 1/sqrt(inputs).
    private ParameterList within(int inputs, String name, int... sizes) {
        return drawn(name, 1 / Math.sqrt(inputs), sizes);
    }

    /// Uniform within sqrt(6 / (inputs + outputs)); a vector maps to one number.
    private ParameterList glorot(String name, int... sizes) {
        int fans = sizes[0] + (sizes.length == 2 ? sizes[1] : 1);
        return drawn(name, Math.sqrt(6.0 / fans), sizes);
    }

    /// Uniform within a bound. What has two axes is a matrix: a convolution's kernel has more.
    private ParameterList drawn(String name, double bound, int... sizes) {
        list.add(new ParameterSpec(name, Shape.of(sizes), new Initial.Uniform(bound), sizes.length == 2));
        return this;
    }

    /// The same value for every element.
    ParameterList constant(double value, String name, int... sizes) {
        list.add(new ParameterSpec(name, Shape.of(sizes), new Initial.Constant(value)));
        return this;
    }
}
