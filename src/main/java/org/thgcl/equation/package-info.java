/// The paper, one class per equation and per unnumbered definition.
///
/// Each class states the formula as printed, its symbols with shapes, units and domains, and which reading of the paper
/// it takes (A1, A2, ...). `definition` is the formula read literally, in plain loops or EJML matrices with the paper's
/// letters, slow and obvious: the text to compare with the paper. `apply` is the same on differentiable variables. No
/// equation calls another; the model composes them.
package org.thgcl.equation;
