/// The other systems of the paper's Table 1, one class a system.
package org.thgcl.baseline;
