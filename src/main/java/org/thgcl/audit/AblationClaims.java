package org.thgcl.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thgcl.ablation.Ablation;
import org.thgcl.ablation.StandardSweeps;
import org.thgcl.audit.Ablations.Comparison;
import org.thgcl.audit.Ablations.Effect;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Elsewhere.Outcome;
import org.thgcl.audit.Published.TemporalType;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
import org.thgcl.model.Settings;

/// Claims of sections 3.3 and 3.4, the ablations of Table 2 and Figure 3.
final class AblationClaims {
    private static final String TAKES =
            "The paper's clips and features aren't public. It would take them, or the list of clips with their sound"
                    + " and video, and several seeds. ";

    private AblationClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "table2-numbers",
                        new Passage("3.3, Table 2", "结果显示 ID-1 达到了最佳性能", "Table 2's numbers have ID 1 first."),
                        List.of(),
                        new Computation("Order of Table 2's own numbers."),
                        AblationClaims::numbers),
                new Claim(
                        "table2-order",
                        new Passage(
                                "3.3, Table 2",
                                "单模态内使用 Gau. 是有效的 ... 跨模态采用霍克斯过程 (Haw.) 更好地表征了跨模态激发和对齐",
                                "Gaussian within and Hawkes across modalities beat both Hawkes and both Gaussian."),
                        List.of("finding 9"),
                        new Computation(
                                "Short trainings on the embedded synthetic clips: ID 1 against ID 2 and ID 3, paired by"
                                        + " seed.",
                                Ablation.class,
                                StandardSweeps.class),
                        evidence -> order(evidence, Ablations::table2)),
                new Claim(
                        "table2-tmac-setup",
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
                        new Passage(
                                "3.4, Figure 3(b)",
                                "FL 在早期 mAP 上优于 CEL,而 FL+CL 全程领先并保持稳定的中期到晚期优势",
                                "By mAP, FL + CL leads over FL and cross entropy."),
                        List.of("A16"),
                        new Computation(
                                "Short trainings on the embedded synthetic clips: FL + CL against FL and CEL, paired by"
                                        + " seed.",
                                Ablation.class,
                                StandardSweeps.class),
                        evidence -> order(evidence, Ablations::figure3)),
                new Claim(
                        "modules-complementary",
                        new Passage("4", "其模块是互补的", "The modules complement each other."),
                        List.of(),
                        new Computation("Nothing."),
                        evidence -> Finding.open(
                                "other weights without contrastive loss are missing",
                                TAKES
                                        + "And what the paper hasn't run: Table 2 varies the weights, Figure 3 the"
                                        + " loss, none both.")));
    }

    private static Finding numbers(Evidence evidence) {
        List<TemporalType> rows = evidence.published().table2();
        TemporalType first = rows.getFirst();
        boolean holds = rows.stream().skip(1).allMatch(other -> first.map() > other.map() && first.auc() > other.auc());
        return Finding.of(
                holds,
                rows.stream().map(row -> Figures.decimal(row.map(), 1)).collect(Collectors.joining(", "))
                        + " % mAP for ID 1, 2, 3",
                "One run each, no deviation given. Whether it is so on data: table2-order.");
    }

    private static Finding order(Evidence evidence, Function<Ablations, Optional<Comparison>> which) {
        Finding open = Finding.open("not on the paper's data", TAKES.strip());
        return which.apply(evidence.ablations())
                .map(comparison -> open.with(elsewhere(comparison)))
                .orElse(open);
    }

    /// What other data say: the same if every gain is above 0 beyond chance, the opposite if one is below 0 so.
    static Elsewhere elsewhere(Comparison comparison) {
        List<Effect> effects = comparison.effects();
        boolean same = !effects.isEmpty() && effects.stream().allMatch(effect -> effect.low() > 0);
        boolean opposite = effects.stream().anyMatch(effect -> effect.high() < 0);
        String figure = effects.stream()
                .map(effect -> effect.better() + " - " + effect.worse() + " " + signed(effect.gain()) + " ["
                        + signed(effect.low()) + ", " + signed(effect.high()) + "]")
                .collect(Collectors.joining("; "));
        return new Elsewhere(
                comparison.data() + ", " + comparison.seeds() + " seeds",
                figure + " mAP, " + Math.round(100 * comparison.confidence()) + " % intervals",
                same ? Outcome.SAME : opposite ? Outcome.OPPOSITE : Outcome.UNDECIDED);
    }

    private static String signed(double gain) {
        return (gain < 0 ? "" : "+") + Figures.decimal(gain, 3);
    }

    private static Finding setup(Evidence evidence) {
        TemporalType id2 = evidence.published().table2().get(1);
        Published.Contender tmac = evidence.published().system("TMac");
        boolean equal = id2.map() == tmac.map() && id2.auc() == tmac.auc();
        Configuration weightsAlone =
                Preset.PAPER.configuration().with("intra_weight", "tmac").with("cross_weight", "tmac");
        List<String> differing = Settings.keys().stream()
                .filter(key ->
                        !Settings.value(weightsAlone, key).equals(Settings.value(Preset.TMAC.configuration(), key)))
                .toList();
        String scores = "ID 2: " + id2.map() + ", " + id2.auc() + "; Table 1's TMac: " + tmac.map() + ", " + tmac.auc();
        if (equal) {
            return Finding.of(true, scores, "The scores are the same.");
        }
        return Finding.open(
                scores,
                "ID 2 may be another run of TMac, or TMac's weights alone in THGCL, which leaves "
                        + differing.size() + " settings different (" + String.join(", ", differing)
                        + "). It would take the two configurations. TMac's code also trains with SGD and a norm"
                        + " penalty, and draws its alignment at random.");
    }
}
