package io.darkroom.ingest.stream;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetChanges;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.ingest.query.Viewer;
import io.darkroom.ingest.stream.AssetEvent.Closed;
import io.darkroom.ingest.stream.AssetEvent.Ended;
import io.darkroom.ingest.stream.AssetEvent.StillHere;
import io.darkroom.service.problem.ProblemException;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks at an asset whenever it changed, and every 15 seconds because a signal can be lost. */
@ApplicationScoped
class AssetEventStream {
    private static final Logger LOG = Logger.getLogger(AssetEventStream.class);
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final AssetReader reader;
    private final AssetChanges changes;

    AssetEventStream(AssetReader reader, AssetChanges changes) {
        this.reader = reader;
        this.changes = changes;
    }

    /**
     * What happens to the asset from now on, until it ends. Blocks for the first look.
     *
     * @param id as it stands in the path
     * @param lastRevision what the client saw last, 0 where it saw nothing
     * @throws ProblemException {@code asset-not-found}, before anything is sent
     */
    Multi<AssetEvent> of(String id, Viewer viewer, long lastRevision) {
        Asset asset = load(id, viewer);
        var sequence = new EventSequence(lastRevision);
        return signals(asset.id())
                .onItem()
                .transformToUniAndConcatenate(tick -> look(id, viewer, sequence, tick))
                .onItem()
                .transformToMultiAndConcatenate(events -> Multi.createFrom().iterable(events))
                .select()
                .first(event -> !(event instanceof Closed));
    }

    /** True for a tick of the clock, false for a change. */
    private Multi<Boolean> signals(UUID id) {
        var changed = changes.of(id).map(_ -> false).onOverflow().dropPreviousItems();
        var ticks = Multi.createFrom().ticks().every(LOOK).map(_ -> true).onOverflow().drop();
        // The first tick comes at once, and after the subscription to changes, so that no change
        // falls between the two.
        return Multi.createBy().merging().streams(changed, ticks);
    }

    private Uni<List<AssetEvent>> look(
            String id, Viewer viewer, EventSequence sequence, boolean tick) {
        return Uni.createFrom()
                .item(() -> sequence.next(load(id, viewer)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(ProblemException.class)
                .recoverWithItem(List.of(new Ended(), new Closed()))
                .onFailure()
                .recoverWithItem(failure -> lookLater(id, failure))
                .map(events -> events.isEmpty() && tick ? List.of(new StillHere()) : events);
    }

    /** Each look has a context, and so a session, of its own: streams share threads. */
    private Asset load(String id, Viewer viewer) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> reader.find(id, viewer)).record();
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Asset " + id + " cannot be read", e);
        }
    }

    private static List<AssetEvent> lookLater(String id, Throwable failure) {
        LOG.warnf(failure, "An asset cannot be read for its event stream; assetId=%s", id);
        return List.of();
    }
}
