package org.thgcl.data.hdf5;

/// A stored chunk.
///
/// @param number of the chunk in row-major order of the chunks
/// @param size stored bytes
/// @param mask bit i: filter i was left out
record Chunk(long number, long address, long size, long mask) {}
