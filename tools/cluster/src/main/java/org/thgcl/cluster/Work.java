package org.thgcl.cluster;

import java.io.Serializable;
import java.util.function.IntConsumer;

/// What an executor does with an item. It is sent to the executors, with all that it refers to.
@FunctionalInterface
interface Work extends Serializable {
    /// Does the work, on an executor.
    ///
    /// @param item what to work on, such as a run's request
    /// @param updates to be told, now and then, how many steps have been made
    /// @return the result
    /// @throws Unfit if this executor can't do such work; another one is asked then
    /// @throws Exception if the work failed; it is tried again then
    String on(String item, IntConsumer updates) throws Exception;

    /// Says that an executor isn't fit for some work: its program or its data are others.
    final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
