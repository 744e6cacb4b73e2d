package io.darkroom.ingest.intake;

import io.darkroom.ingest.asset.AssetRows;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The answer to an upload that was taken in: 202 with the asset, where it is, its revision. */
public final class Accepted {
    private Accepted() {}

    public static Response of(AssetRows rows) {
        var asset = rows.record();
        return Response.accepted(asset)
                .location(URI.create("/v1/assets/" + asset.id()))
                .tag(new EntityTag(Long.toString(asset.revision())))
                .build();
    }
}
