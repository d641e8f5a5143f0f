/// How far results of a trained model may differ by chance because the test clips are a sample: intervals and tests
/// over clips. What differs by the randomness of training, seed by seed, is the work of the package `ablation`.
package org.thgcl.statistics;
