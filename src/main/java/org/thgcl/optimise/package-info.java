/// Optimisation: the optimisers, learning-rate schedules and the rule that stops training early.
package org.thgcl.optimise;
