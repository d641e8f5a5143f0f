package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Losses.Directions;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnSettings;

/// Claims on Eq. 4, the contrastive loss.
final class ContrastiveClaims {
    private static final double T =
            ThgnSettings.of(Preset.PAPER.configuration()).temperature();
    private static final int SITE = CounterRandom.site("audit contrastive");

    private ContrastiveClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "eq4-clips",
                        ClaimKind.STATED,
                        new Passage(
                                "2.3",
                                "我们的方法在片段级别上使用异构图进行工作",
                                "The contrastive loss works at the level of 片段 (a clip, or a segment)."),
                        List.of("A40"),
                        new Computation("Number of samples of a modality that Eq. 4 compares.", Thgn.class),
                        ContrastiveClaims::level),
                new Claim(
                        "eq4-within-modality",
                        ClaimKind.STATED,
                        new Passage(
                                "2.3",
                                "要求相同目标在跨模态中的相似度高于同一模态内不同目标的相似度",
                                "A clip's two modalities must be more alike than different clips of one modality."),
                        List.of("A15"),
                        new Computation(
                                "Whether the loss changes when clips of one modality become alike and all cosines"
                                        + " across modalities stay.",
                                Eq4ContrastiveLoss.class),
                        ContrastiveClaims::withinModality),
                new Claim(
                        "eq4-simclr",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "2.3, Eq. 4",
                                "受 SimCLR [28] 的启发",
                                "Like SimCLR's, the contrastive loss is at least 0."),
                        List.of("A14", "A15", "finding 7"),
                        new Computation(
                                "One direction of the loss where it is least: clips at the corners of a regular"
                                        + " simplex, both modalities alike.",
                                Eq4ContrastiveLoss.class),
                        ContrastiveClaims::bounded),
                new Claim(
                        "eq4-symmetric",
                        ClaimKind.SELF_CHECK,
                        new Passage(
                                "2.3, after Eq. 4",
                                "对称损失 $L_{a\\to v}$ 从音频到视频被定义",
                                "L_a->v mirrors L_v->a, and their sum is symmetric."),
                        List.of("A15"),
                        new Computation(
                                "Both directions of a random batch, before and after exchanging the modalities.",
                                Eq4ContrastiveLoss.class),
                        ContrastiveClaims::symmetric));
    }

    private static Finding level(Evidence evidence) {
        Configuration small = Preset.PAPER
                .configuration()
                .with(Map.of(
                        "audio_features", 4,
                        "video_features", 4,
                        "audio_segments", 6,
                        "video_segments", 3,
                        "embedding", 2,
                        "hidden", 5,
                        "layers", 1));
        Configuration segments = small.with("contrast", "segments");
        return Finding.of(
                List.of(
                        level(true, "clip", small, evidence),
                        level(false, "segment", small, evidence),
                        level(false, "segment", segments, evidence)),
                "as printed " + level(true, "clip", small, evidence).figure(),
                "The translation uses 片段 both for a clip of 10 s (3.1.1) and for a segment of it (2.2). Eq. 4 takes the"
                        + " graph embeddings X^(i) of clips, as SimCLR takes images.");
    }

    private static Reading level(boolean printed, String sense, Configuration c, Evidence evidence) {
        int clips = 3;
        int samples = evidence.pipeline().samples().of(c, clips).rows();
        return new Reading(
                List.of(
                        Choice.word("片段", sense),
                        Choice.of(
                                "A40",
                                "contrast",
                                ThgnSettings.of(c).contrast().name().toLowerCase(Locale.ROOT))),
                printed,
                samples + " samples for " + clips + " clips of " + c.clips().audioSegments() + " audio and "
                        + c.clips().videoSegments() + " video segments",
                sense.equals("clip")
                        ? samples == clips
                        : samples == clips * c.clips().videoSegments());
    }

    /// Two batches whose cosines across modalities are equal: each clip's audio has a part that is orthogonal to
    /// all video; it points apart in one batch, and the same way in the other.
    private static Finding withinModality(Evidence evidence) {
        double[][] video = {{1, 0.2, 0, 0}, {0.1, 1, 0, 0}, {-1, 0.3, 0, 0}};
        double[][] apart = {{1, 0, 1, 0}, {0, 1, -1, 0}, {-1, 0, 0, 1}};
        double[][] alike = {{1, 0, 1, 0}, {0, 1, 1, 0}, {-1, 0, 1, 0}};
        List<Reading> readings = new ArrayList<>();
        for (Negatives negatives : Negatives.values()) {
            Eq4ContrastiveLoss reading = new Eq4ContrastiveLoss(T, negatives);
            double before =
                    evidence.losses().contrastive().of(reading, apart, video).total();
            double after =
                    evidence.losses().contrastive().of(reading, alike, video).total();
            readings.add(new Reading(
                    List.of(choice(negatives)),
                    negatives == Negatives.PRINTED,
                    "the loss changes by " + NumberText.decimal(after - before, 4),
                    // more alike within a modality must cost more; 1e-12 is far above the rounding of nine cosines
                    after - before > 1e-12));
        }
        return Finding.of(
                readings,
                "as printed " + readings.getFirst().figure(),
                "Eq. 4 compares a clip's audio with the video of other clips. The text speaks of other clips within the"
                        + " same modality.");
    }

    private static Finding bounded(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        boolean positiveHolds = true;
        double lowest = Double.POSITIVE_INFINITY;
        for (int clips : new int[] {2, 3, 10, 11, 64}) {
            double printed = least(Negatives.PRINTED, clips, T, evidence);
            double positive = least(Negatives.WITH_POSITIVE, clips, T, evidence);
            if (clips == 2 || clips == 64) {
                readings.add(Reading.printed(
                        "at least " + NumberText.decimal(printed, 2),
                        printed >= 0,
                        choice(Negatives.PRINTED),
                        new Choice("", "batch", Integer.toString(clips))));
            }
            positiveHolds &= positive >= 0;
            lowest = Math.min(lowest, positive);
            rows.add(List.of(
                    Integer.toString(clips),
                    NumberText.decimal(printed, 3),
                    NumberText.decimal(StrictMath.log(clips - 1) - clips / (T * (clips - 1)), 3),
                    NumberText.decimal(StrictMath.log(clips - 1) - 2 / T, 3),
                    NumberText.decimal(positive, 3)));
        }
        readings.add(Reading.other(
                "at least " + NumberText.decimal(lowest, 2), positiveHolds, choice(Negatives.WITH_POSITIVE)));
        return Finding.of(
                        readings,
                        "as printed " + readings.get(0).figure() + " at B = 2, "
                                + readings.get(1).figure() + " at B = 64",
                        "Eq. 4 leaves the positive pair out of its denominator; SimCLR's loss has it in. The paper"
                                + " gives no batch size; the authors' file has 64, where the loss isn't negative.")
                .with(new Table(
                        "The least value of one direction, t = " + T,
                        List.of("B", "printed", "ln(B-1) - B/(t(B-1))", "ln(B-1) - 2/t", "with_positive"),
                        rows));
    }

    /// L_v->a of clips at the corners of a regular simplex, the same in both modalities.
    static double least(Negatives negatives, int clips, double t, Evidence evidence) {
        double[][] corners = new double[clips][clips];
        for (int i = 0; i < clips; i++) {
            for (int k = 0; k < clips; k++) {
                corners[i][k] = (i == k ? 1 : 0) - 1.0 / clips;
            }
        }
        return evidence.losses()
                .contrastive()
                .of(new Eq4ContrastiveLoss(t, negatives), corners, corners)
                .videoToAudio();
    }

    private static Finding symmetric(Evidence evidence) {
        double[][] audio = batch(0);
        double[][] video = batch(1);
        boolean mirrored = true;
        double difference = 0;
        for (Negatives negatives : Negatives.values()) {
            Eq4ContrastiveLoss reading = new Eq4ContrastiveLoss(T, negatives);
            Directions there = evidence.losses().contrastive().of(reading, audio, video);
            Directions back = evidence.losses().contrastive().of(reading, video, audio);
            // the same operations on the same numbers: the same bits
            mirrored &= there.videoToAudio() == back.audioToVideo() && there.audioToVideo() == back.videoToAudio();
            difference = Math.max(difference, Math.abs(there.total() - back.total()));
        }
        return Finding.of(
                mirrored && difference == 0,
                "L_CL differs by " + NumberText.digits(difference, 2),
                "So in every reading of A15. Each direction alone isn't symmetric.");
    }

    private static double[][] batch(int step) {
        CounterRandom random = new CounterRandom(1);
        double[][] rows = new double[6][4];
        for (int e = 0; e < 24; e++) {
            rows[e / 4][e % 4] = random.gaussian(step, SITE, e);
        }
        return rows;
    }

    /// The reading A15.
    static Choice choice(Negatives negatives) {
        return Choice.of("A15", "negatives", negatives.name().toLowerCase(Locale.ROOT));
    }
}
