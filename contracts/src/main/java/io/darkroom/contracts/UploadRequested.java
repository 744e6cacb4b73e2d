package io.darkroom.contracts;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A backend says that an object or a URL is an upload. Not an {@link Event} of Darkroom's own: it
 * has no asset yet, and its key is the backend's choice.
 *
 * @param object where the bytes lie; exactly one of object and url is present
 * @param url where to fetch them
 * @param request the same body as over HTTP
 */
public record UploadRequested(
        String tenant,
        @Nullable ObjectRef object,
        @Nullable URI url,
        @Nullable String fileName,
        @Nullable UploadRequest request) {
    /** The CloudEvents type. */
    public static final String TYPE = "io.darkroom.UploadRequested.v1";

    public UploadRequested {
        Require.text(tenant, "tenant");
        if ((object == null) == (url == null)) {
            throw new IllegalArgumentException("exactly one of object and url must be present");
        }
    }
}
