/// Numerical linear algebra on the CPU: shapes, dense tensors, sparsity patterns, kernels, elementary
/// functions and counter-based random numbers.
///
/// Everything above this package sees a [org.thgcl.tensor.Tensor] and calls [org.thgcl.tensor.Kernels]; no array
/// of numbers leaves it except as a copy. That is what lets another storage type, or a kernel on SIMD registers,
/// come in below without a change above.
///
/// Every sum has a fixed order and parallel work is split by output elements, so results have the same bits for
/// any number of threads.
package org.thgcl.tensor;
