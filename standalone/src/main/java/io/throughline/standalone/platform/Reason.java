package io.throughline.standalone.platform;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why the operating system refuses something: Java words some of it by the file's name alone. */
final class Reason {

    private Reason() {}

    static String of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no such file or folder, and none can be made there";
            case FileAlreadyExistsException _ -> "something else of that name is there";
            case FileSystemException refused when refused.getReason() != null -> refused.getReason();
            default -> failure.getMessage();
        };
    }
}
