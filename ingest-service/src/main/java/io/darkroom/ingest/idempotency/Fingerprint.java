package io.darkroom.ingest.idempotency;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same: a SHA-256 over everything that they ask for. Parts are set
 * apart by their lengths, so that no two different rows of parts come to the same.
 */
public final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Begins with what is asked of the service.
     *
     * @param operation such as {@code POST /v1/assets}
     */
    public static Fingerprint of(String operation) {
        return new Fingerprint().with(operation.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes; absent ones differ from none. */
    public Fingerprint with(byte @Nullable [] bytes) {
        length(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            digest.update(bytes);
        }
        return this;
    }

    public Fingerprint with(@Nullable String text) {
        return with(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file's bytes, without holding them. */
    public Fingerprint with(Path file) {
        try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            length(Files.size(file));
            Files.copy(file, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The fingerprint as 64 hexadecimal digits. Ends it. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void length(long bytes) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes).array());
    }
}
