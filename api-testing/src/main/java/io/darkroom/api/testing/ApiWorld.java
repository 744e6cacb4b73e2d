package io.darkroom.api.testing;

import java.util.Map;

/** What a service's test puts up, so that the document's examples meet what they speak of. */
public interface ApiWorld {
    /**
     * Makes what the example of this operation speaks of, in the tenant {@link RoleKeys#TENANT}.
     * Called before each request, or before several of which all are refused.
     *
     * @return what differs from the document's example: values of path, query and header parameters
     *     by name, and JSON values of the body by JSON Pointer, such as {@code /url}; an empty
     *     value leaves a parameter out
     */
    Map<String, String> prepare(ApiOperation operation);

    /** A picture to send where the document wants a file. */
    byte[] picture();
}
