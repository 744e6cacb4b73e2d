package io.darkroom.ingest.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets before they go into the database, with AES-256-GCM under the configured key, bound
 * to their endpoint's id. The first byte says how: 0 as it is, where no key is configured; 1
 * sealed.
 */
@Singleton
final class SecretSeal {
    private static final byte OPEN = 0;
    private static final byte SEALED = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<SecretKeySpec> key;

    @Inject
    SecretSeal(WebhookConfig config) {
        this(config.sealingKey());
    }

    SecretSeal(Optional<String> base64Key) {
        this.key = base64Key.map(SecretSeal::key);
    }

    byte[] seal(UUID webhook, SigningSecret secret) {
        return key.map(
                        known -> {
                            byte[] nonce = new byte[NONCE_BYTES];
                            RANDOM.nextBytes(nonce);
                            byte[] text =
                                    cipher(
                                            Cipher.ENCRYPT_MODE,
                                            known,
                                            nonce,
                                            webhook,
                                            secret.bytes());
                            return ByteBuffer.allocate(1 + NONCE_BYTES + text.length)
                                    .put(SEALED)
                                    .put(nonce)
                                    .put(text)
                                    .array();
                        })
                .orElseGet(() -> plain(secret.bytes()));
    }

    /**
     * The secret again.
     *
     * @throws IllegalStateException if it was sealed under another key, or for another endpoint
     */
    SigningSecret open(UUID webhook, byte[] stored) {
        if (stored[0] == OPEN) {
            return SigningSecret.of(Arrays.copyOfRange(stored, 1, stored.length));
        }
        SecretKeySpec known =
                key.orElseThrow(() ->
                        new IllegalStateException(
                                "Secrets of webhooks are sealed; set darkroom.webhooks.sealing-key"
                                        + " to the key that sealed them"));
        byte[] nonce = Arrays.copyOfRange(stored, 1, 1 + NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(stored, 1 + NONCE_BYTES, stored.length);
        return SigningSecret.of(cipher(Cipher.DECRYPT_MODE, known, nonce, webhook, text));
    }

    private static byte[] plain(byte[] secret) {
        return ByteBuffer.allocate(1 + secret.length).put(OPEN).put(secret).array();
    }

    private static byte[] cipher(
            int mode, SecretKeySpec key, byte[] nonce, UUID webhook, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A webhook's secret does not open under darkroom.webhooks.sealing-key", e);
        }
    }

    private static SecretKeySpec key(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("darkroom.webhooks.sealing-key is no base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "darkroom.webhooks.sealing-key must have 32 bytes (openssl rand -base64 32),"
                            + " has "
                            + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
