package org.thgcl.audit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thgcl.ablation.Ablation;
import org.thgcl.ablation.StandardSweeps;
import org.thgcl.audit.Ablations.Comparison;
import org.thgcl.audit.Ablations.Effect;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.OtherData.Outcome;
import org.thgcl.audit.Published.TemporalType;
import org.thgcl.model.Configuration;
import org.thgcl.settings.Settings;
import org.thgcl.thgn.Preset;

/// Claims of sections 3.3 and 3.4, the ablations of Table 2 and Figure 3.
final class AblationClaims {
    private static final String TAKES =
            "The paper's clips and features aren't here. It would take them, or the list of clips with their sound and"
                    + " video, and several seeds. ";

    private AblationClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "table2-numbers",
                        ClaimKind.STATED,
                        new Passage("3.3, Table 2", "结果显示 ID-1 达到了最佳性能", "Table 2's numbers have ID 1 first."),
                        List.of(),
                        new Computation("Order of Table 2's own numbers."),
                        AblationClaims::numbers),
                new Claim(
                        "table2-order",
                        ClaimKind.STATED,
                        new Passage(
                                "3.3, Table 2",
                                "单模态内使用 Gau. 是有效的 ... 跨模态采用霍克斯过程 (Haw.) 更好地表征了跨模态激发和对齐",
                                "Gaussian within and Hawkes across modalities beat both Hawkes and both Gaussian."),
                        List.of("finding 9"),
                        new Computation(
                                "Nothing on the paper's data. Elsewhere: the sweep of docs/ablations.md, ID 2 and ID 3"
                                        + " against ID 1.",
                                Ablation.class,
                                StandardSweeps.class),
                        evidence -> order(evidence, Ablations::table2)),
                new Claim(
                        "table2-tmac-setup",
                        ClaimKind.STATED,
                        new Passage(
                                "3.3, Table 2",
                                "ID-2 复制了 TMac 设置",
                                "ID 2 of Table 2 copies TMac's setup: it is Table 1's TMac."),
                        List.of("A5", "A23", "finding 9"),
                        new Computation(
                                "ID 2's scores against Table 1's TMac; settings in which the two differ.",
                                Preset.class,
                                Settings.class),
                        AblationClaims::setup),
                new Claim(
                        "figure3-order",
                        ClaimKind.STATED,
                        new Passage(
                                "3.4, Figure 3(b)",
                                "联合损失在收敛速度、最终性能和稳定性方面都超过了分类损失",
                                "The final mAP of FL + CL is above that of FL and of cross entropy."),
                        List.of("A16"),
                        new Computation(
                                "Nothing on the paper's data. Elsewhere: the sweep of docs/ablations.md, FL and CEL"
                                        + " against FL + CL.",
                                Ablation.class,
                                StandardSweeps.class),
                        evidence -> order(evidence, Ablations::figure3)),
                new Claim(
                        "modules-complementary",
                        ClaimKind.STATED,
                        new Passage("4", "其模块是互补的", "The modules complement each other."),
                        List.of(),
                        new Computation("Nothing."),
                        evidence -> Finding.open(
                                "the paper has no run without both modules",
                                TAKES
                                        + "It would also take runs that the paper doesn't have: Table 2 varies the"
                                        + " weights, Figure 3 the loss, and nothing varies both.")));
    }

    private static Finding numbers(Evidence evidence) {
        List<TemporalType> rows = evidence.published().table2();
        TemporalType first = rows.getFirst();
        boolean holds = rows.stream().skip(1).allMatch(other -> first.map() > other.map() && first.auc() > other.auc());
        return Finding.of(
                holds,
                rows.stream().map(row -> NumberText.decimal(row.map(), 1)).collect(Collectors.joining(", "))
                        + " % mAP for ID 1, 2, 3",
                "These are the table's own numbers, of one run each, without a deviation. What data show:"
                        + " table2-order.");
    }

    private static Finding order(Evidence evidence, Function<Ablations, Comparison> which) {
        return Finding.open("no number on the paper's data", TAKES.strip())
                .with(elsewhere(which.apply(evidence.ablations())));
    }

    /// What other data say of the claim that the reference is best: the same if every variant is lower beyond chance,
    /// the opposite if one is higher beyond chance.
    static OtherData elsewhere(Comparison comparison) {
        List<Effect> effects = comparison.effects();
        boolean same = !effects.isEmpty() && effects.stream().allMatch(effect -> effect.shown() && effect.mean() < 0);
        boolean opposite = effects.stream().anyMatch(effect -> effect.shown() && effect.mean() > 0);
        String figure = effects.stream()
                .map(effect -> effect.variant() + " minus " + comparison.reference() + " "
                        + NumberText.signed(effect.mean(), 3) + " [" + NumberText.signed(effect.low(), 3) + ", "
                        + NumberText.signed(effect.high(), 3) + "], corrected p "
                        + NumberText.decimal(effect.correctedP(), 4))
                .collect(Collectors.joining("; "));
        return new OtherData(
                comparison.data() + ", " + comparison.seeds() + " seeds",
                "test mAP: " + figure + " (nominal 95 % intervals)",
                same ? Outcome.SAME : opposite ? Outcome.OPPOSITE : Outcome.UNDECIDED);
    }

    private static Finding setup(Evidence evidence) {
        TemporalType id2 = evidence.published().table2().get(1);
        Published.Contender tmac = evidence.published().system("TMac");
        boolean equal = id2.map() == tmac.map() && id2.auc() == tmac.auc();
        Configuration weightsAlone =
                Preset.PAPER.configuration().with("intra_weight", "tmac").with("cross_weight", "tmac");
        List<String> differing = weightsAlone.differences(Preset.TMAC.configuration());
        String scores = "ID 2: " + id2.map() + ", " + id2.auc() + "; Table 1's TMac: " + tmac.map() + ", " + tmac.auc();
        if (equal) {
            return Finding.of(true, scores, "The scores are the same.");
        }
        return Finding.open(
                scores,
                "The two scores differ. ID 2 may be another run of TMac, or THGCL with TMac's weights; then "
                        + differing.size() + " settings differ from TMac's (" + String.join(", ", differing)
                        + "). It would take the two configurations. TMac's code (read November 2026) also trains with"
                        + " SGD and a penalty on norms, splits 0.7/0.15/0.15 and draws its alignment at random.");
    }
}
