package io.darkroom.contracts;

/**
 * A label for a picture.
 *
 * @param language BCP 47 of the label
 * @param confidence 0 to 1
 */
public record Tag(String label, String language, double confidence, Source source) {
    public Tag {
        Require.text(label, "tag.label");
        Require.text(language, "tag.language");
        Require.fraction(confidence, "tag.confidence");
        Require.present(source, "tag.source");
    }
}
