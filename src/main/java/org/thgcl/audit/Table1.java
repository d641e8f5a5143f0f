package org.thgcl.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.thgcl.audit.Published.Contender;
import org.thgcl.audit.Published.OwnScore;
import org.thgcl.baseline.ClipSizes;
import org.thgcl.baseline.Conformer;
import org.thgcl.baseline.ConformerSettings;
import org.thgcl.baseline.ConvNeXt;
import org.thgcl.baseline.ConvNeXtSettings;
import org.thgcl.baseline.Hgcn;
import org.thgcl.baseline.HgcnSettings;
import org.thgcl.baseline.Lhgnn;
import org.thgcl.baseline.LhgnnSettings;
import org.thgcl.baseline.NodeSizes;
import org.thgcl.baseline.ParameterCount;
import org.thgcl.baseline.ResNet1d;
import org.thgcl.baseline.ResNet1dSettings;
import org.thgcl.baseline.SslGraph;
import org.thgcl.baseline.SslGraphSettings;
import org.thgcl.baseline.TransformerSystem;
import org.thgcl.baseline.Vaed;
import org.thgcl.baseline.VaedSettings;
import org.thgcl.baseline.VideoResNet;
import org.thgcl.baseline.VideoResNetSettings;
import org.thgcl.baseline.Wav2vec2;
import org.thgcl.baseline.Wav2vec2Settings;
import org.thgcl.baseline.Wav2vecEncoder;
import org.thgcl.baseline.Wav2vecEncoderSettings;
import org.thgcl.baseline.WaveLogmel;
import org.thgcl.baseline.WaveLogmelSettings;
import org.thgcl.model.ParameterSpec;
import org.thgcl.settings.Settings;
import org.thgcl.thgn.Preset;

/// The paper's Table 1 with what this program counts for each of its systems.
public final class Table1 {
    /// Value of the table's last digit.
    static final double TENTH = 1e5;

    private static final Pattern NO_PARAMETER = Pattern.compile("(?!)");

    /// TMac and VAED score the audio nodes alone: their last video nodes and the pooling of these act on nothing.
    static final Pattern TMAC_UNUSED = Pattern.compile("layers\\.3\\.video\\..*|pool\\.video\\.gate");

    private static final Pattern VAED_UNUSED = Pattern.compile("layers\\.\\d+\\.video\\..*|pool\\.video\\.gate");
    private static final Pattern RESNET_1D_UNUSED = Pattern.compile("start\\..*|.*norm.*");

    /// Rows whose sources give whole millions; the table prints a 0 behind them.
    private static final Set<String> WHOLE_MILLIONS = Set.of(
            "PaSST-S", "ASiT", "Audio-MAE (local)", "ATST-clip", "MaskSpec", "LHGNN", "Conformer-based", "AST", "VATT");

    private static final Map<String, Source> SOURCES = sources();

    private Table1() {}

    /// How a printed size and a count agree.
    public enum Agreement {
        /// The count rounds to the printed number.
        ROUNDED("yes"),
        /// The count, cut off behind the printed digits, is the printed number.
        CUT_OFF("cut off"),
        /// Neither.
        NO("no"),
        /// There is no count.
        UNKNOWN("no count");

        private final String word;

        Agreement(String word) {
            this.word = word;
        }

        /// For a table.
        public String word() {
            return word;
        }
    }

