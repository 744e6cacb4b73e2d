package io.darkroom.ingest.asset;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest.TagRequest;
import io.darkroom.contracts.Vocabulary;
import io.darkroom.service.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Sends an asset out to its stages, the first time and again. */
@ApplicationScoped
public class FanOut {
    /** CloudEvents source of everything this service says. */
    public static final String SOURCE = "/darkroom/ingest-service";

    private final Outbox outbox;
    private final VocabularyShelf vocabularies;

    FanOut(Outbox outbox, VocabularyShelf vocabularies) {
        this.outbox = outbox;
        this.vocabularies = vocabularies;
    }

    /** Asks these of the asset's stages to run, each in the generation that its row names. */
    public Uni<Void> send(Mutiny.Session session, AssetRows rows, Collection<StageEntity> stages) {
        return send(session, rows, stages, rows.asset().lane());
    }

    /** The same, by another way than the asset's own. */
    public Uni<Void> send(
            Mutiny.Session session, AssetRows rows, Collection<StageEntity> stages, Lane lane) {
        return send(session, rows, stages, lane, "");
    }

    /**
     * Asks a stage that has failed to do its present run once more, in the same generation: its row
     * stays as it is until it succeeds, and the same failure again is nothing new.
     *
     * @param time which time this is, 1 or more
     */
    public Uni<Void> again(
            Mutiny.Session session, AssetRows rows, StageEntity stage, Lane lane, int time) {
        return send(session, rows, List.of(stage), lane, "/again/" + time);
    }

    private Uni<Void> send(
            Mutiny.Session session,
            AssetRows rows,
            Collection<StageEntity> stages,
            Lane lane,
            String occasion) {
        AssetEntity asset = rows.asset();
        Map<Stage, Integer> plan = plan(stages, StageEntity::generation);
        Map<Stage, Integer> runs =
                plan(
                        stages.stream().filter(stage -> stage.runBegan() > 1).toList(),
                        StageEntity::runBegan);
        var id = EventIds.of(asset.id() + "/uploaded/" + plan + occasion);
        return vocabulary(session, asset)
                .map(vocabulary -> event(asset, plan, vocabulary.orElse(null), runs))
                .map(event -> CloudEvent.of(id, SOURCE, Instant.now(), event))
                .chain(event -> outbox.append(session, lane.topic(), event));
    }

    private static Map<Stage, Integer> plan(
            Collection<StageEntity> stages, ToIntFunction<StageEntity> generation) {
        var plan = new TreeMap<Stage, Integer>();
        stages.forEach(row -> plan.put(row.stage(), generation.applyAsInt(row)));
        return plan;
    }

    private static AssetUploaded event(
            AssetEntity asset,
            Map<Stage, Integer> plan,
            @Nullable Vocabulary vocabulary,
            Map<Stage, Integer> runs) {
        return new AssetUploaded(
                asset.id(),
                asset.tenant(),
                asset.object(),
                asset.original(),
                asset.fileName(),
                asset.requestOfStages(),
                plan,
                vocabulary,
                runs);
    }

    private Uni<Optional<Vocabulary>> vocabulary(Mutiny.Session session, AssetEntity asset) {
        TagRequest tags = asset.request().tags();
        if (tags == null || tags.vocabulary() == null || tags.vocabularyVersion() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return vocabularies
                .take(session, asset.tenant(), tags.vocabulary(), tags.vocabularyVersion())
                .map(Optional::of);
    }
}
