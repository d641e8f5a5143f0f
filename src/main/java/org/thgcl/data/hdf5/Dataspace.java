package org.thgcl.data.hdf5;

import java.util.Arrays;

/// The sizes of a dataset's axes.
///
/// @param limits to which they can grow
record Dataspace(long[] sizes, long[] limits) {
    /// The limit of an axis that has none.
    static final long UNLIMITED = -1;

    private static final int MOST_AXES = 32;
    private static final int SCALAR = 0;
    private static final int SIMPLE = 1;

    static Dataspace read(Fields fields) {
        int version = fields.u8();
        int axes = fields.u8();
        int flags = fields.u8();
        if (version == 1) {
            fields.reserved(5);
        } else if (version == 2) {
            int type = fields.u8();
            if (type > SIMPLE) {
                throw fields.damaged("describes a dataset without any elements (null dataspace)");
            }
            if (type == SCALAR) {
                fields.require("axes", axes, 0);
            }
        } else {
            throw fields.damaged("has dataspace version " + version + "; it must be 1 or 2");
        }
        if (axes > MOST_AXES || flags > 1) {
            throw fields.damaged("has a dataspace of " + axes + " axes with flags " + flags);
        }
        long[] sizes = new long[axes];
        for (int axis = 0; axis < axes; axis++) {
            sizes[axis] = fields.length();
        }
        long[] limits = sizes.clone();
        for (int axis = 0; flags == 1 && axis < axes; axis++) {
            limits[axis] = fields.address();
            if (limits[axis] != UNLIMITED && limits[axis] < sizes[axis]) {
                throw fields.damaged("has sizes " + Arrays.toString(sizes) + ", of which one is above its limit");
            }
        }
        return new Dataspace(sizes, limits);
    }

    /// A product of sizes, or a refusal if nothing can be so large.
    static long product(FileBytes file, String what, long... sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size == 0) {
                return 0;
            }
            if (product > Long.MAX_VALUE / size) {
                throw file.damaged(what + " has sizes " + Arrays.toString(sizes) + ", more than any file can hold");
            }
            product *= size;
        }
        return product;
    }
}
