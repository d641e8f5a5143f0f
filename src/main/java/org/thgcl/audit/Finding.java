package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;

/// The result of a claim's computation.
///
/// @param result what was computed, in one line
/// @param readings the readings in which the claim was tried; empty if nothing could be computed that decides it
/// @param why what it would take, or how the result leads to the verdict
/// @param tables the figures behind it
/// @param elsewhere what other data show
record Finding(String result, List<Reading> readings, String why, List<Table> tables, List<OtherData> elsewhere) {
    Finding {
        readings = List.copyOf(readings);
        tables = List.copyOf(tables);
        elsewhere = List.copyOf(elsewhere);
    }

    /// The claim can be read in one way only, and holds or doesn't.
    static Finding of(boolean holds, String result, String why) {
        return of(List.of(Reading.printed(result, holds)), result, why);
    }

    /// The claim was tried in several readings, at least one.
    static Finding of(List<Reading> readings, String result, String why) {
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("audit: a verdict needs at least one reading");
        }
        return new Finding(result, readings, why, List.of(), List.of());
    }

    /// Nothing that is here can decide the claim.
    ///
    /// @param result what can be said all the same
    /// @param why what is missing, and what it would take
    static Finding open(String result, String why) {
        return new Finding(result, List.of(), why, List.of(), List.of());
    }

    Finding with(Table table) {
        return new Finding(result, readings, why, append(tables, table), elsewhere);
    }

    Finding with(OtherData other) {
        return new Finding(result, readings, why, tables, append(elsewhere, other));
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
