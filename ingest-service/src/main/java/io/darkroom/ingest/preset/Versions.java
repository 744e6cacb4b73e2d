package io.darkroom.ingest.preset;

import io.darkroom.service.problem.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Answers about things of which every version is kept: presets, vocabularies. */
public final class Versions {
    private Versions() {}

    /** The thing as it is, with its version as ETag. */
    public static Response found(int version, Object thing) {
        return answer(Response.Status.OK, version, thing);
    }

    /**
     * The thing as it was stored, with its version as ETag.
     *
     * @param created whether there was none before
     */
    public static Response stored(boolean created, int version, Object thing) {
        return answer(created ? Response.Status.CREATED : Response.Status.OK, version, thing);
    }

    /**
     * That there is none.
     *
     * @param kind what it would be, such as {@code preset}
     * @param version as it was asked for; absent for the latest
     */
    public static RuntimeException missing(String kind, String name, @Nullable String version) {
        String which = version == null ? "" : " with the version " + version;
        return ProblemType.NOT_FOUND.exception(
                "There is no %s '%s'%s".formatted(kind, name, which));
    }

    private static Response answer(Response.Status status, int version, Object thing) {
        return Response.status(status)
                .tag(new EntityTag(Integer.toString(version)))
                .entity(thing)
                .build();
    }
}
