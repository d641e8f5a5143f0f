/// From sound to the features that the paper's network reads: section 2.1.
///
/// Here are the front end of VGGish, [org.thgcl.features.LogMel], and those of Table 1's other systems,
/// [org.thgcl.features.FrontEnd]. VGGish itself and the way from pictures to S3D come later.
package org.thgcl.features;
