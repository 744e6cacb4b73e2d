package io.darkroom.moderation.desk;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Serves the desk. The page itself holds nothing secret: it asks for a key. */
@Path("/")
@PermitAll
public class DeskResource {
    private final Template page;

    DeskResource(@Location("desk.html") Template page) {
        this.page = page;
    }

    /** The page. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @ResponseHeader(
            name = "Cache-Control",
            value = {"no-cache"})
    @Operation(hidden = true)
    public TemplateInstance page() {
        return page.instance();
    }
}
