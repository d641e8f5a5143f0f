/// Training: the trainer, runs and their checkpoints, the log of a run, predictions.
package org.thgcl.training;
