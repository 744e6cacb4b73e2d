package io.darkroom.ingest.delivery;

import io.darkroom.ingest.asset.AssetRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** The files of a published asset that everybody may have: its variants, with its texts in them. */
@ApplicationScoped
public class PublishableFiles {
    private final Renditions renditions;

    PublishableFiles(Renditions renditions) {
        this.renditions = renditions;
    }

    /**
     * A file to be published.
     *
     * @param name the variant's, with an extension
     * @param bytes made when they are asked for, which blocks
     */
    public record PublishableFile(String name, String contentType, Supplier<byte[]> bytes) {}

    /** The files; never the original, and nothing that a reviewer withheld. */
    public List<PublishableFile> of(AssetRows rows) {
        return DeliverableFile.variants(rows)
                .filter(file -> !file.withheld())
                .map(file -> renditions.plan(rows, file, file.width()))
                .map(rendition ->
                        new PublishableFile(
                                rendition.file().name() + "." + rendition.extension(),
                                rendition.contentType(),
                                () -> renditions.bytes(rendition)))
                .toList();
    }
}
