package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.data.Split;

/// Claims of section 3.1.1, the data.
final class DataClaims {
    private DataClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "training-clips",
                        ClaimKind.STATED,
                        new Passage(
                                "3.1.1",
                                "选择 33 个其评分者置信度分数落在范围 [0.7,1.0] 内的声音事件类别 ... 得到了 82,410 个音视频训练样本",
                                "33 classes rated 0.7 to 1.0 give 82,410 training clips."),
                        List.of("finding 10"),
                        new Computation("The number against the sizes of AudioSet's training lists."),
                        DataClaims::training),
                new Claim(
                        "evaluation-clips",
                        ClaimKind.STATED,
                        new Passage(
                                "3.1.1",
                                "我们在原始评估集合上评估我们的方法,该集合包含 85,487 个测试片段 [19]",
                                "AudioSet's original evaluation set has 85,487 test clips."),
                        List.of("finding 6"),
                        new Computation("The number against AudioSet's evaluation list."),
                        DataClaims::evaluation),
                new Claim(
                        "split",
                        ClaimKind.BETWEEN_DOCUMENTS,
                        new Passage(
                                "3.1.1",
                                "得到了 82,410 个音视频训练样本。我们在原始评估集合上评估",
                                "82,410 clips to train and 85,487 to test come from the authors' configuration."),
                        List.of("A19", "finding 8"),
                        new Computation(
                                "Parts of all clips, and of as many as give 82,410 to train, by the fractions of the"
                                        + " authors' file and of TMac's code.",
                                Split.class),
                        DataClaims::split),
                new Claim(
                        "fair-comparison",
                        ClaimKind.STATED,
                        new Passage("3.1.1", "以确保公平的比较", "The comparison with other systems is fair."),
                        List.of(),
                        new Computation("Nothing."),
                        evidence -> Finding.open(
                                evidence.published().table1().size() + " systems, scores on the same clips of none",
                                "It would take the list of clips, and every system's scores on these clips. Scores"
                                        + " that others published for all 527 classes of AudioSet can't be compared"
                                        + " with scores for 33: see table1-one-task.")));
    }

    private static Finding training(Evidence evidence) {
        Published p = evidence.published();
        return Finding.open(
                NumberText.whole(p.trainingClips()) + "; AudioSet lists " + NumberText.whole(p.balancedSegments())
                        + " + " + NumberText.whole(p.unbalancedSegments()) + " to train on",
                "These are more clips than the balanced list has, so most must come from the unbalanced one. It would"
                    + " take the list of clips and AudioSet's ratings of labels. The names of the 33 classes are"
                    + " public, if the paper's are those of its predecessors: the training scripts of VAED and TMac"
                    + " list the same 33 (read November 2026). Their READMEs link a processed data set,"
                    + " AudioSet_embedds_all.h5, the file name in the authors' configuration. That the links work, or"
                    + " that the file is the paper's, wasn't checked.");
    }

    private static Finding evaluation(Evidence evidence) {
        Published p = evidence.published();
        return Finding.of(
                List.of(
                        Reading.printed(
                                NumberText.whole(p.evaluationSegments()) + " segments",
                                p.testClips() <= p.evaluationSegments(),
                                Choice.word("clips", "segments")),
                        Reading.other(
                                NumberText.whole(p.evaluationLabels()) + " pairs",
                                p.testClips() <= p.evaluationLabels(),
                                Choice.word("clips", "pairs of segment and label"))),
                NumberText.whole(p.testClips()) + " against " + NumberText.whole(p.evaluationSegments()) + " segments",
                "AudioSet's evaluation list has " + NumberText.whole(p.evaluationSegments()) + " segments and "
                        + NumberText.whole(p.evaluationLabels()) + " pairs of segment and label, in all 527 classes"
                        + " (eval_segments.csv, research.google.com/audioset, version of 2017).");
    }

    private static Finding split(Evidence evidence) {
        Map<String, double[]> fractions = new LinkedHashMap<>();
        fractions.put("0.7/0.1/0.2 (authors' file)", new double[] {0.7, 0.1, 0.2});
        fractions.put("0.7/0.15/0.15 (TMac's code)", new double[] {0.7, 0.15, 0.15});
        int training = evidence.published().trainingClips();
        int test = evidence.published().testClips();
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        fractions.forEach((name, parts) -> {
            int clips = smallest(training, parts, evidence);
            int[] sizes = evidence.pipeline().split().of(clips, parts);
            int[] all = evidence.pipeline().split().of(training + test, parts);
            boolean either = (sizes[0] == training && sizes[2] == test) || (all[0] == training && all[2] == test);
            readings.add(new Reading(
                    List.of(Choice.of("A19", "fractions", name)),
                    left.isEmpty(),
                    NumberText.whole(sizes[0]) + " to train leave " + NumberText.whole(sizes[2]) + " to test",
                    either));
            left.add(sizes[2]);
            rows.add(List.of(name, NumberText.whole(clips), sizes(sizes)));
            rows.add(List.of(name, NumberText.whole(training + test), sizes(all)));
        });
        return Finding.of(
                        readings,
                        readings.getFirst().figure() + ", not " + NumberText.whole(test),
                        "The file splits one set of clips by fractions and names no test set. The text has a separate"
                                + " test set that is larger than the training set.")
                .with(new Table(
                        "Parts of a set of clips",
                        List.of("fractions", "clips", "training / validation / test"),
                        rows));
    }

    /// The smallest number of clips whose training part has at least the given size.
    private static int smallest(int training, double[] fractions, Evidence evidence) {
        int clips = training;
        while (clips < 200_000 && evidence.pipeline().split().of(clips, fractions)[0] < training) {
            clips++;
        }
        return clips;
    }

    private static String sizes(int[] sizes) {
        return NumberText.whole(sizes[0]) + " / " + NumberText.whole(sizes[1]) + " / " + NumberText.whole(sizes[2]);
    }
}
