package org.thgcl.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Windows;

/// A convolution of a network, as one forward pass calls it.
///
/// @param name of its weight
/// @param x `[B positions, channels]`
/// @param weight `[taps channels, columns]`
/// @param y `[B outputs, columns]`
public record ConvolutionLayer(String name, Tensor x, Windows windows, Tensor weight, Tensor y) {
    private static final String WEIGHT = ".weight";

    /// The convolutions of a network, whose weights it lists in the order in which it calls them.
    ///
    /// @param tensors parameters and statistics
    /// @param input the network's only one
    public static List<ConvolutionLayer> of(
            Network network, Map<String, Tensor> tensors, Tensor input, Kernels kernels) {
        List<String> weights = network.parameters().stream()
                .map(ParameterSpec::name)
                .filter(name -> name.endsWith(WEIGHT))
                .map(name -> name.substring(0, name.length() - WEIGHT.length()))
                .toList();
        List<ConvolutionLayer> layers = new ArrayList<>();
        Tape tape = new Tape(watched(
                kernels,
                a -> layers.add(new ConvolutionLayer(
                        weights.get(layers.size()), (Tensor) a[0], (Windows) a[1], (Tensor) a[2], (Tensor) a[3]))));
        network.apply(
                new Weights(Parameters.on(tape, tensors, false)),
                Map.of(EncodedClip.name(network), tape.constant(input)));
        return layers;
    }

    private interface Convolutions {
        void add(Object... arguments);
    }

    /// The same kernels, each convolution of which is written down.
    private static Kernels watched(Kernels kernels, Convolutions convolutions) {
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("convolve")) {
                        convolutions.add(arguments);
                    }
                    try {
                        return method.invoke(kernels, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    double flop() {
        return 2.0 * weight.shape().elements() * y.shape().rows();
    }

    /// The convolution on its own.
    public Runnable on(Kernels kernels) {
        return () -> kernels.convolve(x, windows, weight, y);
    }
}
