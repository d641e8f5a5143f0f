package org.thgcl.jmh;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One kernel of one library in one type. What there is to combine, [Comparison] knows.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KernelBenchmark {
    @Param("THGCL")
    public String library;

    @Param("GEMM_AUDIO")
    public String kernel;

    @Param("f32")
    public String dtype;

    @Param("2")
    public int threads;

    private Runnable work;

    @Setup
    public void prepare() {
        work = Library.valueOf(library.toUpperCase(Locale.ROOT))
                .prepare(Kernel.valueOf(kernel.toUpperCase(Locale.ROOT)), dtype.equals("f32"), threads);
    }

    @Benchmark
    public void run() {
        work.run();
    }
}
