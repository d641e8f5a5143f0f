/// Reverse-mode differentiation to be read in five minutes: [org.thgcl.lesson.ScalarTape] does it number by number, and
/// [org.thgcl.lesson.TinyNetwork] shows the same computation with numbers and with tensors. `docs/lesson.md` is the
/// lesson that goes with it.
package org.thgcl.lesson;
