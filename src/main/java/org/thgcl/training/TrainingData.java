package org.thgcl.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;

/// The files that a model learns from, is validated on and is tested on.
public final class TrainingData implements AutoCloseable {
    private static final double VALIDATION = 0.1;

    private final List<DataSet> open = new ArrayList<>();
    private final DataSet train;
    private final DataSet validation;
    private final DataSet test;

    /// Opens the files. The classes are those of the first, whatever lists the others have.
    ///
    /// @param validation may be null
    /// @param test may be null
    public TrainingData(Path train, Path validation, Path test) {
        this.train = keep(Hdf5DataSet.open(train));
        try {
            this.validation = validation == null ? null : keep(Hdf5DataSet.open(validation, this.train.classes()));
            this.test = test == null ? null : keep(Hdf5DataSet.open(test, this.train.classes()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private DataSet keep(DataSet data) {
        open.add(data);
        return data;
    }

    /// The data set that is learnt from.
    public DataSet train() {
        return train;
    }

    /// Number of clips in all files.
    public int clips() {
        return open.stream().mapToInt(DataSet::size).sum();
    }

    /// The parts: one file alone is split by the configuration's fractions; with a test file and none to validate on,
    /// a tenth of the first file validates; without a test file there is no test.
    public Split.Parts parts(Configuration c) {
        if (validation != null) {
            return new Split.Parts(Subset.all(train), Subset.all(validation), test == null ? null : Subset.all(test));
        }
        if (test != null) {
            Subset[] parts = Split.fraction(
                    train, VALIDATION, c.split().stratified(), c.training().seed());
            return new Split.Parts(parts[0], parts[1], Subset.all(test));
        }
        return split(train, c);
    }

    /// One data set split by a configuration's fractions.
    public static Split.Parts split(DataSet data, Configuration c) {
        double[] fractions =
                c.split().fractions().stream().mapToDouble(Double::doubleValue).toArray();
        return Split.of(data, fractions, c.split().stratified(), c.training().seed());
    }

    @Override
    public void close() {
        open.forEach(DataSet::close);
    }
}
