package org.thgcl.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The machine's vectors of float64. Whoever looks here needs the Vector API; the formats and definitions don't.
final class Float64Vectors {
    /// Vectors of at most 512 bits.
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.vectorBitSize() <= 512
            ? DoubleVector.SPECIES_PREFERRED
            : DoubleVector.SPECIES_512;

    private Float64Vectors() {}
}
