/// Sweeps: several configurations trained on the same data with the same seeds, and what their differences are
/// worth.
package org.thgcl.ablation;
