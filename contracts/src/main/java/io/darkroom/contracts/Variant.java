package io.darkroom.contracts;

/**
 * A file of an asset as its readers see it.
 *
 * @param generated whether some of its pixels were invented
 * @param withheld for reviewers only
 */
public record Variant(
        String name,
        Stage stage,
        String contentType,
        int width,
        int height,
        long bytes,
        boolean generated,
        boolean withheld) {
    public Variant {
        Require.text(name, "variant.name");
        Require.present(stage, "variant.stage");
        Require.text(contentType, "variant.contentType");
        Require.positive(width, "variant.width");
        Require.positive(height, "variant.height");
        Require.notNegative(bytes, "variant.bytes");
    }

    /**
     * A stored file as its readers see it.
     *
     * @param kept whether a reviewer kept it back
     */
    public static Variant of(Stage stage, StoredVariant stored, boolean kept) {
        return new Variant(
                stored.name(),
                stage,
                stored.contentType(),
                stored.width(),
                stored.height(),
                stored.bytes(),
                stored.generated(),
                kept || stored.reviewersOnly());
    }
}
