package io.darkroom.local.demo;

/** Text in HTML: whatever a file name or a caption holds, it stays text. */
final class Html {
    private Html() {}

    /** Safe as element content and inside a quoted attribute. */
    static String text(Object value) {
        var safe = new StringBuilder();
        String.valueOf(value)
                .codePoints()
                .forEach(
                        c -> {
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
