/// Data sets of clips with audio and, usually, video features: HDF5 files in the layout of the published data set, a
/// synthetic one that needs no file, splits, standardisation and batches.
///
/// A [org.thgcl.data.DataSet] gives one clip at a time and keeps no more in memory than its cache may hold, so that a
/// file of any size can be trained on. What is random (splits, orders, synthetic clips) depends on a seed alone.
package org.thgcl.data;
