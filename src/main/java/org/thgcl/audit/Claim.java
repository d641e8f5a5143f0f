package org.thgcl.audit;

import java.util.Arrays;
import java.util.List;

/// A checkable statement of the paper, and how it is checked.
///
/// @param id unique, lower case with hyphens
/// @param kind where it comes from
/// @param passage where the paper says it, and how
/// @param register ids of the open points and findings of docs/register.md that it touches
/// @param computation what is computed, and by which classes
/// @param check computes it
record Claim(String id, ClaimKind kind, Passage passage, List<String> register, Computation computation, Check check) {
    Claim {
        register = List.copyOf(register);
    }

    /// A place of the paper.
    ///
    /// @param place section, equation, table or figure
    /// @param quotation as in the Chinese translation, or a formula
    /// @param statement the claim in English
    record Passage(String place, String quotation, String statement) {}

    /// How a claim is checked, in words.
    ///
    /// @param text what is computed
    /// @param by the classes that compute it
    record Computation(String text, List<Class<?>> by) {
        Computation(String text, Class<?>... by) {
            this(text, List.copyOf(Arrays.asList(by)));
        }
    }

    /// How a claim is checked.
    @FunctionalInterface
    interface Check {
        /// Computes anew; a verdict that is typed in isn't one.
        Finding of(Evidence evidence);
    }

    /// Checks the claim.
    AuditedClaim audit(Evidence evidence) {
        Finding finding = check.of(evidence);
        return new AuditedClaim(
                id,
                kind,
                passage.place,
                passage.quotation,
                passage.statement,
                register,
                computation.text,
                computation.by.stream().map(Claim::name).toList(),
                finding.result(),
                finding.readings(),
                finding.why(),
                finding.tables(),
                finding.elsewhere());
    }

    /// A class's name below `org.thgcl`.
    private static String name(Class<?> by) {
        return by.getName().replaceFirst("^org\\.thgcl\\.", "").replace('$', '.');
    }
}
