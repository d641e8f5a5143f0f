package org.thgcl.data.hdf5;

/// A name in a group and what it stands for.
sealed interface Link {
    /// An object of this file.
    record Hard(long header) implements Link {}

    /// Another name, relative to the group or, with a slash in front, to the root.
    record Soft(String target) implements Link {}

    /// Something that is in no place of this file.
    ///
    /// @param kind what it is called
    record Elsewhere(String kind) implements Link {}
}
