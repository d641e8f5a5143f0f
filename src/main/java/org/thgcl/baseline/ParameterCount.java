package org.thgcl.baseline;

import java.util.List;
import org.thgcl.model.ParameterSpec;

/// How many numbers a system's program holds (T1).
///
/// @param used trained, with an effect on the logits
/// @param head those of `used` that follow the features
/// @param unused trained, without an effect on the logits
/// @param frozen held as the others are, but not trained
public record ParameterCount(long used, long head, long unused, long frozen) {
    /// The count of a system all of whose parameters here are used.
    ///
    /// @param head those of the parameters that follow the features
    static ParameterCount of(List<ParameterSpec> parameters, List<ParameterSpec> head, long unused, long frozen) {
        return new ParameterCount(elements(parameters), elements(head), unused, frozen);
    }

    private static long elements(List<ParameterSpec> parameters) {
        return parameters.stream().mapToLong(spec -> spec.shape().elements()).sum();
    }

    /// All of them.
    public long all() {
        return used + unused + frozen;
    }
}
