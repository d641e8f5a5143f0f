package org.thgcl.audit;

import java.util.List;
import java.util.stream.Collectors;

/// A claim of the paper and what was found of it.
///
/// @param id unique, lower case with hyphens; stays the same as long as the claim does
/// @param kind where the claim comes from
/// @param place section, equation, table or figure of the paper
/// @param quotation the words or the formula that make the claim, as in the Chinese translation
/// @param statement the claim in English
/// @param register ids of the open points (`A7`) and findings (`finding 2`) of docs/register.md that it touches
/// @param computation what is computed
/// @param computedBy the classes that compute it, by their names below `org.thgcl`; empty if nothing is computed
/// @param result what came out, in one line
/// @param readings the readings in which it was tried; empty if nothing that is here can decide it
/// @param why what it would take to check it, or how the result leads to the verdict
/// @param tables the figures behind it, if one line is too short for them
/// @param elsewhere what other data show, if the paper's can't be had
public record AuditedClaim(
        String id,
        ClaimKind kind,
        String place,
        String quotation,
        String statement,
        List<String> register,
        String computation,
        List<String> computedBy,
        String result,
        List<Reading> readings,
        String why,
        List<Table> tables,
        List<OtherData> elsewhere) {
    /// Readings that a cell of a table lists by name.
    private static final int MOST_NAMED = 3;

    /// Copies the lists.
    public AuditedClaim {
        register = List.copyOf(register);
        computedBy = List.copyOf(computedBy);
        readings = List.copyOf(readings);
        tables = List.copyOf(tables);
        elsewhere = List.copyOf(elsewhere);
    }

    /// The verdict of all readings together.
    public Verdict verdict() {
        return Verdict.of(readings);
    }

    /// Whether it holds in the paper as printed: in each such reading, if there are several.
    public Answer asPrinted() {
        List<Reading> printed = readings.stream().filter(Reading::printed).toList();
        if (printed.isEmpty()) {
            return Answer.NO_NUMBER;
        }
        return printed.stream().allMatch(Reading::holds) ? Answer.HOLDS : Answer.FAILS;
    }

    /// Whether it holds in at least one reading.
    public Answer inSomeReading() {
        if (readings.isEmpty()) {
            return Answer.NO_NUMBER;
        }
        return readings.stream().anyMatch(Reading::holds) ? Answer.HOLDS : Answer.FAILS;
    }

    /// The readings in which it holds.
    public List<Reading> holding() {
        return readings.stream().filter(Reading::holds).toList();
    }

    /// The column "in some reading" in one line: the answer, and in which readings, or in how many.
    public String inSomeReadingWords() {
        return switch (verdict()) {
            case CANNOT_BE_CHECKED -> Answer.NO_NUMBER.words();
            case HOLDS -> readings.size() == 1 ? "holds" : "holds in all " + readings.size();
            case CONTRADICTED -> readings.size() == 1 ? "fails" : "fails in all " + readings.size();
            case DEPENDS_ON_READING ->
                holding().size() > MOST_NAMED
                        ? "holds in " + holding().size() + " of " + readings.size()
                        : "holds: " + holding().stream().map(Reading::words).collect(Collectors.joining("; "));
        };
    }
}
