package org.thgcl.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the computation of a claim gave.
///
/// @param figure what was computed, in one line
/// @param verdict what follows
/// @param why the reading, what it would take, or how the figure leads to the verdict
/// @param tables the figures behind it
/// @param elsewhere what other data show
record Finding(String figure, Verdict verdict, String why, List<Table> tables, List<Elsewhere> elsewhere) {
    /// Readings that a sentence lists.
    private static final int MOST_NAMED = 3;

    Finding {
        tables = List.copyOf(tables);
        elsewhere = List.copyOf(elsewhere);
    }

    /// The claim holds or doesn't.
    static Finding of(boolean holds, String figure, String why) {
        return new Finding(figure, Verdict.of(holds), why, List.of(), List.of());
    }

    /// The claim was tried in several readings.
    ///
    /// @param holds by reading, in the order in which they are to be named
    static Finding of(Map<String, Boolean> holds, String figure, String why) {
        Verdict verdict = Verdict.of(holds);
        String readings = verdict == Verdict.DEPENDS_ON_READING
                ? "Holds with " + named(holds, true) + "; not with " + named(holds, false) + ". "
                : "";
        return new Finding(figure, verdict, readings + why, List.of(), List.of());
    }

    /// The readings of one kind, or how many there are, if those are more than a sentence can list.
    private static String named(Map<String, Boolean> holds, boolean which) {
        List<String> named = holds.keySet().stream()
                .filter(reading -> holds.get(reading) == which)
                .toList();
        return named.size() <= MOST_NAMED ? String.join(", ", named) : "the other " + named.size() + " readings";
    }

    /// Nothing that is here can decide the claim.
    ///
    /// @param figure what can be said all the same
    /// @param why what is missing, and what it would take
    static Finding open(String figure, String why) {
        return new Finding(figure, Verdict.CANNOT_BE_CHECKED, why, List.of(), List.of());
    }

    Finding with(Table table) {
        return new Finding(
                figure,
                verdict,
                why,
                Stream.concat(tables.stream(), Stream.of(table)).toList(),
                elsewhere);
    }

    Finding with(Elsewhere other) {
        return new Finding(
                figure,
                verdict,
                why,
                tables,
                Stream.concat(elsewhere.stream(), Stream.of(other)).toList());
    }
}
