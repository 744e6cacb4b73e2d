package io.darkroom.ingest.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.ReviewRecord;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.deadletter.DeadLetterQuery;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.ingest.steering.Steering;
import io.darkroom.ingest.story.StoryView.Hop;
import io.darkroom.service.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Tells stories: from the record, the dead letters, and the events that the topics still hold. */
@ApplicationScoped
class Stories {
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration AFTER = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final AssetRepository assets;
    private final DeadLetterQuery deadLetters;
    private final Steering steering;
    private final Trail trail;

    Stories(
            Transactions transactions,
            AssetRepository assets,
            DeadLetterQuery deadLetters,
            Steering steering,
            Trail trail) {
        this.transactions = transactions;
        this.assets = assets;
        this.deadLetters = deadLetters;
        this.steering = steering;
        this.trail = trail;
    }

    /**
     * The story of an asset. Blocks.
     *
     * @throws io.darkroom.service.problem.ProblemException {@code asset-not-found}
     */
    StoryView of(UUID id, String tenant) {
        AssetRows rows =
                AssetReader.owned(
                        transactions.run(session -> assets.find(session, id)), id, tenant);
        Asset record = rows.record();
        Instant to = lastWord(rows).plus(AFTER);
        var found = trail.of(id, rows.asset().createdAt().minus(BEFORE), to);
        var hops = new ArrayList<>(ofRecord(rows.asset()));
        found.records().stream().flatMap(Stories::ofEvent).forEach(hops::add);
        deadLetters.ofAsset(id).stream().flatMap(LetterHops::of).forEach(hops::add);
        hops.sort(Comparator.comparing(Hop::at));
        return new StoryView(
                id,
                record.state(),
                record.revision(),
                record.complete(),
                waitsFor(rows, transactions.run(steering::words)),
                found.complete(),
                hops);
    }

    private static Instant lastWord(AssetRows rows) {
        return Stream.concat(
                        Stream.of(rows.asset().updatedAt()),
                        rows.stages().stream().flatMap(row -> ended(row).stream()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Optional<Instant> ended(StageEntity row) {
        return Optional.ofNullable(row.view().endedAt());
    }

    private static List<Hop> ofRecord(AssetEntity asset) {
        var hops = new ArrayList<Hop>();
        var came = asset.provenance();
        hops.add(
                new Hop(
                        asset.createdAt(),
                        "ingest-service",
                        "came in",
                        "by " + came.via() + ", lane " + asset.lane(),
                        null));
        ReviewRecord review = asset.review();
        if (review != null && review.decidedAt() != null) {
            hops.add(
                    new Hop(
                            review.decidedAt(),
                            "reviewer " + review.decidedBy(),
                            review.state().name(),
                            null,
                            null));
        }
        return hops;
    }

    private static Stream<Hop> ofEvent(ConsumerRecord<String, byte[]> record) {
        var at = Instant.ofEpochMilli(record.timestamp());
        String trace = traceId(Trail.header(record, "traceparent"));
        if (record.value() == null) {
            return Stream.of(new Hop(at, record.topic(), "tombstone", null, trace));
        }
        JsonNode data;
        try {
            data = Json.mapper().readTree(record.value());
        } catch (IOException _) {
            return Stream.of(new Hop(at, record.topic(), "no JSON", null, trace));
        }
        String type = Trail.header(record, "ce_type").replaceAll("^io\\.darkroom\\.|\\.v1$", "");
        return Stream.of(new Hop(at, record.topic(), type, detail(record.topic(), data), trace));
    }

    private static @Nullable String detail(String topic, JsonNode data) {
        return switch (topic) {
            case Topics.ASSET_UPLOADED, Topics.ASSET_UPLOADED_BULK ->
                    "asks for " + data.path("plan");
            case Topics.STAGE_FINISHED -> finished(data);
            case Topics.REVIEW_REQUESTED ->
                    "revision "
                            + data.path("revision").asText()
                            + ", because of "
                            + String.join(", ", data.path("reasons").findValuesAsText("code"));
            case Topics.REVIEW_DECIDED ->
                    data.path("verdict").asText() + " by " + data.path("decidedBy").asText();
            case Topics.ASSET_ENRICHED ->
                    "revision "
                            + data.path("asset")
                                    .path("revision")
                                    .asText(data.path("revision").asText("?"));
            default -> null;
        };
    }

    private static String finished(JsonNode data) {
        JsonNode outcome = data.path("outcome");
        JsonNode error = outcome.path("error");
        return "%s %s, generation %s, attempts %s, %s ms%s%s"
                .formatted(
                        data.path("stage").asText(),
                        outcome.path("outcome").asText(),
                        data.path("generation").asText(),
                        data.path("attempts").asText(),
                        data.path("durationMs").asText(),
                        outcome.has("engine") ? ", by " + outcome.path("engine").asText() : "",
                        error.isObject()
                                ? ": "
                                        + error.path("title").asText()
                                        + "; "
                                        + error.path("detail").asText("no detail")
                                : "");
    }

    private static @Nullable String waitsFor(AssetRows rows, Map<Stage, StageControl> words) {
        var waits =
                rows.stages().stream()
                        .filter(StageEntity::pending)
                        .map(row -> waitsFor(row, Optional.ofNullable(words.get(row.stage()))))
                        .toList();
        if (!waits.isEmpty()) {
            return String.join("; ", waits);
        }
        if (rows.asset().hashDue()) {
            return "It waits for its perceptual hash.";
        }
        return rows.record().state() == Asset.State.IN_REVIEW ? "It waits for a reviewer." : null;
    }

    private static String waitsFor(StageEntity row, Optional<StageControl> word) {
        String paused =
                word.filter(StageControl::paused).map(by -> ", paused by " + by.by()).orElse("");
        return "It waits for %s%s (generation %d, sent again %d times, due at %s)"
                .formatted(row.stage(), paused, row.generation(), row.resends(), row.dueAt());
    }

    private static @Nullable String traceId(String traceparent) {
        String[] parts = traceparent.split("-", -1);
        return parts.length == 4 ? parts[1] : null;
    }
}
