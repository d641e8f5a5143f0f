package org.thgcl.golden;

import java.util.Map;

/// The outputs of a typical mistake.
///
/// @param name the mistake, such as `missing-half`
/// @param why what it is; empty if the file doesn't say
/// @param outputs those that it changes, by name
public record Decoy(String name, String why, Map<String, GoldenTensor> outputs) {}
