package io.darkroom.ingest.upload;

import org.jspecify.annotations.Nullable;

/** What a sender called a file, made harmless to show. It names nothing in storage. */
public final class FileName {
    private static final int MAX_LENGTH = 255;

    private FileName() {}

    /**
     * The last path segment, without control characters, direction characters (Unicode Bidi) and
     * halves of surrogate pairs; null where nothing is left.
     */
    public static @Nullable String clean(@Nullable String given) {
        if (given == null) {
            return null;
        }
        String last =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var kept = new StringBuilder();
        last.codePoints()
                .filter(FileName::harmless)
                .takeWhile(point -> kept.length() + Character.charCount(point) <= MAX_LENGTH)
                .forEachOrdered(kept::appendCodePoint);
        return kept.toString().isBlank() ? null : kept.toString().strip();
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
