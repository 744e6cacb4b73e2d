package io.darkroom.local.demo;

import org.jspecify.annotations.Nullable;

/** Text in HTML: whatever a file name or a caption holds, it stays text. */
final class Html {
    private Html() {}

    /** Safe as element content and inside a quoted attribute; empty for what is absent. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        var safe = new StringBuilder();
        value.toString()
                .codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> safe.append("&amp;");
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '"' -> safe.append("&quot;");
                        case '\'' -> safe.append("&#39;");
                        default -> safe.appendCodePoint(c);
                    }
                });
        return safe.toString();
    }
}
