package io.darkroom.ingest.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.query.Cursor;
import io.darkroom.ingest.sql.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was given up, and is not repaired. A stage's letter is owed as long as the stage of its
 * asset has failed: a success, by whatever way it came, settles it. Every method blocks.
 */
@ApplicationScoped
public class DeadLetterIndex {
    private static final int MOST_PAYLOAD = 64 * 1024;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    /** No letter is kept of what is erased: it may come after its asset went. */
    private static final String PUT =
            """
            INSERT INTO {schema}.dead_letter AS known (id, state, consumer, stage, topic, record_key,
                headers, payload, asset_id, tenant, error_type, error_title, error_detail, attempts,
                dead_at, dead_offset, first_dead_at)
            SELECT $1::uuid, 'OPEN', $2::text, $3::text, $4::text, $5::text, $6::text, $7::bytea,
                $8::uuid, (SELECT tenant FROM {schema}.asset WHERE id = $8::uuid),
                $9::text, $10::text, $11::text, $12::int, $13::timestamptz, $14::bigint,
                $13::timestamptz
            WHERE NOT EXISTS (SELECT 1 FROM {schema}.erasure
                WHERE asset_hash = encode(sha256(convert_to($8::uuid::text, 'UTF8')), 'hex'))
            ON CONFLICT (id) DO UPDATE SET
                state = CASE WHEN known.replays >= $15::int THEN 'QUARANTINED' ELSE 'OPEN' END,
                topic = excluded.topic, record_key = excluded.record_key,
                headers = excluded.headers, payload = excluded.payload,
                tenant = excluded.tenant, error_type = excluded.error_type,
                error_title = excluded.error_title, error_detail = excluded.error_detail,
                attempts = excluded.attempts, dead_at = excluded.dead_at,
                dead_offset = excluded.dead_offset, times = known.times + 1
            WHERE (excluded.dead_at, excluded.dead_offset) > (known.dead_at, known.dead_offset)
            """;

    /** Not repaired since, and not at work again. */
    private static final String UNREPAIRED =
            " NOT EXISTS (SELECT 1 FROM {schema}.asset_stage s WHERE s.asset_id = d.asset_id"
                    + " AND s.stage = d.stage AND s.status IN ('SUCCEEDED', 'SKIPPED', 'PENDING'))";

    /** There is something to send: the record, or what a stage is asked for anew. */
    private static final String SENDABLE =
            " (d.payload IS NOT NULL OR (d.stage IS NOT NULL AND d.asset_id IS NOT NULL))";

    private static final String OWED =
            " d.state IN ('OPEN', 'QUARANTINED', 'QUEUED') AND" + UNREPAIRED;

    /** Parameters 1 to 3: the tenant, the consumer and the cause; what is null does not narrow. */
    private static final String NARROWED =
            " ($1::text IS NULL OR d.tenant = $1) AND ($2::text IS NULL OR d.consumer = $2)"
                    + " AND ($3::text IS NULL OR d.error_type = $3)";

    private static final String COLUMNS =
            "d.id, d.state, d.consumer, d.topic, d.asset_id, d.error_type, d.error_title,"
                    + " d.error_detail, d.attempts, d.times, d.replays, d.first_dead_at, d.dead_at,"
                    + " d.replayed_at, d.replayed_by";

    private final Sql sql;
    private final DeadLetterConfig config;

    DeadLetterIndex(Sql sql, DeadLetterConfig config) {
        this.sql = sql;
        this.config = config;
    }

    /**
     * Which letters are meant; what is absent does not narrow it.
     *
     * @param tenant whose letters; absent for everybody's, those that are no tenant's among them
     * @param cause slug of the problem's type
     */
    record Scope(Optional<String> tenant, @Nullable String consumer, @Nullable String cause) {
        private @Nullable String type() {
            return cause == null ? null : Failure.TYPE_PREFIX + cause;
        }
    }

    /** Writes a letter down; one that was read before changes nothing. */
    void put(Letter letter) {
        sql.update(
                PUT,
                letter.id(),
                letter.consumer(),
                letter.stage().map(Stage::name).orElse(null),
                letter.topic(),
                letter.key(),
                json(letter.headers()),
                letter.payload() == null ? null : Buffer.buffer(letter.payload()),
                letter.asset().orElse(null),
                letter.error().type(),
                letter.error().title(),
                letter.error().detail(),
                letter.attempts(),
                at(letter.at()),
                letter.offset(),
                config.quarantineAfter());
    }

    /** What each stage owes. */
    public Map<Stage, Long> owedByStage() {
        var owed = new EnumMap<Stage, Long>(Stage.class);
        sql.query(
                        "SELECT d.stage, count(*) FROM {schema}.dead_letter d WHERE d.stage IS NOT"
                                + " NULL AND"
                                + OWED
                                + " GROUP BY d.stage",
                        row -> Map.entry(Stage.valueOf(row.getString(0)), row.getLong(1)))
                .forEach(entry -> owed.put(entry.getKey(), entry.getValue()));
        return owed;
    }

    /** What is owed by cause, most first. */
    List<DeadLetterView.Cause> causes(Scope scope) {
        return sql.query(
                "SELECT d.consumer, d.error_type, max(d.error_title),"
                        + " count(*) FILTER (WHERE d.state = 'OPEN'),"
                        + " count(*) FILTER (WHERE d.state = 'QUARANTINED'),"
                        + " count(*) FILTER (WHERE d.state = 'QUEUED'),"
                        + " min(d.first_dead_at), max(d.dead_at) FROM {schema}.dead_letter d WHERE"
                        + OWED
                        + " AND"
                        + NARROWED
                        + " GROUP BY d.consumer, d.error_type ORDER BY count(*) DESC, 1, 2",
                DeadLetterIndex::cause,
                scope.tenant().orElse(null),
                scope.consumer(),
                scope.type());
    }

