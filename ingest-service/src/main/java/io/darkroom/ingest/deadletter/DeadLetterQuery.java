package io.darkroom.ingest.deadletter;

import io.darkroom.contracts.Failure;
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
public class DeadLetterQuery {
    private static final int MOST_PAYLOAD = 64 * 1024;

    private static final String COLUMNS =
            "d.id, d.state, d.consumer, d.topic, d.asset_id, d.error_type, d.error_title,"
                    + " d.error_detail, d.attempts, d.times, d.replays, d.first_dead_at, d.dead_at,"
                    + " d.replayed_at, d.replayed_by";

    private final Sql sql;

    DeadLetterQuery(Sql sql) {
        this.sql = sql;
    }

    /** What each stage owes. */
    public Map<Stage, Long> owedByStage() {
        var owed = new EnumMap<Stage, Long>(Stage.class);
        sql.query(
                        "SELECT d.stage, count(*) FROM {schema}.dead_letter d WHERE d.stage IS NOT"
                                + " NULL AND"
                                + DeadLetterScope.OWED
                                + " GROUP BY d.stage",
                        row -> Map.entry(Stage.valueOf(row.getString(0)), row.getLong(1)))
                .forEach(entry -> owed.put(entry.getKey(), entry.getValue()));
        return owed;
    }

    /** What is owed by cause, most first. */
    List<DeadLetterView.Cause> causes(DeadLetterScope scope) {
        return sql.query(
                "SELECT d.consumer, d.error_type, max(d.error_title),"
                        + " count(*) FILTER (WHERE d.state = 'OPEN'),"
                        + " count(*) FILTER (WHERE d.state = 'QUARANTINED'),"
                        + " count(*) FILTER (WHERE d.state = 'QUEUED'),"
                        + " min(d.first_dead_at), max(d.dead_at) FROM {schema}.dead_letter d WHERE"
                        + DeadLetterScope.OWED
                        + " AND"
                        + DeadLetterScope.NARROWED
                        + " GROUP BY d.consumer, d.error_type ORDER BY count(*) DESC, 1, 2",
                DeadLetterQuery::cause,
                scope.tenant().orElse(null),
                scope.consumer(),
                scope.type());
    }

    /**
     * What is owed, the latest first.
     *
     * @param after where the page before ended; absent for the first
     */
    List<DeadLetterView> letters(DeadLetterScope scope, int most, @Nullable Cursor after) {
        return sql.query(
                "SELECT "
                        + COLUMNS
                        + " FROM {schema}.dead_letter d WHERE"
                        + DeadLetterScope.OWED
                        + " AND"
                        + DeadLetterScope.NARROWED
                        + " AND ($5::timestamptz IS NULL OR (d.dead_at, d.id) < ($5, $6))"
                        + " ORDER BY d.dead_at DESC, d.id DESC LIMIT $4",
                DeadLetterQuery::letter,
                scope.tenant().orElse(null),
                scope.consumer(),
                scope.type(),
                most,
                after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC),
                after == null ? null : after.id());
    }

    /** Every letter of an asset, repaired or not, in order. */
    public List<DeadLetterView> ofAsset(UUID asset) {
        return sql.query(
                "SELECT "
                        + COLUMNS
                        + " FROM {schema}.dead_letter d WHERE d.asset_id = $1 ORDER BY d.dead_at",
                DeadLetterQuery::letter,
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
                        DeadLetterQuery::whole,
                        id,
                        tenant.orElse(null))
                .stream()
                .findFirst();
    }

    /** How many a replay of this scope would send. */
    long count(DeadLetterScope scope, boolean quarantined) {
        return sql.query(
                        "SELECT count(*) FROM {schema}.dead_letter d WHERE"
                                + DeadLetterScope.replayable(quarantined),
                        row -> row.getLong(0),
                        scope.tenant().orElse(null),
                        scope.consumer(),
                        scope.type())
                .getFirst();
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
                LetterHeaders.read(row.getString(16)),
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
}
