// Generated from Float64Vectors.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The machine's vectors of float32. Whoever looks here needs the Vector API; the formats and definitions don't.
final class Float32Vectors {
    /// Vectors of at most 512 bits.
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.vectorBitSize() <= 512
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;

    private Float32Vectors() {}
}
