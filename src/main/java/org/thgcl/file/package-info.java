/// Files that appear whole or not at all, why one can't be read or written, and the forms of file that many packages
/// use: comma-separated values, JSON, safetensors, checksums. This package knows nothing of what is in them.
package org.thgcl.file;
