package org.thgcl.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.thgcl.features.EncoderWeights;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;
import org.thgcl.training.Models;

/// The benchmarks of `thgcl bench`.
public final class Benchmarks {
    /// Steps over which the allocation is averaged.
    private static final int ALLOCATION_RUNS = 3;

    private static final double PART_OF_PEAK = 0.6;

    /// The words of GRID as docs/data.md describes them.
    static final Configuration GRID = Preset.PAPER
            .configuration()
            .with(Map.of("audio_segments", 32, "video_segments", 16, "classes", 35, "hidden", 256));

    /// AudioSet33 as docs/data.md describes it.
    static final Configuration AUDIOSET33 = Preset.PAPER
            .configuration()
            .with(Map.of("audio_segments", 10, "video_segments", 0, "video_features", 0, "hidden", 256));

    private static final double SECONDS_A_MINUTE = 60;

    /// AST's settings for one clip without video.
    private static final Map<String, ?> AST = Map.ofEntries(
            Map.entry("model", "ast"),
            Map.entry("audio_segments", 1024),
            Map.entry("audio_features", 128),
            Map.entry("video_segments", 0),
            Map.entry("video_features", 0),
            Map.entry("classes", 527),
            Map.entry("patch_bands", 16),
            Map.entry("patch_frames", 16),
            Map.entry("stride_bands", 10),
            Map.entry("stride_frames", 10),
            Map.entry("width", 768),
            Map.entry("layers", 12),
            Map.entry("heads", 12),
            Map.entry("mlp", 3072),
            Map.entry("batch", 1));

    private Benchmarks() {}

    /// A step of training.
    public static Report step(Setup setup, Configuration c) {
        return step(setup, "step", "training step", c);
    }

    /// The same at the size of the words of GRID.
    public static Report gridStep(Setup setup) {
        return step(setup, "step_grid", "training step, GRID", GRID);
    }

    /// The same at the size of AudioSet33, which has no video.
    public static Report audioSetStep(Setup setup) {
        return step(setup, "step_audioset33", "training step, AudioSet33", AUDIOSET33);
    }

    private static Report step(Setup setup, String name, String what, Configuration c) {
        return report(name, setup, kernels -> {
            TimedStep step = new TimedStep(c, kernels);
            Timing timing = setup.timeShort(step);
            long bytes = Setup.bytesAllocated(ALLOCATION_RUNS, step);
            Map<String, Object> details = sizes(c);
            details.put("bytes_per_step", bytes);
            double flop = step.flop();
            return List.of(new Report.Line(
                    what, flop, timing, details, String.format(Locale.ROOT, "%.1f MB allocated a step", bytes * 1e-6)));
        });
    }

    /// The scores of a batch.
    public static Report inference(Setup setup, Configuration c) {
        return report("inference", setup, kernels -> {
            Inference inference = new Inference(c, kernels);
            Timing timing = setup.time(inference);
            double clipsPerSecond = c.training().batch() / timing.median();
            Map<String, Object> details = sizes(c);
            details.put("clips_per_second", clipsPerSecond);
            double flop = inference.flop();
            return List.of(new Report.Line(
                    "inference",
                    flop,
                    timing,
                    details,
                    String.format(Locale.ROOT, "%.0f clips a second", clipsPerSecond)));
        });
    }

    /// The scores of a clip of 10 s by AST at its published size, from the spectrogram on.
    public static Report ast(Setup setup) {
        return ast(setup, Models.configuration(AST));
    }

    /// The scores of a clip by an encoder.
    static Report ast(Setup setup, Configuration c) {
        return report("ast", setup, kernels -> {
            Inference inference = new Inference(c, kernels);
            Timing timing = setup.time(inference);
            double flop = inference.flop();
            double ratio = PART_OF_PEAK * timing.possible() / flop;
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("ratio_to_60_percent_of_peak", ratio);
            details.put("tape_bytes", inference.bytes());
            return List.of(new Report.Line(
                    "AST, one clip",
                    flop,
                    timing,
                    details,
                    String.format(Locale.ROOT, "tape %.0f MB", inference.bytes() * 1e-6)));
        });
    }

