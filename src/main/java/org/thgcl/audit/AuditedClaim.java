package org.thgcl.audit;

import java.util.List;

/// A claim of the paper and what was found of it.
///
/// @param id unique, lower case with hyphens; stays the same as long as the claim does
/// @param place section, equation, table or figure of the paper
/// @param quotation the words or the formula that make the claim, as in the Chinese translation
/// @param statement the claim in English
/// @param register ids of the open points (`A7`) and findings (`finding 2`) of docs/register.md that it touches
/// @param computation what is computed
/// @param computedBy the classes that compute it, by their names below `org.thgcl`; empty if nothing is computed
/// @param figure what came out, in one line
/// @param verdict what follows for the claim
/// @param why the reading it depends on, what it would take to check it, or else how the figure leads to the
/// verdict
/// @param tables the figures behind it, if one line is too short for them
/// @param elsewhere what other data show, if the paper's can't be had
public record AuditedClaim(
        String id,
        String place,
        String quotation,
        String statement,
        List<String> register,
        String computation,
        List<String> computedBy,
        String figure,
        Verdict verdict,
        String why,
        List<Table> tables,
        List<Elsewhere> elsewhere) {
    /// Copies the lists.
    public AuditedClaim {
        register = List.copyOf(register);
        computedBy = List.copyOf(computedBy);
        tables = List.copyOf(tables);
        elsewhere = List.copyOf(elsewhere);
    }
}