    /// A row of the table.
    ///
    /// @param printed what the paper prints
    /// @param count what the system's published program holds; empty where the published facts don't determine it
    /// @param includes what the count includes, and with which settings
    /// @param classes of the task in the system's own paper, 33 or 527; empty where that paper isn't known
    /// @param ownMaps mAP in the system's own paper, in per cent
    /// @param model the preset of `thgcl train` that trains it on features; empty where there is none
    public record Row(
            Contender printed,
            Optional<ParameterCount> count,
            String includes,
            Optional<Integer> classes,
            List<Double> ownMaps,
            String model) {
        public Row {
            ownMaps = List.copyOf(ownMaps);
        }

        /// Whether printed size and count agree at the printed precision: millions with one decimal, or whole
        /// millions where the row's source gives these.
        public Agreement agreement() {
            return agreement(unit(), ParameterCount::all);
        }

        /// Whether the printed size agrees with a part of the count.
        ///
        /// @param unit value of the last printed digit, such as 1e5
        /// @param part of the count
        Agreement agreement(double unit, ToLongFunction<ParameterCount> part) {
            if (count.isEmpty()) {
                return Agreement.UNKNOWN;
            }
            double units = part.applyAsLong(count.get()) / unit;
            long expected = Math.round(printed.parameters() * 1e6 / unit);
            if (Math.round(units) == expected) {
                return Agreement.ROUNDED;
            }
            return (long) units == expected ? Agreement.CUT_OFF : Agreement.NO;
        }

        /// Value of the last digit that the row's source gives.
        double unit() {
            return WHOLE_MILLIONS.contains(printed.name()) ? 1e6 : TENTH;
        }
    }

    /// Where a row's count comes from.
    private record Source(Supplier<Optional<ParameterCount>> count, String includes, String model) {}

    /// The rows, in the order of the paper's table.
    public static List<Row> rows() {
        return rows(Published.figures());
    }

    /// The rows of these published figures.
    static List<Row> rows(Published published) {
        return published.table1().stream()
                .map(printed -> row(published, printed))
                .toList();
    }

    private static Row row(Published published, Contender printed) {
        Source source = SOURCES.get(printed.name());
        return new Row(
                printed,
                source.count.get(),
                source.includes,
                Optional.ofNullable(published.classes().get(printed.name())),
                published.ownScores().stream()
                        .filter(own -> own.system().equals(printed.name()))
                        .map(OwnScore::maps)
                        .flatMap(List::stream)
                        .toList(),
                source.model);
    }

    private static Map<String, Source> sources() {
        Map<String, Source> sources = new LinkedHashMap<>();
        sources.put(
                "THGCL",
                counted(
                        () -> of(Preset.PAPER.configuration().model().parameters(), NO_PARAMETER),
                        "d = 128 as the text says; with d = 512 (preset table1) "
                                + NumberText.whole(
                                        of(Preset.TABLE1.configuration().model().parameters(), NO_PARAMETER)
                                                .all()),
                        "paper"));
        sources.put(
                "TMac",
                counted(
                        () -> of(Preset.TMAC.configuration().model().parameters(), TMAC_UNUSED),
                        "33 classes; its program has 4 more that it never uses",
                        "tmac"));
        sources.put(
                "VAED",
                counted(
                        () -> of(
                                new Vaed(defaults(ClipSizes.class), defaults(VaedSettings.class)).parameters(),
                                VAED_UNUSED),
                        "33 classes, no layer with attention across modalities (G1)",
                        "vaed"));
        for (TransformerSystem system : TransformerSystem.values()) {
            sources.put(name(system), counted(() -> system.count(system.settings()), includes(system), ""));
        }
        sources.put(
                "LHGNN",
                counted(
                        () -> of(new Lhgnn(defaults(LhgnnSettings.class)).parameters(), NO_PARAMETER),
                        "size s, 527 classes, without the fixed relative positions",
                        ""));
        sources.put(
                "Conformer-based",
                counted(
                        () -> new Conformer(defaults(ConformerSettings.class)).count(),
                        "527 classes, the large configuration of later public code (T15)",
                        ""));
        sources.put(
                "HGCN",
                counted(
                        Table1::hgcn,
                        "graph network of 30 and 20 segments, sound encoder, R3D-18 with its unused head; 33 classes",
                        "hgcn"));
        sources.put(
                "Wave-Logmel",
                counted(
                        () -> of(new WaveLogmel(defaults(WaveLogmelSettings.class)).parameters(), NO_PARAMETER),
                        "527 classes, without the fixed transforms",
                        ""));
        sources.put(
                "SSL graph",
                counted(
                        () -> of(
                                new SslGraph(defaults(NodeSizes.class), defaults(SslGraphSettings.class)).parameters(),
                                NO_PARAMETER),
                        "our proposal, one of nine networks that fit (G7); 33 classes",
                        "ssl_graph"));
        sources.put(
                "Wav2vec2-audio",
                counted(
                        () -> new Wav2vec2(defaults(Wav2vec2Settings.class)).count(),
                        "33 classes, a linear head (T17)",
                        ""));
        sources.put(
                "ResNet-1D-both",
                new Source(Optional::empty, "not determined: nothing that fits an audio branch of 40.4 (G9)", ""));
        sources.put(
                "ConvNeXt-femto",
                counted(
                        () -> of(new ConvNeXt(defaults(ConvNeXtSettings.class)).parameters(), NO_PARAMETER),
                        "527 classes",
                        ""));
        sources.put(
                "R(2+1)D-video",
                counted(
                        () -> of(new VideoResNet(defaults(VideoResNetSettings.class)).parameters(), NO_PARAMETER),
                        "R3D-18 with 400 outputs, the video network of HGCN's program (G14)",
                        ""));
        sources.put(
                "ResNet-1D-audio",
                counted(
                        () -> of(new ResNet1d(defaults(ResNet1dSettings.class)).parameters(), RESNET_1D_UNUSED),
                        "101 channels, 33 classes, with what its program never uses (G8)",
                        "resnet1d"));
        return sources;
    }

