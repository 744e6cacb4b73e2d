package io.darkroom.contracts;

import org.jspecify.annotations.Nullable;

/**
 * By which way in an original came.
 *
 * @param reference what it was there: the id of a direct upload, the URL without its query, or the
 *     object as {@code s3://bucket/key}; absent for a form. Never holds a secret
 */
public record AssetProvenance(Via via, @Nullable String reference) {
    /** Sent in a form. */
    public static final AssetProvenance HTTP = new AssetProvenance(Via.HTTP, null);

    public AssetProvenance {
        Require.present(via, "provenance.via");
    }

    /** The ways in. */
    public enum Via {
        /** The file itself, in a form. */
        HTTP,
        /** Sent to the object store with a presigned request. */
        DIRECT,
        /** Fetched from a URL that came over HTTP. */
        URL,
        /** Named by an upload event. */
        EVENT,
        /** Found in a watched bucket, by a notification or by listing. */
        BUCKET,
        /** Taken in by a bulk import. */
        IMPORT
    }
}
