package io.darkroom.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Event ids that come out the same for the same fact: UUID version 5 (RFC 9562, section 5.5). */
public final class EventIds {
    private static final UUID NAMESPACE = UUID.fromString("6f1f6a0e-52e5-5d0c-9d3b-1f6f0c8d7a11");

    private EventIds() {}

    /** The same stage, generation and kind of outcome for the same asset is the same fact. */
    public static UUID stageFinished(StageFinished event) {
        return of(
                event.assetId()
                        + "/"
                        + event.stage()
                        + "/"
                        + event.generation()
                        + "/"
                        + event.outcome().kind());
    }

    /** The same for a canary, each for itself. */
    public static UUID canaryFinished(CanaryFinished event) {
        return of("canary/" + event.canary() + "/" + stageFinished(event.finished()));
    }

    /** One review for each revision of an asset. */
    public static UUID review(UUID assetId, long revision) {
        return of(assetId + "/review/" + revision);
    }

    /** A tenant reaches a budget once a day; one that was raised can be reached again. */
    public static UUID budgetReached(BudgetReached event) {
        return of(
                "budget/%s/%s/%s %s"
                        .formatted(
                                event.tenant(),
                                event.day(),
                                event.limit().toPlainString(),
                                event.currency()));
    }

    /** The id for this name, always the same. */
    public static UUID of(String name) {
        byte[] hash = sha1(name);
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        var bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] sha1(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(
                    ByteBuffer.allocate(16)
                            .putLong(NAMESPACE.getMostSignificantBits())
                            .putLong(NAMESPACE.getLeastSignificantBits())
                            .array());
            return digest.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
