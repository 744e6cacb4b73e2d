package io.darkroom.ingest.stream;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.StageStatus.Status;
import io.darkroom.ingest.stream.AssetEvent.Changed;
import io.darkroom.ingest.stream.AssetEvent.Closed;
import io.darkroom.ingest.stream.AssetEvent.Ended;
import io.darkroom.ingest.stream.AssetEvent.StageChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns looks at a record into events: what differs from the look before, stages in the order in
 * which they ended, then the record itself. Belongs to one stream and to one thread at a time.
 */
final class EventSequence {
    private @Nullable Asset told;
    private long toldRevision;

    /**
     * @param lastRevision what the client saw last, 0 where it saw nothing
     */
    EventSequence(long lastRevision) {
        toldRevision = lastRevision;
    }

    /** What to tell after this look; empty where nothing changed. */
    List<AssetEvent> next(Asset asset) {
        var events = new ArrayList<AssetEvent>();
        if (asset.revision() > toldRevision) {
            stages(asset).map(StageChanged::new).forEach(events::add);
            events.add(new Changed(asset));
            toldRevision = asset.revision();
        }
        told = asset;
        if (isFinal(asset.state())) {
            events.add(new Ended());
            events.add(new Closed());
        }
        return events;
    }

    private Stream<StageStatus> stages(Asset asset) {
        return asset.stages().stream()
                .filter(this::isNews)
                .sorted(
                        Comparator.comparing(
                                StageStatus::endedAt,
                                Comparator.nullsLast(Comparator.<Instant>naturalOrder())));
    }

    /** Without an earlier look, what a client missed is not known, so every end is told again. */
    private boolean isNews(StageStatus stage) {
        return told == null
                ? stage.status() != Status.PENDING
                : told.stages().stream().noneMatch(known -> Objects.equals(known, stage));
    }

    private static boolean isFinal(Asset.State state) {
        return switch (state) {
            case ENRICHING, IN_REVIEW -> false;
            case PUBLISHED, REJECTED, FAILED, WITHDRAWN, ERASED -> true;
        };
    }
}
