/// The teaching page: figures that the reader can change, drawn by the classes of the method itself, in the browser,
/// too.
package org.thgcl.teach;
