package io.darkroom.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Why something failed, in the terms of RFC 9457.
 *
 * @param type {@code urn:darkroom:problem:<slug>}
 * @param title the same for every occurrence
 * @param detail of this occurrence; never a payload, never a secret
 */
public record Failure(String type, String title, @Nullable String detail) {
    /** What every problem type begins with. */
    public static final String TYPE_PREFIX = "urn:darkroom:problem:";

    public Failure {
        Require.text(type, "failure.type");
        Require.text(title, "failure.title");
    }

    public static Failure of(String slug, String title, @Nullable String detail) {
        return new Failure(TYPE_PREFIX + slug, title, detail);
    }
}
