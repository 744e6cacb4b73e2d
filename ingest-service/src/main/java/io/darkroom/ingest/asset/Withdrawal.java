package io.darkroom.ingest.asset;

import java.time.Instant;

/**
 * A published asset was taken back.
 *
 * @param reason a sentence, which subscribers read too
 * @param by the name of the key or person that did it
 */
public record Withdrawal(String reason, String by, Instant at) {
    public Withdrawal {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason must say why the asset is taken back");
        }
    }
}
