package org.thgcl.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.ThgnSettings;

/// The time of a training step by kernel, each beside the limit of the machine.
///
/// The roofline model (Williams, Waterman, Patterson 2009): a kernel that does f operations on b bytes can do at most
/// min(peak, bandwidth f / b) operations a second. Where the first is smaller it is limited by computing, else by
/// memory. The bytes are those of its operands, each once: what must be moved, not what is.
public final class Profile {
    private Profile() {}

    /// One kernel's part in a step.
    ///
    /// @param kernel name of the method of [Kernels]
    /// @param calls in a step
    /// @param seconds of all calls in a step
    /// @param share of the step's time, 0 to 1
    /// @param flop of all calls in a step; 0 where the kernel is not made of products
    /// @param bytes of its operands in a step
    /// @param limit `computing` or `memory`
    /// @param percentOfLimit its speed as a part of what the limit allows
    public record Part(
            String kernel,
            double calls,
            double seconds,
            double share,
            double flop,
            double bytes,
            String limit,
            double percentOfLimit) {}

    /// A step's time and its parts, the largest first; the last, without calls, is what is done outside of kernels.
    ///
    /// @param peakGflops measured
    /// @param bandwidthGigabytes measured on arrays of the size of the audio nodes
    public record StepProfile(double stepSeconds, double peakGflops, double bandwidthGigabytes, List<Part> parts) {}

    /// Measures `setup.repeats().samples()` steps.
    public static StepProfile measure(Setup setup, Configuration c) {
        double peak = Peak.gflops(setup.dtype(), setup.threads());
        double bandwidth = Bandwidth.gigabytes(
                setup.dtype(),
                setup.threads(),
                c.training().batch()
                        * c.clips().audioSegments()
                        * ThgnSettings.of(c).hidden());
        Map<String, Total> totals = new LinkedHashMap<>();
        double seconds;
        int steps = setup.repeats().samples();
        try (Workers workers = new Workers(setup.threads())) {
            TimedStep step = new TimedStep(c, timed(Kernels.of(setup.dtype(), workers), totals));
            for (int i = 0; i < setup.repeats().warmup(); i++) {
                step.run();
            }
            totals.clear();
            long begun = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                step.run();
            }
            seconds = (System.nanoTime() - begun) * 1e-9 / steps;
        }
        List<Part> parts = new ArrayList<>();
        totals.forEach((kernel, total) -> parts.add(total.part(kernel, steps, seconds, peak, bandwidth)));
        parts.sort(Comparator.comparingDouble(Part::seconds).reversed());
        double rest = seconds - parts.stream().mapToDouble(Part::seconds).sum();
        parts.add(new Part("outside of kernels", 0, rest, rest / seconds, 0, 0, "", Double.NaN));
        return new StepProfile(seconds, peak, bandwidth, parts);
    }

    /// The time that one kernel has taken so far.
    private static final class Total {
        long calls;
        long nanos;
        double flop;
        double bytes;

        Part part(String kernel, int steps, double stepSeconds, double peak, double bandwidth) {
            double seconds = nanos * 1e-9 / steps;
            boolean computing = flop / bytes > peak / bandwidth;
            double percent = computing ? flop / nanos / peak : bytes / nanos / bandwidth;
            return new Part(
                    kernel,
                    (double) calls / steps,
                    seconds,
                    seconds / stepSeconds,
                    flop / steps,
                    bytes / steps,
                    computing ? "computing" : "memory",
                    100 * percent);
        }
    }

    /// The same kernels, each call of which is timed.
    private static Kernels timed(Kernels kernels, Map<String, Total> totals) {
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    if (arguments == null) {
                        return method.invoke(kernels);
                    }
                    long begun = System.nanoTime();
                    Object result = call(kernels, method, arguments);
                    Total total = totals.computeIfAbsent(method.getName(), name -> new Total());
                    total.nanos += System.nanoTime() - begun;
                    total.calls++;
                    Operands operands = Operands.of(arguments);
                    total.flop += operands.flop(method.getName());
                    total.bytes += operands.bytes();
                    return result;
                });
    }

    private static Object call(Kernels kernels, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(kernels, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// The arguments of a kernel.
    ///
    /// @param tensors in their order, the output last
    /// @param entries of its sparsity patterns in all blocks; 0 without one
    private record Operands(List<Tensor> tensors, long entries) {
        static Operands of(Object... arguments) {
            List<Tensor> tensors = new ArrayList<>();
            long entries = 0;
            for (Object argument : arguments) {
                switch (argument) {
                    case Tensor tensor -> tensors.add(tensor);
                    case SparsityPattern pattern -> entries = pattern.entries();
                    case Integer blocks -> entries *= blocks;
                    case null, default -> {}
                }
            }
            return new Operands(tensors, entries);
        }

        double flop(String kernel) {
            return switch (kernel) {
                // m k, k n and m n elements
                case "matmul" -> 2 * Math.sqrt(elements(0) * elements(1) * elements(2));
                case "spmm" -> 2.0 * entries * tensors.getLast().shape().columns();
                case "sampledProduct" ->
                    2.0 * entries * tensors.getFirst().shape().columns();
                case "matvec", "weightedColumnSums" -> 2 * elements(0);
                default -> 0;
            };
        }

        private double elements(int tensor) {
            return tensors.get(tensor).shape().elements();
        }

        double bytes() {
            return tensors.stream()
                    .mapToDouble(tensor ->
                            (double) tensor.shape().elements() * tensor.dtype().bytes())
                    .sum();
        }
    }
}
