package org.thgcl.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why a file can't be read or written, in words. Of many exceptions Java says a path and nothing else: the reason is
/// in the name of the class.
public final class Reason {
    private static final String UNKNOWN = "the system gives no reason";

    private Reason() {}

    /// The reason without the file's name, such as `no permission`: the part of a message after what couldn't be done.
    public static String of(IOException failure) {
        if (failure instanceof FileSystemException trouble) {
            return trouble.getReason() == null ? byKind(trouble) : trouble.getReason();
        }
        return orUnknown(failure.getMessage());
    }

    /// The file's name and the reason: a message of its own.
    public static String withFile(FileSystemException failure) {
        return failure.getReason() == null && failure.getMessage() != null
                ? failure.getMessage() + ": " + byKind(failure)
                : orUnknown(failure.getMessage());
    }

    private static String byKind(FileSystemException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "no permission";
            case NotDirectoryException _ -> "not a folder";
            case FileAlreadyExistsException _ -> "something of this name is there already";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemLoopException _ -> "links lead in a circle";
            default -> UNKNOWN;
        };
    }

    private static String orUnknown(String said) {
        return said == null || said.isBlank() ? UNKNOWN : said;
    }
}