    private static Source counted(Supplier<ParameterCount> count, String includes, String model) {
        return new Source(() -> Optional.of(count.get()), includes, model);
    }

    private static <S extends Record> S defaults(Class<S> settings) {
        return Settings.of(settings).defaults();
    }

    private static String name(TransformerSystem system) {
        return switch (system) {
            case AST -> "AST";
            case PASST -> "PaSST-S";
            case ASIT -> "ASiT";
            case AUDIO_MAE -> "Audio-MAE (local)";
            case MASKSPEC -> "MaskSpec";
            case ATST_CLIP -> "ATST-clip";
            case VATT -> "VATT";
        };
    }

    private static String includes(TransformerSystem system) {
        return switch (system) {
            case AST -> "527 classes, both unused heads of the image model";
            case PASST -> "527 classes, the unused head of its distillation token";
            case AUDIO_MAE -> "527 classes, the frozen positions";
            case ATST_CLIP -> "527 classes, the unused vector that stands for masked patches";
            case ASIT, MASKSPEC, VATT -> "527 classes";
        };
    }

    /// The three networks of HGCN together.
    private static ParameterCount hgcn() {
        Map<String, Object> trunks =
                Map.of("audio_features", 512, "video_features", 512, "audio_segments", 30, "video_segments", 20);
        Settings<ClipSizes> sizes = Settings.of(ClipSizes.class);
        ParameterCount graph = of(
                new Hgcn(sizes.with(sizes.defaults(), trunks), defaults(HgcnSettings.class)).parameters(),
                NO_PARAMETER);
        ParameterCount sound =
                of(new Wav2vecEncoder(defaults(Wav2vecEncoderSettings.class)).parameters(), NO_PARAMETER);
        ParameterCount video =
                of(new VideoResNet(defaults(VideoResNetSettings.class)).parameters(), Pattern.compile("head\\..*"));
        return new ParameterCount(graph.used() + sound.used() + video.used(), graph.head(), video.unused(), 0);
    }

    private static ParameterCount of(List<ParameterSpec> parameters, Pattern unused) {
        Predicate<ParameterSpec> acts = spec -> !unused.matcher(spec.name()).matches();
        return new ParameterCount(
                elements(parameters.stream().filter(acts)),
                elements(parameters.stream().filter(acts).filter(spec -> spec.name()
                        .startsWith("head"))),
                elements(parameters.stream().filter(acts.negate())),
                0);
    }

    private static long elements(Stream<ParameterSpec> parameters) {
        return parameters.mapToLong(spec -> spec.shape().elements()).sum();
    }
}
