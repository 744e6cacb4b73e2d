package io.darkroom.ingest.upload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** Takes uploads. */
@Path("/v1/assets")
class UploadResource {
    private static final ObjectReader STRICT =
            Json.mapper()
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Caller caller;
    private final Uploads uploads;
    private final StageWaiter waiter;
    private final UploadConfig config;
    private final RequestParser parser;

    UploadResource(Caller caller, Uploads uploads, StageWaiter waiter, UploadConfig config) {
        this.caller = caller;
        this.uploads = uploads;
        this.waiter = waiter;
        this.config = config;
        this.parser =
                new RequestParser(
                        new RequestLimits(
                                Math.toIntExact(config.maxMetadataBytes().asLongValue()),
                                config.maxRatios(),
                                config.maxLanguages()));
    }

    /** Takes a picture in, and waits for its stages where asked to. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.UPLOADER, Role.Id.ADMIN})
    @RunOnVirtualThread
    public Response upload(
            MultipartFormDataInput parts,
            @QueryParam("wait") @Nullable String waitFor,
            @QueryParam("timeout") @Nullable String timeout) {
        var form = UploadForm.of(parts.getValues(), config);
        UploadRequest request = effective(form.request());
        var wait = Wait.parse(waitFor, timeout, stages(request), config);
        AssetRows accepted = uploads.accept(form.file(), form.fileName(), caller.tenant(), request);
        if (wait.stages().isEmpty()) {
            return answer(Response.Status.ACCEPTED, accepted);
        }
        AssetRows now = waiter.await(accepted.asset().id(), wait);
        return answer(wait.isOver(now) ? Response.Status.OK : Response.Status.ACCEPTED, now);
    }

    private UploadRequest effective(byte @Nullable [] json) {
        UploadRequest request =
                parser.parse(json == null ? Json.mapper().createObjectNode() : read(json));
        if (request.moderation() == Moderation.SKIP && !caller.has(Role.ADMIN)) {
            String detail = "Only an administrator may ask for 'skip'";
            throw new ProblemException(
                    ProblemType.FORBIDDEN.because(detail, Problem.Place.at("/moderation", detail)));
        }
        return request;
    }

    private static JsonNode read(byte[] json) {
        try {
            JsonNode node = STRICT.readTree(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    ProblemType.REQUEST_MALFORMED.because(
                            "The part 'request' is not JSON: " + e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw ProblemType.REQUEST_MALFORMED.exception("The part 'request' is empty");
    }

    private static List<Stage> stages(UploadRequest effective) {
        return Objects.requireNonNull(effective.stages());
    }

    private static Response answer(Response.Status status, AssetRows rows) {
        var asset = rows.record();
        return Response.status(status)
                .location(URI.create("/v1/assets/" + asset.id()))
                .tag(new EntityTag(Long.toString(asset.revision())))
                .entity(asset)
                .build();
    }
}
