/// Reverse-mode automatic differentiation.
///
/// A [org.thgcl.autodiff.Tape] records operations on [org.thgcl.autodiff.Variable]s in the order in which they are
/// computed; walking it backwards gives the gradient of a scalar with respect to everything that needs one. Each
/// operation stands directly above its gradient.
package org.thgcl.autodiff;
