/// Files that appear whole or not at all. This package knows nothing of what is in them.
package org.thgcl.file;