    /**
     * What is owed, the latest first.
     *
     * @param after where the page before ended; absent for the first
     */
    List<DeadLetterView> letters(Scope scope, int most, @Nullable Cursor after) {
        return sql.query(
                "SELECT "
                        + COLUMNS
                        + " FROM {schema}.dead_letter d WHERE"
                        + OWED
                        + " AND"
                        + NARROWED
                        + " AND ($5::timestamptz IS NULL OR (d.dead_at, d.id) < ($5, $6))"
                        + " ORDER BY d.dead_at DESC, d.id DESC LIMIT $4",
                DeadLetterIndex::letter,
                scope.tenant().orElse(null),
                scope.consumer(),
                scope.type(),
                most,
                after == null ? null : at(after.createdAt()),
                after == null ? null : after.id());
    }

    /** Every letter of an asset, repaired or not, in order. */
    public List<DeadLetterView> ofAsset(UUID asset) {
        return sql.query(
                "SELECT "
                        + COLUMNS
                        + " FROM {schema}.dead_letter d WHERE d.asset_id = $1 ORDER BY d.dead_at",
                DeadLetterIndex::letter,
                asset);
    }

    /** One letter, with the record. */
    Optional<DeadLetterView.Whole> find(Optional<String> tenant, UUID id) {
        return sql
                .query(
                        "SELECT "
                                + COLUMNS
                                + ", d.record_key, d.headers, d.payload FROM {schema}.dead_letter d"
                                + " WHERE d.id = $1 AND ($2::text IS NULL OR d.tenant = $2)",
                        DeadLetterIndex::whole,
                        id,
                        tenant.orElse(null))
                .stream()
                .findFirst();
    }

    /** How many a replay of this scope would send. */
    long count(Scope scope, boolean quarantined) {
        return sql.query(
                        "SELECT count(*) FROM {schema}.dead_letter d WHERE"
                                + replayable(quarantined),
                        row -> row.getLong(0),
                        scope.tenant().orElse(null),
                        scope.consumer(),
                        scope.type())
                .getFirst();
    }

    /** Has the letters of this scope sent again; says how many. */
    long queue(Scope scope, boolean quarantined, String by) {
        return sql.update(
                "UPDATE {schema}.dead_letter d SET state = 'QUEUED', lane = 'BULK',"
                        + " replayed_by = $4 WHERE"
                        + replayable(quarantined),
                scope.tenant().orElse(null),
                scope.consumer(),
                scope.type(),
                by);
    }

    /**
     * Has one letter sent again, whatever its state, on the live lane: somebody waits for it.
     *
     * @return whether there is such a letter, and something to send
     */
    boolean queue(Optional<String> tenant, UUID id, String by) {
        return sql.update(
                        "UPDATE {schema}.dead_letter d SET state = 'QUEUED', lane = 'LIVE',"
                                + " replayed_by = $3 WHERE d.id = $1"
                                + " AND ($2::text IS NULL OR d.tenant = $2) AND"
                                + SENDABLE,
                        id,
                        tenant.orElse(null),
                        by)
                > 0;
    }

    /** Forgets what came last before this time, and what names an asset that is erased. */
    void forget(Instant before) {
        sql.update(
                "DELETE FROM {schema}.dead_letter d WHERE d.dead_at < $1 OR EXISTS (SELECT 1 FROM"
                        + " {schema}.erasure WHERE asset_hash ="
                        + " encode(sha256(convert_to(d.asset_id::text, 'UTF8')), 'hex'))",
                at(before));
    }

    private static String replayable(boolean quarantined) {
        return (quarantined ? " d.state IN ('OPEN', 'QUARANTINED')" : " d.state = 'OPEN'")
                + " AND"
                + SENDABLE
                + " AND"
                + UNREPAIRED
                + " AND"
                + NARROWED;
    }

    private static DeadLetterView.Cause cause(Row row) {
        return new DeadLetterView.Cause(
                row.getString(0),
                slug(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getOffsetDateTime(6).toInstant(),
                row.getOffsetDateTime(7).toInstant());
    }

    private static String slug(String type) {
        return type.startsWith(Failure.TYPE_PREFIX)
                ? type.substring(Failure.TYPE_PREFIX.length())
                : type;
    }

    private static DeadLetterView letter(Row row) {
        return new DeadLetterView(
                row.getUUID(0),
                DeadLetterView.State.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getUUID(4),
                new Failure(row.getString(5), row.getString(6), row.getString(7)),
                row.getInteger(8),
                row.getInteger(9),
                row.getInteger(10),
                row.getOffsetDateTime(11).toInstant(),
                row.getOffsetDateTime(12).toInstant(),
                instant(row.getOffsetDateTime(13)),
                row.getString(14));
    }

    private static DeadLetterView.Whole whole(Row row) {
        return new DeadLetterView.Whole(
                letter(row),
                row.getString(15),
                headers(row.getString(16)),
                text(row.getBuffer(17)));
    }

    private static @Nullable String text(@Nullable Buffer payload) {
        return payload == null
                ? null
                : payload.getString(
                        0, Math.min(payload.length(), MOST_PAYLOAD), StandardCharsets.UTF_8.name());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static Map<String, String> headers(String json) {
        try {
            return Json.mapper().readValue(json, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers of a dead letter cannot be read", e);
        }
    }

    private static String json(Map<String, String> headers) {
        try {
            return Json.mapper().writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers cannot be written as JSON", e);
        }
    }
}
