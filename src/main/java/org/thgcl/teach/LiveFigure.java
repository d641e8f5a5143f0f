package org.thgcl.teach;

/// A figure that goes on by itself, such as a training, while its control named `run` is on.
public interface LiveFigure extends Figure {
    /// Goes on by one step, such as an update of all parameters. A change of another control than `run` begins anew.
    ///
    /// @param values of all its controls
    /// @return whether there is more to do
    boolean step(Values values);
}