    /// The features of a clip of 10 s by VGGish and S3D at their published sizes, and each of their convolutions.
    public static Report features(Setup setup) {
        return report("features", setup, kernels -> {
            EncodedClip clip = new EncodedClip(EncoderWeights.random(0), EncodedClip.Sizes.OF_10_SECONDS, kernels);
            List<Report.Line> sounds = lines(setup, clip.ofSounds(), kernels);
            List<Report.Line> pictures = lines(setup, clip.ofPictures(), kernels);
            List<Report.Line> lines = new ArrayList<>(sounds);
            lines.addAll(pictures);
            Timing timing = setup.time(clip);
            double ratio = PART_OF_PEAK * timing.possible() / clip.flop();
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("ratio_to_60_percent_of_peak", ratio);
            details.put("clips_a_minute", SECONDS_A_MINUTE / timing.median());
            details.put("vggish_convolutions_percent_of_peak", percentOfPeak(sounds));
            details.put("s3d_convolutions_percent_of_peak", percentOfPeak(pictures));
            details.put("bytes", clip.bytes());
            String note = String.format(
                    Locale.ROOT,
                    "%.1f clips a minute; %% of peak of VGGish's convolutions: %s, of S3D's: %s; %.0f MB",
                    SECONDS_A_MINUTE / timing.median(),
                    Report.percent(0, percentOfPeak(sounds)),
                    Report.percent(0, percentOfPeak(pictures)),
                    clip.bytes() * 1e-6);
            lines.add(new Report.Line("VGGish and S3D, one clip", clip.flop(), timing, details, note));
            return lines;
        });
    }

    private static List<Report.Line> lines(Setup setup, List<ConvolutionLayer> layers, Kernels kernels) {
        return layers.stream()
                .map(layer -> {
                    int m = layer.y().shape().rows();
                    int n = layer.y().shape().columns();
                    int k = layer.weight().shape().rows();
                    Map<String, Object> details = new LinkedHashMap<>(Map.of("m", m, "n", n, "k", k));
                    String note = String.format(Locale.ROOT, "%.2f GFLOP, %d x %d x %d", 1e-9 * layer.flop(), m, n, k);
                    Timing timing = setup.timeVeryShort(layer.on(kernels));
                    return new Report.Line(layer.name(), layer.flop(), timing, details, note);
                })
                .toList();
    }

    /// The speed of all together; NaN if one was disturbed.
    private static double percentOfPeak(List<Report.Line> lines) {
        double flop = lines.stream().mapToDouble(Report.Line::flop).sum();
        return 100
                * flop
                / lines.stream().mapToDouble(line -> line.timing().possible()).sum();
    }

    /// Matrix products.
    public static Report gemm(Setup setup, List<MatrixProduct> products) {
        return report("gemm", setup, kernels -> products.stream()
                .map(product -> line(setup, product, kernels))
                .toList());
    }

    private static Report.Line line(Setup setup, MatrixProduct p, Kernels kernels) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("m", p.m());
        details.put("n", p.n());
        details.put("k", p.k());
        details.put("transpose_a", p.transposeA());
        details.put("transpose_b", p.transposeB());
        String note = String.format(Locale.ROOT, "%d x %d x %d", p.m(), p.n(), p.k());
        return new Report.Line("gemm " + p.name(), p.flop(), setup.timeShort(p.on(kernels)), details, note);
    }

    /// Sparse times dense.
    public static Report spmm(Setup setup, Configuration c) {
        return report("spmm", setup, kernels -> {
            SparseProduct product = new SparseProduct(c);
            Timing timing = setup.timeShort(product.on(kernels));
            double bytes =
                    2.0 * product.rows() * product.columns() * setup.dtype().bytes();
            double rate = bytes / timing.median() * 1e-9;
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("rows", product.rows());
            details.put("columns", product.columns());
            details.put("entries_per_row", product.entriesPerRow());
            details.put("gigabytes_per_second", rate);
            return List.of(new Report.Line(
                    "spmm A_a X_a",
                    product.flop(),
                    timing,
                    details,
                    String.format(Locale.ROOT, "%.1f GB/s, X and Y once", rate)));
        });
    }

    private static Report report(String name, Setup setup, Function<Kernels, List<Report.Line>> benchmark) {
        return new Report(name, setup, setup.calibrated(benchmark));
    }

    private static Map<String, Object> sizes(Configuration c) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("audio_segments", c.clips().audioSegments());
        sizes.put("video_segments", c.clips().videoSegments());
        sizes.put("embedding", ThgnSettings.of(c).embedding());
        sizes.put("hidden", ThgnSettings.of(c).hidden());
        sizes.put("layers", ThgnSettings.of(c).layers());
        sizes.put("batch", c.training().batch());
        return sizes;
    }
}
