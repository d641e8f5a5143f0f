package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.features.LogMel;
import org.thgcl.features.S3d;
import org.thgcl.features.Vggish;
import org.thgcl.features.VideoChunks;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Shape;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Claims of section 2.1, features.
final class FeatureClaims {
    private static final LogMel.Settings VGGISH = LogMel.Settings.VGGISH;

    private FeatureClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "log-mel-patch",
                        ClaimKind.SELF_CHECK,
                        new Passage(
                                "2.1",
                                "我们首先将片段剪辑到960毫秒的段,并将这些段转换为96×64对数-梅尔频谱图",
                                "A segment of 960 ms becomes a log-mel spectrogram of 96 x 64."),
                        List.of(),
                        new Computation("Shape of the patches that VGGish's front end cuts from 10 s.", LogMel.class),
                        FeatureClaims::patch),
                new Claim(
                        "audio-segments",
                        ClaimKind.BETWEEN_DOCUMENTS,
                        new Passage(
                                "2.1, 2.2",
                                "我们首先将片段剪辑到960毫秒的段",
                                "Cut into segments of 960 ms, a clip has the published data's P_a = 101 segments."),
                        List.of("A1"),
                        new Computation(
                                "Number of patches of a 10 s clip for several hops between them.", LogMel.class),
                        FeatureClaims::audioSegments),
                new Claim(
                        "video-segments",
                        ClaimKind.BETWEEN_DOCUMENTS,
                        new Passage(
                                "2.1, 3.1.1",
                                "每个片段被分割成非重叠的250毫秒块",
                                "Chunks of 250 ms that don't overlap give the published data's P_v = 40 segments."),
                        List.of(),
                        new Computation(
                                "10 s divided by 250 ms, and the preset's video_segments.", Configuration.class),
                        FeatureClaims::videoSegments),
                new Claim(
                        "feature-sizes",
                        ClaimKind.STATED,
                        new Passage(
                                "2.1",
                                "生成128维的音频特征 ... 产生1024维的视频特征",
                                "VGGish gives 128 features per audio segment, S3D 1024 per video segment."),
                        List.of("A22"),
                        new Computation(
                                "The sizes of what VGGish and S3D give, against those that the model takes.",
                                Vggish.class,
                                S3d.class),
                        FeatureClaims::featureSizes),
                new Claim(
                        "chunk-frames",
                        ClaimKind.IMPLIED,
                        new Passage("2.1", "每个片段被分割成非重叠的250毫秒块", "A chunk of 250 ms holds enough frames for S3D."),
                        List.of("A30", "A34"),
                        new Computation(
                                "Fewest frames of a chunk at several rates; S3D's pools leave nothing of fewer than 5.",
                                VideoChunks.class,
                                S3d.class),
                        FeatureClaims::chunkFrames),
                new Claim(
                        "aligned-width",
                        ClaimKind.SELF_CHECK,
                        new Passage(
                                "2.1",
                                "应用线性变换以生成嵌入 E_a 和 E_v ,这两个嵌入的维度为 d",
                                "Linear maps give both modalities the same width d."),
                        List.of("A2"),
                        new Computation("Widths of the two projections.", Parameters.class, FeatureAlignment.class),
                        FeatureClaims::alignedWidth),
                new Claim(
                        "encoders-frozen",
                        ClaimKind.STATED,
                        new Passage(
                                "Figure 1, Table 1",
                                "预训练的S3D网络",
                                "The encoders are frozen: they aren't trained and not counted."),
                        List.of("A22"),
                        new Computation(
                                "Table 1's parameters of THGCL against those of VGGish and S3D.",
                                Vggish.class,
                                S3d.class),
                        FeatureClaims::frozen));
    }

    private static Finding patch(Evidence evidence) {
        Shape patches = evidence.pipeline().patches().of(VGGISH);
        double hop = 1000 * VGGISH.hopSeconds() * patches.size(1);
        double last = hop + 1000 * (VGGISH.windowSeconds() - VGGISH.hopSeconds());
        boolean holds = patches.size(1) == 96 && patches.size(2) == 64 && Math.round(hop) == 960;
        return Finding.of(
                holds,
                patches.size(1) + " x " + patches.size(2) + ", " + Math.round(hop) + " ms of hops",
                "The last window is longer than the hop, so a patch covers " + Math.round(last) + " ms of sound.");
    }

    private static Finding audioSegments(Evidence evidence) {
        int published = evidence.published().audioSegments();
        List<List<String>> rows = new ArrayList<>();
        Map<Integer, Integer> segments = new LinkedHashMap<>();
        for (int hop : List.of(8, 9, 10, 48, 96)) {
            segments.put(
                    hop,
                    evidence.pipeline().patches().of(VGGISH.withPatchHop(hop)).size(0));
            rows.add(List.of(
                    Integer.toString(hop),
                    Math.round(1000 * hop * VGGISH.hopSeconds()) + " ms",
                    Math.round(100.0 * (VGGISH.patchFrames() - hop) / VGGISH.patchFrames()) + " %",
                    Integer.toString(segments.get(hop))));
        }
        List<Reading> readings = new ArrayList<>();
        for (int hop : List.of(9, 96)) {
            readings.add(Reading.other(
                    segments.get(hop) + " segments", segments.get(hop) == published, GraphClaims.hop(hop)));
        }
        return Finding.of(
                        readings,
                        "hop 9 frames: " + segments.get(9) + "; hop 96 frames: " + segments.get(96),
                        "The paper gives no hop between the segments. The number falls with the hop: " + segments.get(8)
                                + " segments at 8 frames, " + segments.get(10) + " at 10. So no other whole hop gives "
                                + published + ". Cut without overlap (96 frames), a clip has " + segments.get(96)
                                + ".")
                .with(new Table(
                        "Audio segments of a 10 s clip", List.of("hop in frames", "hop", "overlap", "segments"), rows));
    }

    private static Finding videoSegments(Evidence evidence) {
        long chunks = (long) Math.floor(Published.CLIP_SECONDS / Published.CHUNK_SECONDS);
        int configured = Preset.PAPER.configuration().clips().videoSegments();
        int published = evidence.published().videoSegments();
        return Finding.of(
                chunks == published && configured == published,
                chunks + " chunks of 250 ms; the preset has " + configured,
                "The predecessors' published data have " + published + ".");
    }

    private static Finding featureSizes(Evidence evidence) {
        Configuration c = Preset.PAPER.configuration();
        List<Integer> given = evidence.pipeline().featureSizes().get();
        List<Integer> taken = List.of(c.clips().audioFeatures(), c.clips().videoFeatures());
        return Finding.of(
                given.equals(List.of(128, 1024)) && given.equals(taken),
                "VGGish gives " + given.get(0) + ", S3D " + given.get(1),
                "The model takes " + taken.get(0) + " and " + taken.get(1)
                        + ". VGGish's PCA keeps the number (A22), and so does the norm of S3D's features (A35).");
    }

    private static Finding chunkFrames(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        for (int rate : new int[] {15, 24, 25, 30}) {
            int fewest = evidence.pipeline().chunks().of(VideoChunks.Timeline.TIME, rate).stream()
                    .mapToInt(List::size)
                    .min()
                    .orElseThrow();
            readings.add(Reading.other(
                    fewest + " frames or more",
                    fewest >= S3d.LEAST_FRAMES,
                    new Choice("", "frames per second", Integer.toString(rate))));
        }
        return Finding.of(
                readings,
                "at 25 frames per second " + readings.get(2).figure() + ", at 15 "
                        + readings.getFirst().figure(),
                "S3D halves the frames three times and needs " + S3d.LEAST_FRAMES
                        + ". The paper is silent on the rate of its videos. The predecessors' script repeats a shorter"
                        + " chunk.");
    }

    private static Finding frozen(Evidence evidence) {
        double counted = evidence.published().system("THGCL").parameters();
        long vggish = evidence.pipeline().encoders().vggish();
        return Finding.of(
                vggish > counted * 1e6,
                "THGCL " + NumberText.decimal(counted, 1) + " M, VGGish alone " + NumberText.millions(vggish) + ", S3D "
                        + NumberText.millions(evidence.pipeline().encoders().s3d()),
                "The encoders can't be among the parameters that Table 1 counts. Figure 1 draws them as frozen; the"
                        + " text says only 'pre-trained', and only of S3D.");
    }

    private static Finding alignedWidth(Evidence evidence) {
        Configuration c = Preset.PAPER.configuration();
        Map<String, Shape> shapes = evidence.pipeline().parameters().of(c);
        int audio = shapes.get("projection.audio.weight").size(1);
        int video = shapes.get("projection.video.weight").size(1);
        return Finding.of(
                audio == ThgnSettings.of(c).embedding()
                        && video == ThgnSettings.of(c).embedding(),
                "audio " + c.clips().audioFeatures() + " to " + audio + ", video "
                        + c.clips().videoFeatures() + " to " + video,
                "Audio features already have the width d = "
                        + ThgnSettings.of(c).embedding() + ".");
    }
}
