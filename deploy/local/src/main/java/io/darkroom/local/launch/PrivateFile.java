package io.darkroom.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with secrets: mode 0600 from the first byte on, replaced as a whole. */
public final class PrivateFile {
    private PrivateFile() {}

    /**
     * Writes the file, or leaves the one before as it was.
     *
     * @throws IOException where it cannot be written, or lies in no directory
     */
    public static void write(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + " lies in no directory");
        }
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft =
                posix
                        ? Files.createTempFile(directory, file.getFileName() + ".", "", ownerOnly)
                        : Files.createTempFile(directory, file.getFileName() + ".", "");
        Files.writeString(draft, text);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
