package io.darkroom.ingest.delivery;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/**
 * Redirects to links that end. A cache may keep one for as long as its link surely works. A 304
 * carries a new link too, by which a cache freshens the redirect that it kept (RFC 9111, section
 * 3.2); without it, it would lead to a link that has ended.
 */
final class Redirects {
    /** Seconds; a minute less than links live. */
    static final int MAX_AGE = 240;

    private Redirects() {}

    static Response.ResponseBuilder to(VariantLinks.Given given, Request request) {
        var tag = new EntityTag(given.hash());
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged != null ? unchanged : Response.status(Response.Status.FOUND);
        return answer.tag(tag).location(given.link().url());
    }
}
