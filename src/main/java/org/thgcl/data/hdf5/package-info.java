/// The structures of an HDF5 file, read strictly: whatever contradicts the format's specification is refused, so that
/// a damaged file never gives other content.
///
/// [org.thgcl.data.hdf5.Hdf5File] finds datasets by name, [org.thgcl.data.hdf5.StoredDataset] gives their elements as
/// bytes and [org.thgcl.data.hdf5.ElementType] says what the bytes mean. Layout, object headers, links and chunk
/// indexes follow the HDF5 File Format Specification, version 3.0. jhdf computes the checksums of the newer structures
/// and decodes two filters, LZ4 and bitshuffle; the rest is read here. Why is in `docs/data.md`.
///
/// All refusals are an [IllegalArgumentException] whose message begins with the file's name.
package org.thgcl.data.hdf5;
