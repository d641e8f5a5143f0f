package org.thgcl.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Published.Contender;
import org.thgcl.audit.Published.OwnScore;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.audit.Table1.Agreement;
import org.thgcl.baseline.ParameterCount;

/// Claims on how the rows of Table 1 go together.
final class Table1OrderClaims {
    private Table1OrderClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "table1-sorted",
                        ClaimKind.IMPLIED,
                        new Passage("Table 1", "表格1底部", "Table 1 is in descending order of mAP."),
                        List.of(),
                        new Computation("Neighbouring rows of Table 1."),
                        Table1OrderClaims::sorted),
                new Claim(
                        "table1-second",
                        ClaimKind.STATED,
                        new Passage(
                                "Table 1",
                                "TMac ★ [19] <u>55.1</u> 0.937 4.3",
                                "TMac has the second best mAP, which the table underlines."),
                        List.of(),
                        new Computation("TMac's rank by mAP and by AUC in Table 1."),
                        Table1OrderClaims::second),
                new Claim(
                        "table1-auc",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "Table 1, Table 2",
                                "mAP (%) AUC",
                                "Of two systems, the one with the higher mAP has the higher AUC."),
                        List.of(),
                        new Computation("All pairs of rows of Tables 1 and 2 that have an AUC."),
                        Table1OrderClaims::auc),
                new Claim(
                        "table1-one-task",
                        ClaimKind.BETWEEN_DOCUMENTS,
                        new Passage("3.1.1, Table 1", "以确保公平的比较", "All rows of Table 1 solve the same task."),
                        List.of("finding 13"),
                        new Computation("Number of classes on which each system's own paper measures it."),
                        Table1OrderClaims::task),
                new Claim(
                        "table1-own-scores",
                        ClaimKind.BETWEEN_DOCUMENTS,
                        new Passage(
                                "Table 1",
                                "PaSST-S 49.0 ... VATT 39.7",
                                "The mAP of other systems is the one that their authors published."),
                        List.of("finding 13"),
                        new Computation("Table 1's mAP of eight transformers against those in their own papers."),
                        Table1OrderClaims::ownScores),
                new Claim(
                        "table1-other-sizes",
                        ClaimKind.STATED,
                        new Passage(
                                "Table 1",
                                "#Params (M)",
                                "The numbers of parameters of the other 18 systems are right."),
                        List.of("finding 13"),
                        new Computation(
                                "The number of each system's parameters, counted, against the printed one: all of them"
                                        + " or those with an effect on the scores, to the table's decimal or to the"
                                        + " whole millions that the row's source gives, rounded or cut off.",
                                Table1.class),
                        Table1OrderClaims::otherSizes));
    }

    private static Finding sorted(Evidence evidence) {
        List<Contender> rows = evidence.published().table1();
        long rising = Stream.iterate(1, i -> i < rows.size(), i -> i + 1)
                .filter(i -> rows.get(i).map() > rows.get(i - 1).map())
                .count();
        return Finding.of(
                rising == 0,
                rising + " of " + (rows.size() - 1) + " rows are above the one before them",
                "So 'bottom' and 'best' can be read off the order of the rows.");
    }

    private static Finding second(Evidence evidence) {
        Contender tmac = evidence.published().system("TMac");
        int map = evidence.published().ranked().indexOf(tmac) + 1;
        long auc = 1
                + evidence.published().table1().stream()
                        .filter(system -> system.auc() > tmac.auc())
                        .count();
        return Finding.of(
                map == 2, "rank " + map + " by mAP, " + auc + " by AUC", "These are the table's own numbers.");
    }

    /// A row with an AUC.
    private record Scored(String name, double map, double auc) {}

    private static Finding auc(Evidence evidence) {
        List<Scored> rows = new ArrayList<>();
        evidence.published().table1().stream()
                .filter(system -> !Double.isNaN(system.auc()))
                .forEach(system -> rows.add(new Scored(system.name(), system.map(), system.auc())));
        evidence.published().table2().stream()
                .skip(1)
                .forEach(type -> rows.add(new Scored(type.name(), type.map(), type.auc())));
        rows.sort(Comparator.comparingDouble(Scored::map).reversed());
        List<List<String>> against = new ArrayList<>();
        int pairs = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                if (rows.get(i).map > rows.get(j).map) {
                    pairs++;
                    if (rows.get(i).auc <= rows.get(j).auc) {
                        against.add(List.of(words(rows.get(i)), words(rows.get(j))));
                    }
                }
            }
        }
        return Finding.of(
                        against.isEmpty(),
                        NumberText.part(pairs - against.size(), pairs) + " pairs",
                        "mAP and AUC weigh errors differently, so exceptions are possible. ResNet-1D-audio has the AUC"
                                + " of PaSST-S at an mAP 13.1 points lower. So the two were probably measured on"
                                + " different classes or clips (table1-one-task).")
                .with(new Table("Pairs that are not in order", List.of("higher mAP", "AUC not lower"), against));
    }

    private static String words(Scored row) {
        return row.name + " (" + NumberText.decimal(row.map, 1) + ", " + NumberText.decimal(row.auc, 3) + ")";
    }

    private static Finding task(Evidence evidence) {
        List<Contender> rows = evidence.published().table1();
        List<Integer> sizes = rows.stream()
                .map(system -> evidence.published().classes().getOrDefault(system.name(), 0))
                .toList();
        List<Integer> known =
                sizes.stream().filter(size -> size > 0).distinct().sorted().toList();
        String counts = known.stream()
                .map(size -> sizes.stream().filter(size::equals).count() + " rows of " + size + " classes")
                .collect(Collectors.joining(", "));
        return Finding.of(
                known.size() == 1,
                counts + ", " + sizes.stream().filter(size -> size == 0).count() + " not known",
                "THGCL, TMac, VAED and HGCN have 33 classes and one label a clip. LHGNN, ConvNeXt, Wave-Logmel (PANNs)"
                    + " and the transformers have 527 classes and several labels a clip in their own papers (read"
                    + " November 2026). Whether the paper measured them anew on 33 classes isn't said. PaSST-S's AUC"
                    + " of 0.900 suggests that some rows were.");
    }

    private static Finding ownScores(Evidence evidence) {
        List<List<String>> rows = new ArrayList<>();
        int equal = 0;
        for (OwnScore own : evidence.published().ownScores()) {
            double table = evidence.published().system(own.system()).map();
            equal += own.maps().contains(table) ? 1 : 0;
            rows.add(List.of(
                    own.system(),
                    NumberText.decimal(table, 1),
                    own.maps().stream().map(map -> NumberText.decimal(map, 1)).collect(Collectors.joining("; "))));
        }
        return Finding.of(
                        equal == rows.size(),
                        equal + " of " + rows.size() + " are equal",
                        "The table gives no source for them. The authors' scores are of one model on AudioSet's 527"
                            + " classes, from their papers (read November 2026; ASiT and ATST-clip at second hand).")
                .with(new Table("mAP in %", List.of("system", "Table 1", "its authors"), rows));
    }

    /// In how many rows the printed size agrees with a count.
    private record Sizes(List<Table1.Row> counted) {
        Reading reading(boolean printed, String sense, Function<Table1.Row, Agreement> agreement, Agreement... right) {
            long agreeing = counted.stream()
                    .filter(row -> List.of(right).contains(agreement.apply(row)))
                    .count();
            return new Reading(
                    List.of(Choice.word("#Params (M)", sense)),
                    printed,
                    agreeing + " of " + counted.size() + " agree",
                    agreeing == counted.size());
        }
    }

    private static Finding otherSizes(Evidence evidence) {
        List<Table1.Row> others = Table1.rows(evidence.published()).stream()
                .filter(row -> !List.of("THGCL", "TMac").contains(row.printed().name()))
                .toList();
        Sizes sizes =
                new Sizes(others.stream().filter(row -> row.count().isPresent()).toList());
        List<Reading> readings = List.of(
                sizes.reading(
                        true,
                        "all parameters, rounded to one decimal",
                        row -> row.agreement(Table1.TENTH, ParameterCount::all),
                        Agreement.ROUNDED),
                sizes.reading(
                        false,
                        "all parameters, rounded as the row's source does",
                        Table1.Row::agreement,
                        Agreement.ROUNDED),
                sizes.reading(
                        false,
                        "all parameters, rounded as the row's source does or cut off",
                        Table1.Row::agreement,
                        Agreement.ROUNDED,
                        Agreement.CUT_OFF),
                sizes.reading(
                        false,
                        "parameters with an effect on the scores, rounded as the row's source does or cut off",
                        row -> row.agreement(row.unit(), ParameterCount::used),
                        Agreement.ROUNDED,
                        Agreement.CUT_OFF));
        String wrong = sizes.counted.stream()
                .filter(row -> row.agreement() == Agreement.NO)
                .map(row -> row.printed().name())
                .collect(Collectors.joining(", "));
        String unknown = others.stream()
                .filter(row -> row.count().isEmpty())
                .map(row -> row.printed().name())
                .collect(Collectors.joining(", "));
        return Finding.of(
                        readings,
                        readings.get(2).figure() + " if cut off numbers count; without a count: " + unknown,
                        "Those that agree in no sense: " + (wrong.isEmpty() ? "none" : wrong)
                                + ". SSL graph was proposed to have the printed size, so its row shows nothing."
                                + " docs/table1.md says what each count includes. For THGCL and TMac see"
                                + " table1-thgcl-size and table1-tmac-size.")
                .with(new Table(
                        "Parameters of the other systems",
                        List.of("system", "printed, M", "counted", "with an effect", "agrees"),
                        others.stream().map(Table1OrderClaims::size).toList()));
    }

    private static List<String> size(Table1.Row row) {
        return List.of(
                row.printed().name(),
                NumberText.decimal(row.printed().parameters(), 1),
                row.count().map(count -> NumberText.whole(count.all())).orElse(""),
                row.count().map(count -> NumberText.whole(count.used())).orElse(""),
                row.agreement().word());
    }
}
