package io.darkroom.imaging;

/** Texts from files and for files, without what XML and terminals cannot bear. */
final class MetadataText {

    private static final int MAX_CHARS = 10_000;

    private MetadataText() {}

    /**
     * Without control characters other than line breaks and tabs, lone surrogates and overlength.
     */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(MAX_CHARS)
                .filter(MetadataText::isFine)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean isFine(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        return !control && !surrogate && c != 0xfffe && c != 0xffff;
    }
}
