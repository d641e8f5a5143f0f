/// Parts that the systems of Table 1 are built of: each one class with its formula, `definition` and `apply`.
///
/// As in [org.thgcl.equation], `definition` is the formula read literally in plain loops, and `apply` is what the
/// systems run on.
package org.thgcl.baseline.block;
