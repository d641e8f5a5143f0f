/// From sound to the features that the paper's network reads: section 2.1.
///
/// Here is the front end of VGGish, [org.thgcl.features.LogMel]. VGGish itself and the way from pictures to S3D come
/// later.
package org.thgcl.features;
