package org.thgcl.ablation;

import java.util.Map;
import org.thgcl.data.Split;
import org.thgcl.model.Configuration;

/// The data that the runs of a sweep learn from. Its parts may be read by several runs at once.
public interface SweepData extends AutoCloseable {
    /// The settings that describe the clips, by key: see [org.thgcl.model.ClipShape#sizes].
    Map<String, Integer> sizes();

    /// The parts for a run: a function of the configuration's seed, fractions and stratification alone.
    Split.Parts parts(Configuration c);

    /// Describes the data.
    DataFacts facts();

    /// Where the data come from: by it, they are opened on another machine.
    DataSource source();

    /// Closes what is open.
    @Override
    void close();
}
