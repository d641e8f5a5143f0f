package org.thgcl.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
///
/// A step is a sample, see [Samples]; beside each, peak and bandwidth are measured. All figures are medians of the
/// quiet samples, so those of a step's parts need not add up to the step's.
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
    /// @param percentOfLimit its speed as a part of what the limit beside each step allows; NaN if disturbed
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
    /// @param samples how many steps were taken
    /// @param disturbed how many of these were disturbed
    public record StepProfile(
            double stepSeconds,
            double peakGflops,
            double bandwidthGigabytes,
            int samples,
            int disturbed,
            List<Part> parts) {}

    /// What the calls of one kernel took in a step.
    record Total(int calls, long nanos, double flop, double bytes) {
        private static final Total NOTHING = new Total(0, 0, 0, 0);

        private Total plus(Total other) {
            return new Total(calls + other.calls, nanos + other.nanos, flop + other.flop, bytes + other.bytes);
        }

        private double seconds() {
            return nanos * 1e-9;
        }
    }

    /// A step's kernels.
    ///
    /// @param bandwidth measured beside it, GB/s
    record Step(Map<String, Total> totals, double bandwidth) {
        private Total of(String kernel) {
            return totals.getOrDefault(kernel, Total.NOTHING);
        }
    }

    /// Measures `setup.repeats().samples()` steps.
    public static StepProfile measure(Setup setup, Configuration c) {
        int elements = c.training().batch()
                * c.clips().audioSegments()
                * ThgnSettings.of(c).hidden();
        Bandwidth bandwidth = new Bandwidth(setup.dtype(), setup.threads(), elements);
        Map<String, Total> totals = new LinkedHashMap<>();
        try (Workers workers = new Workers(setup.threads())) {
            TimedStep step = new TimedStep(c, timed(Kernels.of(setup.dtype(), workers), totals));
            return of(Samples.of(setup.repeats(), setup.meter(), 1, step, () -> {
                Map<String, Total> own = new LinkedHashMap<>(totals);
                totals.clear();
                return new Step(own, bandwidth.gigabytes());
            }));
        }
    }

    /// The profile of some steps.
    static StepProfile of(Samples<Step> steps) {
        Set<String> kernels = new LinkedHashSet<>();
        steps.counted().forEach(step -> kernels.addAll(step.result().totals().keySet()));
        List<Part> parts = new ArrayList<>();
        kernels.forEach(kernel -> parts.add(part(steps, kernel)));
        parts.sort(Comparator.comparingDouble(Part::seconds).reversed());
        parts.add(new Part(
                "outside of kernels",
                0,
                steps.median(Profile::outside),
                steps.median(step -> outside(step) / step.seconds()),
                0,
                0,
                "",
                Double.NaN));
        return new StepProfile(
                steps.median(Samples.Sample::seconds),
                steps.median(Samples.Sample::peak),
                steps.median(step -> step.result().bandwidth()),
                steps.taken(),
                steps.disturbed(),
                parts);
    }

    private static double outside(Samples.Sample<Step> step) {
        return step.seconds()
                - step.result().totals().values().stream()
                        .mapToDouble(Total::seconds)
                        .sum();
    }

    private static Part part(Samples<Step> steps, String kernel) {
        double flop = steps.median(step -> step.result().of(kernel).flop());
        double bytes = steps.median(step -> step.result().of(kernel).bytes());
        boolean computing =
                flop / bytes > steps.median(step -> step.peak() / step.result().bandwidth());
        double reached = steps.quietMedian(step -> {
            double possible =
                    computing ? flop / step.peak() : bytes / step.result().bandwidth();
            return possible / step.result().of(kernel).nanos();
        });
        return new Part(
                kernel,
                steps.median(step -> step.result().of(kernel).calls()),
                steps.median(step -> step.result().of(kernel).seconds()),
                steps.median(step -> step.result().of(kernel).seconds() / step.seconds()),
                flop,
                bytes,
                computing ? "computing" : "memory",
                100 * reached);
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
                    long nanos = System.nanoTime() - begun;
                    Operands operands = Operands.of(arguments);
                    Total total = new Total(1, nanos, operands.flop(method.getName()), operands.bytes());
                    totals.merge(method.getName(), total, Total::plus);
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
