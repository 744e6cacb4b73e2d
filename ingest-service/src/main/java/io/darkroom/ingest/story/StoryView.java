package io.darkroom.ingest.story;

import io.darkroom.contracts.Asset;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An asset's story.
 *
 * @param waitsFor what it waits for now, in a sentence; absent where for nothing
 * @param trailComplete whether every event that the topics may still hold was looked for; false
 *     where the broker was away, or the story is too long to read it all
 * @param hops what happened, in order
 */
@Schema(name = "AssetStory", description = "What happened to an asset, in order.")
public record StoryView(
        UUID id,
        Asset.State state,
        long revision,
        boolean complete,
        @Nullable String waitsFor,
        boolean trailComplete,
        List<Hop> hops) {
    /**
     * One thing that happened.
     *
     * @param where a topic, a stage, or who did it
     * @param detail error, engine, attempts, reasons; absent where there is nothing to say
     * @param traceId of the trace that it is a part of; absent where it is not known
     */
    @Schema(name = "AssetStoryHop", description = "One thing that happened to an asset.")
    public record Hop(
            Instant at,
            String where,
            String what,
            @Nullable String detail,
            @Nullable String traceId) {}
}
