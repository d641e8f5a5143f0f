package org.thgcl.cli;

import java.util.Locale;

/// Which clips a model is applied to.
enum Part {
    ALL,
    TRAIN,
    VALIDATION,
    TEST;

    /// The name as it is typed.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
