package io.darkroom.service.problem;

import com.fasterxml.jackson.core.JsonParseException;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Endpoints that go wrong in every way. */
@Path("/v1/probe")
@Produces("application/json")
public class ProbeResource {
    private final Caller caller;

    ProbeResource(Caller caller) {
        this.caller = caller;
    }

    public record Body(@NotBlank String name, int size, List<Part> parts, Instant at) {}

    public record Part(int width) {
        public Part {
            if (width < 0) {
                throw new IllegalArgumentException("width must not be negative, was " + width);
            }
        }
    }

    @GET
    @Path("caller")
    public Map<String, Object> caller() {
        return Map.of("name", caller.name(), "tenant", caller.tenant(), "roles", caller.roles());
    }

    @GET
    @Path("reviewers")
    @RolesAllowed({Role.Id.REVIEWER, Role.Id.ADMIN})
    public String reviewers() {
        return "\"welcome\"";
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("the secret cause");
    }

    @GET
    @Path("outage")
    public String outage() {
        throw new IllegalStateException(new ConnectException("Connection refused"));
    }

    @GET
    @Path("refused-connection")
    public String refusedConnection() throws ConnectException {
        throw new ConnectException("Connection refused");
    }

    @GET
    @Path("unwritable")
    public String unwritable() {
        throw new IllegalStateException(new JsonParseException(null, "no JSON"));
    }

    @GET
    @Path("busy")
    public String busy() {
        throw ProblemType.RATE_LIMITED.exception("Wait.").retryAfter(Duration.ofMillis(2500));
    }

    @GET
    @Path("ids/{id}")
    public String id(@RestPath UUID id, @QueryParam("limit") @Max(200) int limit) {
        return "\"" + id + limit + "\"";
    }

    @POST
    @Path("body")
    @Consumes("application/json")
    public Body body(@Valid Body body) {
        return body;
    }

    @POST
    @Path("stream")
    @Consumes("application/octet-stream")
    public String stream(InputStream body) throws java.io.IOException {
        return "\"" + body.readAllBytes().length + "\"";
    }

    @POST
    @Path("form")
    @Consumes("multipart/form-data")
    public String form(@RestForm FileUpload file) {
        return "\"" + (file == null ? "none" : file.size()) + "\"";
    }
}
