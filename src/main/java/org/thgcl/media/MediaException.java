package org.thgcl.media;

import java.io.IOException;

/// A recording that can't be read. The message names the file and says what is wrong with it.
public final class MediaException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param message begins with the file's path
    public MediaException(String message) {
        super(message);
    }

    /// @param message begins with the file's path
    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
