package io.darkroom.ingest.live;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Serves the live page. The page itself holds nothing secret: it asks for a key. */
@Path("/")
@PermitAll
public class LivePageResource {
    private final Template page;
    private final LiveConfig config;

    LivePageResource(@Location("live.html") Template page, LiveConfig config) {
        this.page = page;
        this.config = config;
    }

    /** The page. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @ResponseHeader(
            name = "Cache-Control",
            value = {"no-cache"})
    @Operation(hidden = true)
    public TemplateInstance page() {
        return page.data("desk", config.deskUrl().map(URI::toString).orElse(null));
    }
}
