package org.thgcl.ablation;

import org.thgcl.file.Work;

/// A sweep that is made by the way, told as one piece of work.
final class SweepWork implements SweepProgress {
    private final String name;
    private Work work;

    /// @param name what is done, a phrase
    SweepWork(String name) {
        this.name = name;
    }

    @Override
    public void begin(int runs, int cached, long updates) {
        work = Work.begin(name, updates);
    }

    @Override
    public void update(long updates, int runs) {
        work.at(updates);
    }

    @Override
    public void end() {
        work.close();
    }
}
