/// Files that appear whole or not at all, why one can't be read or written, and comma-separated values, written and
/// read. This package knows nothing of what is in them.
package org.thgcl.file;
