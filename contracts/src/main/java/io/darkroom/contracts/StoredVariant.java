package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * A file that a stage made and stored.
 *
 * @param name unique within the asset, such as {@code crop-16x9}
 * @param object where it lies
 * @param width pixels
 * @param height pixels
 * @param generated whether some of its pixels were invented
 * @param reviewersOnly whether it serves those who review and never goes out; absent in JSON where
 *     not
 */
public record StoredVariant(
        String name,
        ObjectRef object,
        String contentType,
        int width,
        int height,
        long bytes,
        boolean generated,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
                boolean reviewersOnly) {
    public StoredVariant {
        Require.text(name, "variant.name");
        Require.present(object, "variant.object");
        Require.text(contentType, "variant.contentType");
        Require.positive(width, "variant.width");
        Require.positive(height, "variant.height");
        Require.notNegative(bytes, "variant.bytes");
    }

    /** A file that may go out with the asset. */
    public StoredVariant(
            String name,
            ObjectRef object,
            String contentType,
            int width,
            int height,
            long bytes,
            boolean generated) {
        this(name, object, contentType, width, height, bytes, generated, false);
    }

    /** The same file, lying elsewhere. */
    public StoredVariant at(ObjectRef place) {
        return new StoredVariant(
                name, place, contentType, width, height, bytes, generated, reviewersOnly);
    }
}
