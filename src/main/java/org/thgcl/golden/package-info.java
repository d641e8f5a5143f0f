/// The golden format: files with which an implementation of THGCL in any language checks its equations, gradients and
/// training steps. Read, write, recompute, compare; `docs/golden.md` describes the format.
package org.thgcl.golden;
