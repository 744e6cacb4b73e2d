package io.darkroom.ingest.live;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves the live page. The page itself holds nothing secret: it asks for a key. */
@Path("/")
@PermitAll
public class LivePageResource {
    private final Template page;
    private final LiveConfig config;
    private final String policy;

    @Inject
    LivePageResource(
            @Location("live.html") Template page,
            LiveConfig config,
            @ConfigProperty(name = "darkroom.s3.endpoint") URI objectStore) {
        this.page = page;
        this.config = config;
        Set<URI> pictures = new HashSet<>(config.pictureOrigins().orElse(Set.of()));
        pictures.add(objectStore);
        this.policy = ContentSecurityPolicy.allowing(pictures);
    }

    /** The page. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<TemplateInstance> page() {
        return RestResponse.ResponseBuilder.ok(
                        page.data("desk", config.deskUrl().map(URI::toString).orElse(null)))
                .header("Content-Security-Policy", policy)
                .header("Cache-Control", "no-cache")
                .build();
    }
}
