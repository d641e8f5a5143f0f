package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.OtherData.Outcome;
import org.thgcl.data.DataSet;

/// Whether near segments are alike, which Eq. 1 rests on. Only data can say that.
final class SimilarityClaims {
    private SimilarityClaims() {}

    static List<Claim> all() {
        return List.of(new Claim(
                "near-segments-alike",
                ClaimKind.STATED,
                new Passage(
                        "2.2, after Eq. 1; 3.3",
                        "附近的片段在语义和特征上 倾向于更加相似",
                        "Near segments have more similar features than far ones."),
                List.of(),
                new Computation(
                        "With --data FILE: the mean cosine of a clip's features at each distance in segments, and of"
                                + " features of different clips. The mean over all segments is subtracted first.",
                        SegmentSimilarity.class),
                SimilarityClaims::alike));
    }

    private static Finding alike(Evidence evidence) {
        DataSet clips = evidence.clips();
        String takes = "For the paper it would take the paper's features.";
        if (clips == null) {
            return Finding.open("no number without data", "It takes a data file: thgcl audit --data FILE. " + takes);
        }
        SegmentSimilarity audio = SegmentSimilarity.audio(clips);
        OtherData shown = elsewhere("audio", audio, clips);
        Finding found = Finding.open(shown.figure(), takes).with(shown).with(table("audio", audio));
        if (clips.videoSegments() < 2) {
            return found;
        }
        SegmentSimilarity video = SegmentSimilarity.video(clips);
        return found.with(elsewhere("video", video, clips)).with(table("video", video));
    }

    private static OtherData elsewhere(String modality, SegmentSimilarity found, DataSet clips) {
        List<String> lags = new ArrayList<>();
        int shown = Math.min(3, found.byLag().size());
        for (int lag = 1; lag <= shown; lag++) {
            lags.add(NumberText.decimal(found.byLag().get(lag - 1), 3));
        }
        return OtherData.given(
                clips.name() + ", " + modality,
                "mean cosine " + String.join(", ", lags) + " at lags 1 to " + shown + "; other clips "
                        + NumberText.decimal(found.otherClips(), 3),
                found.falls(shown) ? Outcome.SO_IN_MEAN : Outcome.NOT_IN_MEAN);
    }

    private static Table table(String modality, SegmentSimilarity found) {
        List<List<String>> rows = new ArrayList<>();
        for (int lag = 1; lag <= found.byLag().size(); lag++) {
            rows.add(List.of(
                    Integer.toString(lag), NumberText.decimal(found.byLag().get(lag - 1), 3)));
        }
        rows.add(List.of("other clips", NumberText.decimal(found.otherClips(), 3)));
        return new Table("Mean cosine of " + modality + " features by lag", List.of("lag", "cosine"), rows);
    }
}
