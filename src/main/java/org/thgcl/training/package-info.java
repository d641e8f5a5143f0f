/// Training: optimisers, learning-rate schedules, stopping rules, metrics, checkpoints and the log of a run.
package org.thgcl.training;
