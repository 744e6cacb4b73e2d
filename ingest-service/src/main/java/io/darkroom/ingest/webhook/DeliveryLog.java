package io.darkroom.ingest.webhook;

import io.darkroom.ingest.sql.Sql;
import io.darkroom.service.problem.ProblemType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was sent to an endpoint, and sending it again. Every method blocks. */
@ApplicationScoped
class DeliveryLog {
    private static final String SELECT =
            """
            SELECT d.seq, d.id, d.message_id, d.event, d.asset_id, m.revision, d.status, d.replay,
                d.created_at, CASE WHEN d.status = 'PENDING' THEN d.due_at END AS due_at, d.ended_at,
                (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.number,
                        'at', extract(epoch FROM a.at) * 1000, 'durationMs', a.duration_ms,
                        'code', a.response_code, 'error', a.error) ORDER BY a.number), '[]')
                    FROM {schema}.webhook_attempt a WHERE a.delivery_id = d.id) AS attempts
            FROM {schema}.webhook_delivery d JOIN {schema}.webhook_message m ON m.id = d.message_id
            WHERE d.webhook_id = $1
            """;

    private static final String PAGE =
            SELECT
                    + """
                    AND ($2::text IS NULL OR d.status = $2) AND ($3::uuid IS NULL OR d.asset_id = $3)
                    AND ($4::bigint IS NULL OR d.seq < $4)
                    ORDER BY d.seq DESC LIMIT $5
                    """;

    private static final String REPLAY =
            """
            INSERT INTO {schema}.webhook_delivery
                (webhook_id, message_id, asset_id, event, replay)
            SELECT d.webhook_id, d.message_id, d.asset_id, d.event, true FROM (
                SELECT DISTINCT ON (message_id) * FROM {schema}.webhook_delivery
                WHERE webhook_id = $1 AND status <> 'PENDING'
            """;

    private static final String IN_ORDER = " ORDER BY message_id, seq) d ORDER BY d.seq";

    private static final String REPLAY_ONE = REPLAY + " AND id = $2" + IN_ORDER + " RETURNING id";

    private static final String REPLAY_ALL =
            REPLAY
                    + " AND created_at >= $2 AND ($3::timestamptz IS NULL OR created_at < $3)"
                    + " AND ($4::text IS NULL OR status = $4)"
                    + IN_ORDER;

    /** What told of an erasure goes at once: nobody may find the asset's id here for a month. */
    private static final String CLEAN =
            """
            DELETE FROM {schema}.webhook_message m
            WHERE (m.created_at < $1 OR m.event = 'asset.erased')
            AND NOT EXISTS (SELECT 1 FROM {schema}.webhook_delivery d WHERE d.message_id = m.id
                AND (d.status = 'PENDING' OR (d.ended_at >= $1 AND m.event <> 'asset.erased')))
            """;

    private final Sql sql;

    DeliveryLog(Sql sql) {
        this.sql = sql;
    }

    /** What a page shows; what is absent does not narrow it. */
    record Filter(
            DeliveryView.@Nullable Status status,
            @Nullable UUID assetId,
            @Nullable Long before,
            int limit) {}

    private record Line(long seq, DeliveryView view) {}

    /** A page, newest first. */
    DeliveryView.Page page(UUID webhook, Filter filter) {
        var lines =
                sql.query(
                        PAGE,
                        DeliveryLog::read,
                        webhook,
                        filter.status() == null ? null : filter.status().name(),
                        filter.assetId(),
                        filter.before(),
                        filter.limit() + 1);
        boolean more = lines.size() > filter.limit();
        var shown = more ? lines.subList(0, filter.limit()) : lines;
        return new DeliveryView.Page(
                shown.stream().map(Line::view).toList(),
                more ? Long.toString(shown.getLast().seq()) : null);
    }

    /** The delivery; {@code webhook-delivery-not-found} where the log has none of this id. */
    DeliveryView one(UUID webhook, UUID id) {
        return sql.query(SELECT + " AND d.id = $2", DeliveryLog::read, webhook, id).stream()
                .map(Line::view)
                .findFirst()
                .orElseThrow(() ->
                        ProblemType.WEBHOOK_DELIVERY_NOT_FOUND.exception(
                                "The log has no delivery '" + id + "'"));
    }

    /** Owes the message of this delivery once more; one that is still pending is left as it is. */
    DeliveryView replay(UUID webhook, UUID id) {
        DeliveryView old = one(webhook, id);
        return sql.query(REPLAY_ONE, row -> row.getUUID("id"), webhook, id).stream()
                .findFirst()
                .map(added -> one(webhook, added))
                .orElse(old);
    }

    /** Owes every message once more that was sent in this time, in the order it was sent. */
    int replay(UUID webhook, ReplayRequest which) {
        return sql.update(
                REPLAY_ALL,
                webhook,
                which.since().atOffset(ZoneOffset.UTC),
                which.until() == null ? null : which.until().atOffset(ZoneOffset.UTC),
                which.status() == null ? null : which.status().name());
    }

    /** Forgets what ended before this time. */
    int clean(Instant before) {
        return sql.update(CLEAN, before.atOffset(ZoneOffset.UTC));
    }

    private static Line read(Row row) {
        JsonArray attempts = (JsonArray) row.getJson("attempts");
        return new Line(
                row.getLong("seq"),
                new DeliveryView(
                        row.getUUID("id"),
                        row.getUUID("message_id"),
                        WebhookEvent.of(row.getString("event")),
                        row.getUUID("asset_id"),
                        row.getLong("revision"),
                        DeliveryView.Status.valueOf(row.getString("status")),
                        row.getBoolean("replay"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        instant(row.getOffsetDateTime("due_at")),
                        instant(row.getOffsetDateTime("ended_at")),
                        IntStream.range(0, attempts.size())
                                .mapToObj(at -> attempt(attempts.getJsonObject(at)))
                                .toList()));
    }

    private static DeliveryView.AttemptView attempt(JsonObject json) {
        return new DeliveryView.AttemptView(
                json.getInteger("number"),
                Instant.EPOCH.plus(Duration.ofMillis(json.getLong("at"))),
                json.getLong("durationMs"),
                json.getInteger("code"),
                json.getString("error"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
