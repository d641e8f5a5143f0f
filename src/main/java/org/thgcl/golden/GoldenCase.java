package org.thgcl.golden;

import java.util.List;
import java.util.Map;

/// One case of a golden file. Maps keep the file's order; what the file leaves out is empty.
///
/// @param id unique in the file
/// @param comment for readers
/// @param flags what kind of case it is
/// @param settings by name: a [String], [Boolean], [Long] (written without a decimal point), [Double], or a list of
/// them
/// @param inputs by name
/// @param cotangents upstream gradients by output
/// @param outputs expected outputs by name
/// @param gradients expected gradients by input
/// @param tolerance its own tolerance, or `null` for the file's
/// @param decoys what typical mistakes would give
/// @param invariants formulas that must hold, see [Invariant]
public record GoldenCase(
        String id,
        String comment,
        List<String> flags,
        Map<String, Object> settings,
        Map<String, GoldenTensor> inputs,
        Map<String, GoldenTensor> cotangents,
        Map<String, GoldenTensor> outputs,
        Map<String, GoldenTensor> gradients,
        Tolerance tolerance,
        List<Decoy> decoys,
        List<String> invariants) {

    /// A case of settings and inputs that says nothing yet of what is expected.
    public static GoldenCase of(String id, Map<String, Object> settings, Map<String, GoldenTensor> inputs) {
        return new GoldenCase(
                id, "", List.of(), settings, inputs, Map.of(), Map.of(), Map.of(), null, List.of(), List.of());
    }
}
