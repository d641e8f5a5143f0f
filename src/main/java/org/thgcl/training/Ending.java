package org.thgcl.training;

import java.io.IOException;
import org.thgcl.tensor.Tensor;

/// Receives what came out of a run while its folder is still locked.
@FunctionalInterface
public interface Ending {
    /// Does nothing.
    Ending NONE = (_, _) -> {};

    /// The run has ended, and its result is kept.
    ///
    /// @param scores of the test part by the best parameters, of the validation part if there is no test part; see
    ///     [Predictor#scores]
    void ended(RunResult result, Tensor scores) throws IOException;
}
