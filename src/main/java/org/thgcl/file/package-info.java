/// Files that appear whole or not at all, and why one can't be read or written. This package knows nothing of what is
/// in them.
package org.thgcl.file;
