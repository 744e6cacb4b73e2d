package io.darkroom.service.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a key that Darkroom made: {@code dk_<id>_<secret>}. The id is public and finds the
 * record; the secret has 256 bits, which nobody guesses, so a plain hash of it is enough. The
 * prefix lets scanners of repositories and logs know a key when they see one.
 *
 * @param id 16 characters
 * @param text the whole key
 */
public record KeyText(String id, String text) {
    private static final String PREFIX = "dk_";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_LENGTH = 43;
    private static final String ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final String SECRET_LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile("dk_([a-z2-9]{16})_[A-Za-z0-9]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new key. */
    public static KeyText draw() {
        String id = draw(ID_LETTERS, ID_LENGTH);
        return new KeyText(id, PREFIX + id + "_" + draw(SECRET_LETTERS, SECRET_LENGTH));
    }

    /** Reads what somebody sent; empty where it is no key of this form. */
    static Optional<KeyText> parse(String sent) {
        Matcher form = FORM.matcher(sent);
        return form.matches() ? Optional.of(new KeyText(form.group(1), sent)) : Optional.empty();
    }

    /** What is kept of a key: its SHA-256, 64 lower-case hexadecimal digits. */
    public String hash() {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** Whether this is the key that the hash was kept of; how long it takes tells nothing. */
    boolean isKeptAs(String hash) {
        return MessageDigest.isEqual(sha256(text), HexFormat.of().parseHex(hash));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String draw(String letters, int length) {
        return RANDOM.ints(length, 0, letters.length())
                .collect(
                        StringBuilder::new,
                        (text, index) -> text.append(letters.charAt(index)),
                        StringBuilder::append)
                .toString();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return PREFIX + id + "_…";
    }
}
