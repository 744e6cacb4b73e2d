package io.darkroom.ingest.delivery;

import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The links that stand in pages. Open to everybody who was given one, for files of published assets
 * and nothing else; whatever is amiss, the answer is the same 404.
 */
@Path("/" + SignedLinks.PATH + "/{id}/{name}")
@PermitAll
@RunOnVirtualThread
public class FileResource {
    private final SignedLinks signed;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final VariantLinks links;

    FileResource(
            SignedLinks signed,
            Transactions transactions,
            AssetRepository assets,
            VariantLinks links) {
        this.signed = signed;
        this.transactions = transactions;
        this.assets = assets;
        this.links = links;
    }

    /** Leads to the file. */
    @GET
    @Operation(hidden = true) // nobody builds such a link; embeds hand them out
    public Response file(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @QueryParam("width") @Nullable String width,
            @QueryParam("signature") @Nullable String signature,
            @Context Request request) {
        UUID asset = uuid(id).orElseThrow(FileResource::missing);
        int pixels = pixels(width).orElseThrow(FileResource::missing);
        if (signature == null || !signed.verifies(asset, name, pixels, signature)) {
            throw missing();
        }
        AssetRows rows =
                transactions
                        .run(session -> assets.find(session, asset))
                        .filter(found -> found.asset().state() instanceof Published)
                        .orElseThrow(FileResource::missing);
        DeliverableFile file =
                DeliverableFile.of(rows, name)
                        .filter(found -> !found.withheld())
                        .orElseThrow(FileResource::missing);
        var given = links.give(rows, file, OptionalInt.of(pixels));
        return Redirects.to(given, request)
                .header("Cache-Control", "public, max-age=" + Redirects.MAX_AGE)
                // Pages of other sites show it; a browser would refuse them every other answer.
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .build();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> pixels(@Nullable String width) {
        return width != null && width.matches("[1-9]\\d{0,4}")
                ? Optional.of(Integer.parseInt(width))
                : Optional.empty();
    }

    private static ProblemException missing() {
        return ProblemType.NOT_FOUND.exception("There is no such file, or not any longer");
    }
}
