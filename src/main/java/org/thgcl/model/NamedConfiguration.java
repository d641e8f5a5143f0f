package org.thgcl.model;

/// A configuration that has a name, such as a preset.
public interface NamedConfiguration {
    /// The name as it is written on the command line, such as `authors-config`.
    String word();

    /// What it is, in one sentence of at most 62 characters.
    String about();

    Configuration configuration();
}
