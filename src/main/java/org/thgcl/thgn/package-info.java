/// The temporal heterogeneous graph network of the paper (THGN): the equations put together, its parameters by name and
/// its edge weights.
package org.thgcl.thgn;
