package io.darkroom.ingest.embed;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.ingest.delivery.DeliverableFile;
import io.darkroom.ingest.delivery.EmbeddableFiles.Source;
import java.util.List;
import java.util.Optional;

/**
 * A picture as a page embeds it.
 *
 * @param caption in the language that was asked for, or the nearest there is
 * @param sources the file in several widths, the narrowest first; the last is the whole of it
 */
record Embed(Asset record, DeliverableFile file, Optional<Caption> caption, List<Source> sources) {
    Embed {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("A picture needs a source");
        }
    }

    /** The widest there is. */
    Source widest() {
        return sources.getLast();
    }
}
