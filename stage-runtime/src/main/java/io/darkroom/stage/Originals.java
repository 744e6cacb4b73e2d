package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Failure;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectTooLargeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Fetches originals, bounded and checked. */
@ApplicationScoped
class Originals {
    private final StorageCircuit circuit;
    private final long maxBytes;

    Originals(StorageCircuit circuit, StageConfig config) {
        this.circuit = circuit;
        this.maxBytes = config.maxOriginalBytes();
    }

    /**
     * @throws TerminalStageException if the original is gone, too large, or not the one that was
     *     uploaded
     */
    byte[] fetch(AssetUploaded asset) throws InterruptedException {
        if (asset.description().bytes() > maxBytes) {
            throw tooLarge(null);
        }
        byte[] bytes;
        try {
            bytes = circuit.call(store -> store.get(asset.original(), maxBytes));
        } catch (ObjectMissingException e) {
            throw new TerminalStageException(
                    Failure.of("original-missing", "The original is gone", null), e);
        } catch (ObjectTooLargeException e) {
            throw tooLarge(e);
        }
        if (!sha256(bytes).equals(asset.description().sha256())) {
            throw new TerminalStageException(
                    Failure.of(
                            "original-changed",
                            "The original is not the one that was uploaded",
                            "Its SHA-256 differs from the event's"));
        }
        return bytes;
    }

    private TerminalStageException tooLarge(@Nullable Throwable cause) {
        return new TerminalStageException(
                Failure.of(
                        "original-too-large",
                        "The original is too large for this stage",
                        "It has more than " + maxBytes + " bytes"),
                cause);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
