package org.thgcl.tensor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.IdentityHashMap;

/// Kernels of any storage type on float64 tensors, so that one test serves all types: arguments are copied to
/// tensors of the type before a kernel works on them, and back after.
final class FromFloat64 {
    private FromFloat64() {}

    static Kernels kernels(DType dtype, Workers workers) {
        return kernels(Kernels.of(dtype, workers));
    }

    static Kernels kernels(Kernels kernels) {
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (proxy, kernel, arguments) -> call(kernels, kernel, arguments));
    }

    private static Object call(Kernels kernels, Method kernel, Object[] arguments) throws Throwable {
        // the same tensor twice stays the same tensor: the kernel works in place
        IdentityHashMap<Tensor, Tensor> copies = new IdentityHashMap<>();
        Object[] copied = arguments == null
                ? null
                : Arrays.stream(arguments)
                        .map(argument -> argument instanceof Tensor tensor
                                ? copies.computeIfAbsent(tensor, original -> copy(kernels.dtype(), original))
                                : argument)
                        .toArray();
        try {
            return kernel.invoke(kernels, copied);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            copies.forEach((original, copy) -> copy(copy, original));
        }
    }

    private static Tensor copy(DType dtype, Tensor tensor) {
        Tensor copy = Tensor.zeros(dtype, tensor.shape());
        copy(tensor, copy);
        return copy;
    }

    private static void copy(Tensor from, Tensor to) {
        for (int i = 0; i < from.shape().elements(); i++) {
            to.set(i, from.get(i));
        }
    }
}
