package org.thgcl.data.hdf5;

/// Advice for a file that this reader can't read.
final class WayOut {
    static final String EARLIEST =
            "write the file in the older format: h5py.File(name, \"w\", libver=\"earliest\"), or h5repack --low=0"
                    + " --high=0";
    static final String PLAIN = "copy the data into an ordinary dataset of the file";

    private WayOut() {}
}
