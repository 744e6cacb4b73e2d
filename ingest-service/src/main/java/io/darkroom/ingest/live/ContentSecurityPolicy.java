package io.darkroom.ingest.live;

import java.net.URI;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What the live page may load (CSP level 3): its own script and style, pictures from the object
 * store, and nothing inline.
 */
final class ContentSecurityPolicy {
    private ContentSecurityPolicy() {}

    /**
     * @param pictures where pictures come from; only scheme, host and port count
     */
    static String allowing(Collection<URI> pictures) {
        String origins =
                pictures.stream()
                        .map(ContentSecurityPolicy::origin)
                        .distinct()
                        .collect(Collectors.joining(" "));
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' blob: data: "
                + origins
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String origin(URI uri) {
        String origin = uri.getScheme() + "://" + uri.getHost();
        return uri.getPort() < 0 ? origin : origin + ":" + uri.getPort();
    }
}
