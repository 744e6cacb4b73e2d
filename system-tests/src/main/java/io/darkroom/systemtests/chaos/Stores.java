package io.darkroom.systemtests.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.local.embedded.TopicContents;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the database, the buckets and the topics, past the services. */
final class Stores {
    private static final String ASSETS =
            """
            select a.id, a.external_id, a.state, a.revision, a.object_key, s.stage, s.status
            from ingest.asset a join ingest.asset_stage s on s.asset_id = a.id
            """;

    private final Rig rig;

    Stores(Rig rig) {
        this.rig = rig;
    }

    Snapshot read() throws SQLException {
        return new Snapshot(
                assets(),
                published(),
                outbox(),
                keys(EmbeddedS3.ORIGINALS),
                keys(EmbeddedS3.VARIANTS).stream()
                        .map(key -> UUID.fromString(key.split("/", 3)[1]))
                        .collect(Collectors.toSet()),
                deadLetters());
    }

    /** Rows of both outboxes. */
    long outbox() throws SQLException {
        return count(
                "select (select count(*) from ingest.outbox) + (select count(*) from"
                        + " moderation.outbox)");
    }

    /** Assets that a service or a reviewer still has to do something about. */
    long unsettled() throws SQLException {
        return count(
                "select count(*) from ingest.asset a where state in ('ENRICHING', 'IN_REVIEW')"
                        + " or exists (select 1 from ingest.asset_stage s where s.asset_id = a.id"
                        + " and s.status in ('PENDING', 'TIMED_OUT'))");
    }

    /** Originals without an asset. */
    long orphans() throws SQLException {
        var owned = assets().stream().map(Snapshot.Row::original).collect(Collectors.toSet());
        return keys(EmbeddedS3.ORIGINALS).stream().filter(key -> !owned.contains(key)).count();
    }

    private long count(String sql) throws SQLException {
        try (var connection = rig.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<Snapshot.Row> assets() throws SQLException {
        var rows = new HashMap<UUID, Snapshot.Row>();
        try (var connection = rig.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(ASSETS)) {
            while (result.next()) {
                var id = result.getObject(1, UUID.class);
                var row = rows.get(id);
                if (row == null) {
                    row =
                            new Snapshot.Row(
                                    id,
                                    result.getString(2),
                                    Asset.State.valueOf(result.getString(3)),
                                    result.getLong(4),
                                    result.getString(5),
                                    new EnumMap<>(Stage.class));
                    rows.put(id, row);
                }
                row.stages().put(Stage.valueOf(result.getString(6)), result.getString(7));
            }
        }
        return List.copyOf(rows.values());
    }

    private Set<String> keys(String bucket) {
        var s3 = rig.s3();
        var store = new S3ObjectStore(S3Settings.of(s3.endpoint(), s3.accessKey(), s3.secretKey()));
        try (var entries = store.list(bucket, "")) {
            return entries.map(entry -> entry.ref().key()).collect(Collectors.toSet());
        }
    }

    /** What Darkroom published; copies that this run sent itself are left out. */
    private List<Snapshot.Published> published() {
        var found = new ArrayList<Snapshot.Published>();
        for (var record :
                TopicContents.read(rig.broker().bootstrapServers(), Topics.ASSET_ENRICHED)) {
            if (record.headers().lastHeader(Repeater.MARK) == null) {
                var content = tree(record.value());
                long revision = content == null ? -1 : content.path("revision").asLong();
                found.add(
                        new Snapshot.Published(
                                UUID.fromString(record.key()),
                                text(record.headers().lastHeader("ce_id")),
                                revision,
                                content == null ? null : timeless(content)));
            }
        }
        return found;
    }

    private static @Nullable ObjectNode tree(byte @Nullable [] value) {
        try {
            return value == null ? null : (ObjectNode) Json.mapper().readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a record: " + text(value), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String timeless(ObjectNode record) {
        return record.deepCopy().without(List.of("revision", "updatedAt")).toString();
    }

    private Map<String, Set<String>> deadLetters() {
        var topics = new ArrayList<>(List.of(Topics.STAGE_FINISHED_DEAD));
        Arrays.stream(Stage.values()).map(Topics::deadLetters).forEach(topics::add);
        return topics.stream()
                .collect(
                        Collectors.toMap(
                                topic -> topic,
                                topic ->
                                        TopicContents.read(rig.broker().bootstrapServers(), topic)
                                                .stream()
                                                .map(record ->
                                                        Objects.requireNonNullElse(
                                                                record.key(), ""))
                                                .collect(Collectors.toSet())));
    }

    private static String text(@Nullable Header header) {
        return header == null ? "" : text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
