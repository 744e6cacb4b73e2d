package io.darkroom.contracts;

/**
 * A file that a stage made and stored.
 *
 * @param name unique within the asset, such as {@code crop-16x9}
 * @param object where it lies
 * @param width pixels
 * @param height pixels
 * @param generated whether some of its pixels were invented
 */
public record StoredVariant(
        String name,
        ObjectRef object,
        String contentType,
        int width,
        int height,
        long bytes,
        boolean generated) {
    public StoredVariant {
        Require.text(name, "variant.name");
        Require.present(object, "variant.object");
        Require.text(contentType, "variant.contentType");
        Require.positive(width, "variant.width");
        Require.positive(height, "variant.height");
        Require.notNegative(bytes, "variant.bytes");
    }
}
