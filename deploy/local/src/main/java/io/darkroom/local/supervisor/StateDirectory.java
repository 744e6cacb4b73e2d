package io.darkroom.local.supervisor;

import io.darkroom.local.embedded.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory that one running Darkroom owns; the system takes the lock back when it dies. */
final class StateDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the directory; nothing if a running Darkroom has it. */
    static Optional<StateDirectory> take(Path path) {
        try {
            Files.createDirectories(path);
            var channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            // Left by a run that was killed: what it says is no longer so.
            Files.deleteIfExists(endpoints(path));
            return Optional.of(new StateDirectory(path, channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not use the state directory " + path, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    static Path endpoints(Path state) {
        return state.resolve("endpoints.json");
    }

    /** Forgets all that was stored; logs stay. */
    void clear() {
        for (String part : List.of("kafka", "postgres", "s3")) {
            Directories.delete(path.resolve(part));
        }
    }

    Path logs() {
        try {
            return Files.createDirectories(path.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not create logs in " + path, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(endpoints(path));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not give back " + path, e);
        }
    }
}
