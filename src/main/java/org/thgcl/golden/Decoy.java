package org.thgcl.golden;

import java.util.Map;

/// What a typical mistake would give instead of the right outputs.
///
/// @param name the mistake, such as `missing-half`
/// @param why what it is; empty if the file doesn't say
/// @param outputs those that it changes, by name
public record Decoy(String name, String why, Map<String, GoldenTensor> outputs) {}
