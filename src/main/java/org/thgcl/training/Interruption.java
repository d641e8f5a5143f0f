package org.thgcl.training;

/// What may ask a run to stop between two updates.
public interface Interruption {
    /// Never asks.
    Interruption NONE = new Interruption() {
        @Override
        public void begin() {}

        @Override
        public boolean asked() {
            return false;
        }

        @Override
        public void end() {}
    };

    /// Updates will be made: from now on the run can stop in good order.
    void begin();

    /// Whether to stop.
    boolean asked();

    /// No more updates will be made.
    void end();
}
