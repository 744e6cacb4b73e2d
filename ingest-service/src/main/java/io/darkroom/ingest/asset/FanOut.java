package io.darkroom.ingest.asset;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.service.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sends an asset out to its stages, the first time and again. */
@ApplicationScoped
public class FanOut {
    /** CloudEvents source of everything this service says. */
    public static final String SOURCE = "/darkroom/ingest-service";

    private final Outbox outbox;

    FanOut(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Asks these of the asset's stages to run, each in the generation that its row names. */
    public Uni<Void> send(Mutiny.Session session, AssetRows rows, Collection<StageEntity> stages) {
        AssetEntity asset = rows.asset();
        Map<Stage, Integer> plan =
                stages.stream()
                        .collect(
                                Collectors.toMap(
                                        StageEntity::stage,
                                        StageEntity::generation,
                                        Math::max,
                                        TreeMap::new));
        var event =
                new AssetUploaded(
                        asset.id(),
                        asset.tenant(),
                        asset.object(),
                        asset.original(),
                        asset.fileName(),
                        asset.request(),
                        plan);
        var id = EventIds.of(asset.id() + "/uploaded/" + plan);
        return outbox.append(
                session, Topics.ASSET_UPLOADED, CloudEvent.of(id, SOURCE, Instant.now(), event));
    }
}
