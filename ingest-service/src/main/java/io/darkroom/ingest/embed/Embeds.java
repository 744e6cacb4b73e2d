package io.darkroom.ingest.embed;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.delivery.DeliverableFile;
import io.darkroom.ingest.delivery.EmbeddableFiles;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.ingest.query.Viewer;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
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
     * The picture to be embedded. Blocks.
     *
     * @param name of the variant, or {@code original}
     * @param language BCP 47 of the text alternative; absent for the first there is
     * @param base the service's address as the caller knows it
     * @throws ProblemException as for the file itself
     */
    Embed find(
            String assetId, String name, @Nullable String language, URI base, Viewer viewer) {
        AssetRows rows = reader.find(assetId, viewer).await().indefinitely();
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
                                        "Asset " + assetId + " has no variant '" + name + "'"));
        return new Embed(
                record,
                file,
                CaptionChoice.of(record.captions(), language),
                files.sources(rows, file, base).stream()
                        .map(source ->
                                new Embed.Source(
                                        source.url(),
                                        source.width(),
                                        source.height(),
                                        source.contentType()))
                        .toList());
    }
}
