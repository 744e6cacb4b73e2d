package io.darkroom.ingest.delivery;

import io.darkroom.ingest.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Links that stand in pages: they need no key, do not end, and work for as long as the asset is
 * published. The signature, over the file and its width, is made here only, so that nobody reaches
 * a file, or has one made, that they were not given a link to. Every method may block.
 */
@ApplicationScoped
public class SignedLinks {
    /** Where they lead, below the service's address. */
    static final String PATH = "files";

    private static final String HMAC = "HmacSHA256";

    /** Bytes of the signature: 128 bits are beyond guessing. */
    private static final int SIGNATURE_BYTES = 16;

    /** How long another key takes to be heard of. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Known(SecretKeySpec key, Instant until) {}

    private final Sql sql;
    private volatile @Nullable Known known;

    SignedLinks(Sql sql) {
        this.sql = sql;
    }

    /**
     * The link to a file.
     *
     * @param base the service's address as browsers know it
     * @param width in pixels
     */
    public URI link(URI base, UUID asset, String name, int width) {
        String root = base.toString().replaceFirst("/+$", "");
        return URI.create(
                "%s/%s/%s/%s?width=%d&signature=%s"
                        .formatted(root, PATH, asset, name, width, sign(asset, name, width)));
    }

    /** Whether the signature is of this file in this width. */
    boolean verifies(UUID asset, String name, int width, String signature) {
        return MessageDigest.isEqual(
                sign(asset, name, width).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    private String sign(UUID asset, String name, int width) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key());
            byte[] whole =
                    mac.doFinal(
                            (asset + "/" + name + "/" + width).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(whole, SIGNATURE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private SecretKeySpec key() {
        Known fresh = known;
        if (fresh == null || fresh.until.isBefore(Instant.now())) {
            fresh = new Known(read(), Instant.now().plus(FRESH));
            known = fresh;
        }
        return fresh.key;
    }

    private SecretKeySpec read() {
        return sql.query("SELECT secret FROM {schema}.link_key", row -> row.getBuffer(0)).stream()
                .findFirst()
                .map(secret -> new SecretKeySpec(secret.getBytes(), HMAC))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "The table link_key is empty; insert a row with a new secret"));
    }
}
