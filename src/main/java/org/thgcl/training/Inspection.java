package org.thgcl.training;

import org.thgcl.tensor.Tensor;

/// What a model makes of some clips, beyond their scores.
///
/// @param scores softmax scores, `[clips, classes]`
/// @param embedding graph embeddings X^G, `[clips, H]`, or `[clips, 2H]` for a concatenation (A13)
/// @param audioAttention weights beta of the pooling over time, `[clips, P_a]`
/// @param videoAttention the same of the video segments, `[clips, P_v]`; `null` without video
public record Inspection(Tensor scores, Tensor embedding, Tensor audioAttention, Tensor videoAttention) {}
