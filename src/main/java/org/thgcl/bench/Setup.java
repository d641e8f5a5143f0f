package org.thgcl.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.KernelSet;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;

/// How something is measured: in which type, on how many threads, how often.
public record Setup(DType dtype, int threads, Timing.Repeats repeats) {
    /// Samples of short work last at least this long, in seconds: the just-in-time compiler is still at work half a
    /// second after a matrix product was first called.
    private static final double SHORT = 0.25;

    /// The same where there are many measurements.
    private static final double VERY_SHORT = 0.03;

    /// The measurements, made between two measurements of the peak.
    ///
    /// @param before peak before, GFLOP/s
    /// @param after peak after, GFLOP/s
    record Calibrated<T>(T result, double before, double after) {}

    /// The name of the type, such as `f32`.
    public String precision() {
        return precision(dtype);
    }

    /// The name of a type: f, then its bits.
    public static String precision(DType dtype) {
        return "f" + 8 * dtype.bytes();
    }

    /// The setup by the keys of the JSON.
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("dtype", precision());
        figures.put("threads", threads);
        figures.put("warmup", repeats.warmup());
        figures.put("repeats", repeats.samples());
        return figures;
    }

    /// The setup in words.
    public String words() {
        return precision() + ", threads " + threads + ", samples " + repeats.samples()
                + (KernelSet.chosen() == KernelSet.PLAIN ? ", plain kernels" : "");
    }

    /// Measures something, and the peak before and after.
    <T> Calibrated<T> calibrated(Function<Kernels, T> measurement) {
        double before = Peak.gflops(dtype, threads);
        T result;
        try (Workers workers = new Workers(threads)) {
            result = measurement.apply(Kernels.of(dtype, workers));
        }
        return new Calibrated<>(result, before, Peak.gflops(dtype, threads));
    }

    Timing time(Runnable work) {
        return Timing.of(repeats, meter(), work);
    }

    Timing timeShort(Runnable work) {
        return Timing.ofShort(repeats, SHORT, meter(), work);
    }

    Timing timeVeryShort(Runnable work) {
        return Timing.ofShort(repeats, VERY_SHORT, meter(), work);
    }

    /// This machine's clock, counters and peak.
    Meter meter() {
        return new Meter(threads, System::nanoTime, TimeElsewhere::seconds, () -> Peak.again(dtype, threads));
    }

    /// Bytes that one run of work allocates on the heap, in all threads of the process, also in those that have
    /// ended. The virtual machine's own compiler threads don't count: they don't use the heap.
    static long bytesAllocated(int runs, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        for (int run = 0; run < runs; run++) {
            work.run();
        }
        return (threads.getTotalThreadAllocatedBytes() - before) / runs;
    }
}
