package io.darkroom.ingest.embed;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.delivery.DeliverableFile;
import io.darkroom.ingest.delivery.EmbeddableFiles;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.ingest.query.Viewer;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Finds what a page needs to embed a picture, for those who may have it. */
@ApplicationScoped
class Embeds {
    private final AssetReader reader;
    private final EmbeddableFiles files;

    Embeds(AssetReader reader, EmbeddableFiles files) {
        this.reader = reader;
        this.files = files;
    }

    /**
     * The picture to be embedded.
     *
     * @param name of the variant, or {@code original}
     * @param language BCP 47 of the text alternative; absent for the first there is
     * @param base the service's address as the caller knows it
     * @throws ProblemException (as failure) as for the file itself
     */
    Uni<Embed> find(
            String assetId, String name, @Nullable String language, URI base, Viewer viewer) {
        return reader.find(assetId, viewer)
                // Signing a link may ask the database, and waits for it.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> embed(rows, name, language, base, viewer));
    }

    private Embed embed(
            AssetRows rows, String name, @Nullable String language, URI base, Viewer viewer) {
        Asset record = rows.record();
        if (!viewer.seesBytes(record.state(), false)) {
            throw ProblemType.ASSET_NOT_PUBLISHED.exception(
                    "The asset is " + record.state() + "; it can be embedded once it is PUBLISHED");
        }
        DeliverableFile file =
                DeliverableFile.of(rows, name)
                        .filter(found -> viewer.seesBytes(record.state(), found.withheld()))
                        .orElseThrow(() ->
                                ProblemType.VARIANT_NOT_FOUND.exception(
                                        "Asset " + record.id() + " has no variant '" + name + "'"));
        return new Embed(
                record,
                file,
                CaptionChoice.of(record.captions(), language),
                files.sources(rows, file, base));
    }
}
