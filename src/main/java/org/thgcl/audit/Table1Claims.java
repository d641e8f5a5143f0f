package org.thgcl.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Published.Contender;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.TMacWeight;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Claims of section 3.2, on the numbers of Table 1.
final class Table1Claims {
    private Table1Claims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "table1-scores",
                        ClaimKind.STATED,
                        new Passage(
                                "3.2, Table 1",
                                "达到了 57.4%的最佳 mAP 和 0.948 的 AUC",
                                "THGCL reaches an mAP of 57.4 % and an AUC of 0.948."),
                        List.of(),
                        new Computation("Nothing."),
                        evidence -> Finding.open(
                                "mAP " + evidence.published().system("THGCL").map() + ", one run, no deviation given",
                                "It would take the authors' clips and features, or the list of their clips and the"
                                        + " sound and video of all of them. A file with the features is enough:"
                                        + " thgcl train --train FILE.")),
                new Claim(
                        "table1-best",
                        ClaimKind.STATED,
                        new Passage(
                                "3.2, Table 1",
                                "达到了超越所有基线的最佳结果",
                                "In Table 1 THGCL has the best mAP and the best AUC."),
                        List.of(),
                        new Computation("Ranks within Table 1."),
                        Table1Claims::best),
                new Claim(
                        "table1-efficiency",
                        ClaimKind.STATED,
                        new Passage(
                                "3.2, Table 1",
                                "仅使用 4.8M 参数就达到了 57.4%的最佳 mAP ... 显示出准确性和效率",
                                "With only 4.8 M parameters THGCL is efficient."),
                        List.of(),
                        new Computation(
                                "Table 1's mAP against its parameters and those counted here: who is smaller, who is"
                                        + " better.",
                                Table1.class),
                        Table1Claims::efficiency),
                new Claim(
                        "table1-graphs",
                        ClaimKind.STATED,
                        new Passage(
                                "3.2, Table 1",
                                "表格1底部非基于图形的方法表现不佳的结果突显了利用图结构 ... 的重要性",
                                "Systems without graphs are at the bottom of Table 1, which shows that graphs matter."),
                        List.of(),
                        new Computation("Pairs of a system with and one without a graph in Table 1."),
                        Table1Claims::graphs),
                new Claim(
                        "table1-waveforms",
                        ClaimKind.STATED,
                        new Passage(
                                "3.2, Table 1",
                                "波形模型例如 Wave-Logmel 以及大型 ResNet-1D 变体 ... 它们表现不佳",
                                "Wave-Logmel and the ResNet-1D variants are large and do badly."),
                        List.of(),
                        new Computation("Their ranks in Table 1 by mAP and by parameters."),
                        Table1Claims::waveforms),
                new Claim(
                        "tmac-no-decay",
                        ClaimKind.STATED,
                        new Passage(
                                "3.2",
                                "如TMac 和 VAED 这样的异构图模型捕捉到了结构性关系但忽略了时间对齐和衰减",
                                "TMac ignores temporal alignment and decay."),
                        List.of("A5", "finding 9"),
                        new Computation(
                                "Decay: the highest by the lowest weight in a neighbourhood of TMac's span, for TMac's"
                                        + " weight and Eq. 1. Alignment: TMac's random starts, see"
                                        + " cross-modal-timestamps.",
                                TMacWeight.class,
                                Eq1GaussianWeight.class),
                        Table1Claims::tmacDecay));
    }

    private static Finding best(Evidence evidence) {
        Contender own = evidence.published().system("THGCL");
        long mapAbove = evidence.published().table1().stream()
                .filter(system -> system.map() > own.map())
                .count();
        long aucAbove = evidence.published().table1().stream()
                .filter(system -> system.auc() > own.auc())
                .count();
        long without = evidence.published().table1().stream()
                .filter(system -> Double.isNaN(system.auc()))
                .count();
        return Finding.of(
                mapAbove == 0 && aucAbove == 0,
                mapAbove + " above its mAP, " + aucAbove + " above its AUC",
                "By the table's own numbers; " + without + " of "
                        + evidence.published().table1().size() + " systems have no AUC there.");
    }

    private static Finding efficiency(Evidence evidence) {
        Contender own = evidence.published().system("THGCL");
        List<Contender> all = evidence.published().table1();
        long dominating = all.stream()
                .filter(system -> system.parameters() <= own.parameters() && system.map() > own.map())
                .count();
        List<Contender> perParameter = all.stream()
                .sorted(Comparator.comparingDouble((Contender system) -> system.map() / system.parameters())
                        .reversed())
                .toList();
        int rank = perParameter.indexOf(own) + 1;
        List<String> counted = Table1.rows(evidence.published()).stream()
                .filter(row -> row.count().isPresent())
                .sorted(Comparator.comparingDouble((Table1.Row row) ->
                                row.printed().map() / row.count().orElseThrow().used())
                        .reversed())
                .map(row -> row.printed().name())
                .toList();
        int countedRank = counted.indexOf(own.name()) + 1;
        List<Reading> readings = List.of(
                Reading.printed(
                        dominating + " systems are smaller and better",
                        dominating == 0,
                        Choice.word("efficient", "no system is smaller and better")),
                Reading.other(
                        "rank " + rank + " of " + all.size(),
                        rank == 1,
                        Choice.word("efficient", "most mAP per parameter")),
                Reading.other(
                        "rank " + countedRank + " of " + counted.size(),
                        countedRank == 1,
                        Choice.word("efficient", "most mAP per parameter that is counted here and has an effect")));
        List<List<String>> rows = new ArrayList<>();
        for (Contender system : all) {
            boolean front = all.stream()
                    .noneMatch(other -> !other.equals(system)
                            && other.parameters() <= system.parameters()
                            && other.map() >= system.map());
            if (front) {
                rows.add(List.of(
                        system.name(),
                        NumberText.decimal(system.map(), 1),
                        NumberText.decimal(system.parameters(), 1),
                        NumberText.decimal(system.map() / system.parameters(), 1)));
            }
        }
        return Finding.of(
                        readings,
                        dominating + " systems are smaller and better; rank " + rank + " of " + all.size()
                                + " by mAP per parameter",
                        "The count leaves out the two encoders that make THGCL's input: VGGish has "
                                + NumberText.millions(
                                        evidence.pipeline().encoders().vggish())
                                + ", S3D "
                                + NumberText.millions(
                                        evidence.pipeline().encoders().s3d())
                                + ". Systems that work on sound itself have"
                                + " all their parameters counted.")
                .with(new Table(
                        "Systems of Table 1 that no other beats in both mAP and size",
                        List.of("system", "mAP in %", "parameters in M", "mAP per M"),
                        rows));
    }

    private static Finding graphs(Evidence evidence) {
        List<Contender> ranked = evidence.published().ranked();
        List<Contender> with = ranked.stream().filter(Contender::graphBased).toList();
        List<Contender> without =
                ranked.stream().filter(system -> !system.graphBased()).toList();
        long pairs = (long) with.size() * without.size();
        long above = with.stream()
                .mapToLong(graph -> without.stream()
                        .filter(other -> graph.map() > other.map())
                        .count())
                .sum();
        boolean bottom =
                ranked.subList(ranked.size() - 5, ranked.size()).stream().noneMatch(Contender::graphBased);
        long below = with.stream()
                .filter(graph -> graph.map() < without.getFirst().map())
                .count();
        String figure = NumberText.part(above, pairs) + " pairs have the graph above";
        return Finding.of(
                List.of(
                        Reading.printed(
                                "the last five rows are " + (bottom ? "all" : "not all") + " without graphs",
                                bottom,
                                Choice.word("bottom", "the last five rows")),
                        Reading.other(figure, above == pairs, Choice.word("bottom", "below all systems with graphs"))),
                figure,
                below + " of " + with.size() + " systems with graphs are below "
                        + without.getFirst().name()
                        + ", the best without. The systems differ in much else, and in their task (table1-one-task), so"
                        + " their order doesn't show what a graph adds.");
    }

    private static Finding waveforms(Evidence evidence) {
        List<Contender> ranked = evidence.published().ranked();
        List<Double> sizes = ranked.stream().map(Contender::parameters).sorted().toList();
        double median = (sizes.get(sizes.size() / 2 - 1) + sizes.get(sizes.size() / 2)) / 2;
        boolean badly = true;
        boolean large = true;
        List<String> ranks = new ArrayList<>();
        List<String> small = new ArrayList<>();
        for (String name : List.of("Wave-Logmel", "ResNet-1D-both", "ResNet-1D-audio")) {
            Contender system = evidence.published().system(name);
            int rank = ranked.indexOf(system) + 1;
            badly &= rank > ranked.size() / 2;
            ranks.add(Integer.toString(rank));
            if (system.parameters() < median) {
                small.add(name + " (" + system.parameters() + " M)");
                large &= !name.startsWith("ResNet-1D");
            }
        }
        String figure = "ranks " + String.join(", ", ranks) + " of " + ranked.size()
                + " by mAP; smaller than the median of " + NumberText.decimal(median, 1) + " M: "
                + (small.isEmpty() ? "none" : String.join(", ", small));
        return Finding.of(
                List.of(
                        Reading.printed(
                                figure, badly && large, Choice.word("large", "both ResNet-1D above the median size")),
                        Reading.other(figure, badly, Choice.word("large", "not judged; all in the lower half by mAP"))),
                figure,
                "Only the ResNet-1D variants are called large, and one of them isn't. That noise is the reason for"
                        + " their scores would take runs with and without noise.");
    }

    private static Finding tmacDecay(Evidence evidence) {
        Configuration tmac = Preset.TMAC.configuration();
        int width =
                2 * ThgnSettings.of(tmac).audioSpan() * ThgnSettings.of(tmac).audioDilation();
        double middle = width / 2.0;
        double earliest = evidence.weights().tmac().of(0, 0, width);
        double latest = evidence.weights().tmac().of(width, 0, width);
        double far = evidence.weights().gaussian().of(middle, 0, 0, width);
        double near = evidence.weights().gaussian().of(middle, middle, 0, width);
        boolean noDecay = latest / earliest == 1;
        String decay = "the latest weighs " + NumberText.decimal(latest / earliest, 2) + " times the earliest";
        int deviation = evidence.published().tmacDeviation();
        String alignment = "starts drawn at random, up to " + deviation + " segments off";
        return Finding.of(
                List.of(
                        Reading.printed(
                                decay + "; " + alignment,
                                noDecay && deviation > 0,
                                Choice.word("ignores", "both alignment and decay")),
                        Reading.other(decay, noDecay, Choice.word("ignores", "decay")),
                        Reading.other(alignment, deviation > 0, Choice.word("ignores", "alignment"))),
                decay,
                "The sentence names two things. TMac has a decay: Table 2 itself calls its setup 'both Haw.'. Its"
                        + " decay is stronger than Eq. 1's, whose nearest neighbour"
                        + " weighs " + NumberText.decimal(near / far, 2)
                        + " times the farthest there. Its alignment is drawn at random in its public code (read"
                        + " November 2026). VAED's edges weigh 0 or 1 whatever the time, so it has none.");
    }
}
