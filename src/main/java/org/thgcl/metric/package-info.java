/// Scores of predictions: average precision, the area under the ROC curve, accuracy, cross entropy.
package org.thgcl.metric;
