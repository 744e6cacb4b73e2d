package io.darkroom.ingest.delivery;

import io.darkroom.ingest.asset.AssetRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The addresses by which pages show a file, in the widths that are offered. */
@ApplicationScoped
public class EmbeddableFiles {
    private final SignedLinks links;
    private final Renditions renditions;
    private final DeliveryConfig config;

    EmbeddableFiles(SignedLinks links, Renditions renditions, DeliveryConfig config) {
        this.links = links;
        this.renditions = renditions;
        this.config = config;
    }

    /**
     * One address.
     *
     * @param width pixels
     * @param height pixels
     */
    public record Source(URI url, int width, int height, String contentType) {}

    /**
     * The file in every width that is offered, the narrowest first. An original is offered scaled
     * only: a page shows neither a camera's file nor what its metadata tells. Blocks.
     *
     * @param base the service's address as the caller knows it
     */
    public List<Source> sources(AssetRows rows, DeliverableFile file, URI base) {
        URI root = config.publicUrl().orElse(base);
        var narrower = config.widths().stream().filter(width -> width < file.width());
        IntStream widths =
                (file.isOriginal() ? narrower : Stream.concat(narrower, Stream.of(file.width())))
                        .mapToInt(Integer::intValue)
                        .sorted();
        var sources = widths.mapToObj(width -> source(rows, file, width, root)).toList();
        // A picture that is narrower than all that is offered is shown as it is.
        return sources.isEmpty() ? List.of(source(rows, file, file.width(), root)) : sources;
    }

    private Source source(AssetRows rows, DeliverableFile file, int width, URI root) {
        Rendition rendition = renditions.plan(rows, file, width);
        return new Source(
                links.link(root, rows.asset().id(), file.name(), width),
                width,
                rendition.height(),
                rendition.contentType());
    }
}
