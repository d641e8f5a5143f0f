/// From sound to the features that the paper's network reads: section 2.1.
///
/// Here are the front end of VGGish, [org.thgcl.features.LogMel], and those of Table 1's other systems,
/// [org.thgcl.features.FrontEnd]. The encoders are [org.thgcl.features.Vggish] and [org.thgcl.features.S3d].
package org.thgcl.features;
