package io.darkroom.ingest.webhook;

import io.darkroom.ingest.sql.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is owed, in the database: any number of instances may send. A delivery is leased while it is
 * sent; where its sender dies, the lease ends and another takes it.
 *
 * <p>Each endpoint has lanes of its own, so that one which is slow or dead delays nobody else. The
 * deliveries of one asset go to an endpoint one after the other, in the order of its changes; a
 * record that is no longer the latest holds nothing up, since it is not sent any more.
 */
@ApplicationScoped
class DeliveryQueue {
    /**
     * $1 lanes for each endpoint, $2 seconds of the lease. Written so that the database can tell
     * how few rows it takes: it looks at no more, however much an endpoint is owed.
     */
    private static final String CLAIM =
            """
            WITH due AS (
                SELECT d.seq FROM {schema}.webhook w CROSS JOIN LATERAL (
                    SELECT n.seq, row_number() OVER (ORDER BY n.due_at, n.seq) AS lane FROM (
                        SELECT c.seq, c.due_at FROM {schema}.webhook_delivery c
                        WHERE c.webhook_id = w.id AND c.status = 'PENDING' AND c.due_at <= now()
                        AND (c.leased_until IS NULL OR c.leased_until < now())
                        AND NOT EXISTS (
                            SELECT 1 FROM {schema}.webhook_delivery e
                            WHERE e.asset_id = c.asset_id AND e.webhook_id = c.webhook_id
                            AND e.status = 'PENDING' AND e.seq < c.seq
                            AND (e.event <> 'asset.enriched' OR e.leased_until >= now()))
                        ORDER BY c.due_at, c.seq LIMIT $1::int FOR UPDATE SKIP LOCKED) n) d
                WHERE w.enabled AND d.lane <= $1::int - (
                    SELECT count(*) FROM {schema}.webhook_delivery f
                    WHERE f.webhook_id = w.id AND f.status = 'PENDING' AND f.leased_until >= now()))
            UPDATE {schema}.webhook_delivery d
            SET leased_until = now() + make_interval(secs => $2::float8)
            FROM {schema}.webhook w, {schema}.webhook_message m
            WHERE d.seq = ANY (ARRAY(SELECT seq FROM due)) AND w.id = d.webhook_id AND m.id = d.message_id
            RETURNING d.seq, d.id, d.webhook_id, d.message_id, d.event, d.attempts, w.url, w.secret,
                CASE WHEN w.old_secret_until > now() THEN w.old_secret END AS old_secret, m.body, m.traceparent,
                CASE WHEN d.event = 'asset.enriched' THEN EXISTS (
                        SELECT 1 FROM {schema}.asset a WHERE a.id = d.asset_id
                        AND a.state = 'PUBLISHED' AND a.revision = m.revision)
                    WHEN d.replay AND d.event = 'asset.withdrawn' THEN NOT EXISTS (
                        SELECT 1 FROM {schema}.asset a WHERE a.id = d.asset_id
                        AND a.state = 'PUBLISHED')
                    ELSE true END AS current
            """;

    private static final String LOG =
            """
            WITH attempt AS (
                INSERT INTO {schema}.webhook_attempt
                    (delivery_id, number, at, duration_ms, response_code, error)
                SELECT $2::uuid, $3::int, $4::timestamptz, $5::bigint, $6::int, $7::text FROM {schema}.webhook_delivery WHERE id = $2::uuid
                ON CONFLICT DO NOTHING)
            """;

    private static final String SUCCEEDED =
            LOG
                    + """
                    , heard AS (
                        UPDATE {schema}.webhook w SET last_success_at = now()
                        FROM {schema}.webhook_delivery d WHERE d.seq = $1::bigint AND w.id = d.webhook_id)
                    UPDATE {schema}.webhook_delivery SET status = 'DELIVERED', attempts = $3::int,
                        leased_until = NULL, ended_at = now()
                    WHERE seq = $1::bigint
                    """;

    private static final String AGAIN =
            LOG
                    + """
                    UPDATE {schema}.webhook_delivery SET attempts = $3::int, leased_until = NULL,
                        due_at = now() + make_interval(secs => $8::float8)
                    WHERE seq = $1::bigint AND status = 'PENDING'
                    """;

    private static final String FAILED =
            LOG
                    + """
                    UPDATE {schema}.webhook_delivery SET status = 'FAILED', attempts = $3::int,
                        leased_until = NULL, ended_at = now()
                    WHERE seq = $1::bigint AND status = 'PENDING'
                    """;

    private static final String SUPERSEDED =
            """
            UPDATE {schema}.webhook_delivery
            SET status = 'SUPERSEDED', leased_until = NULL, ended_at = now() WHERE seq = $1::bigint
            """;

    /** The last trace of an erased asset goes with the last delivery that told of it. */
    private static final String FORGET_ERASED =
            """
            DELETE FROM {schema}.webhook_message m WHERE m.id = $1 AND m.event = 'asset.erased'
            AND NOT EXISTS (SELECT 1 FROM {schema}.webhook_delivery d
                WHERE d.message_id = m.id AND d.status = 'PENDING')
            """;

    private static final String BACKLOG =
            """
            SELECT count(*), coalesce(extract(epoch FROM now() - min(due_at)), 0)::float8
            FROM {schema}.webhook_delivery WHERE status = 'PENDING' AND due_at <= now()
            """;

    private final Sql sql;

    DeliveryQueue(Sql sql) {
        this.sql = sql;
    }

    /** Leases what may be sent now. */
    List<DueDelivery> claim(int lanes, Duration lease) {
        return sql.query(CLAIM, DeliveryQueue::read, lanes, (double) lease.toSeconds());
    }

    void succeeded(DueDelivery delivery, Attempt attempt) {
        sql.update(SUCCEEDED, logged(delivery, attempt).toArray());
        forgetErased(delivery);
    }

    /** It is tried again after this time. */
    void again(DueDelivery delivery, Attempt attempt, Duration wait) {
        var values = logged(delivery, attempt);
        values.add(wait.toMillis() / 1000.0);
        sql.update(AGAIN, values.toArray());
    }

    /** It is not tried again. */
    void failed(DueDelivery delivery, Attempt attempt) {
        sql.update(FAILED, logged(delivery, attempt).toArray());
        forgetErased(delivery);
    }

    /** What it says no longer holds, so it is not sent. */
    void superseded(DueDelivery delivery) {
        sql.update(SUPERSEDED, delivery.seq());
    }

    /** What could be sent now and is not under way to its end yet. */
    Backlog backlog() {
        return sql.query(BACKLOG, row -> new Backlog(row.getLong(0), row.getDouble(1))).getFirst();
    }

    /**
     * Deliveries whose time has come.
     *
     * @param oldestSeconds how long the oldest has been due
     */
    record Backlog(long deliveries, double oldestSeconds) {
        static final Backlog NONE = new Backlog(0, 0);
    }

    private void forgetErased(DueDelivery delivery) {
        if (delivery.event() == WebhookEvent.ERASED) {
            sql.update(FORGET_ERASED, delivery.message());
        }
    }

    private static List<@Nullable Object> logged(DueDelivery delivery, Attempt attempt) {
        var values = new ArrayList<@Nullable Object>();
        values.add(delivery.seq());
        values.add(delivery.id());
        values.add(delivery.attempts() + 1);
        values.add(attempt.at().atOffset(ZoneOffset.UTC));
        values.add(attempt.took().toMillis());
        values.add(attempt.code());
        values.add(attempt.error());
        return values;
    }

    private static DueDelivery read(Row row) {
        var secrets = new ArrayList<byte[]>();
        secrets.add(row.getBuffer("secret").getBytes());
        Buffer old = row.getBuffer("old_secret");
        if (old != null) {
            secrets.add(old.getBytes());
        }
        return new DueDelivery(
                row.getLong("seq"),
                row.getUUID("id"),
                row.getUUID("webhook_id"),
                row.getUUID("message_id"),
                WebhookEvent.of(row.getString("event")),
                row.getInteger("attempts"),
                row.getBoolean("current"),
                row.getString("url"),
                secrets,
                row.getString("body"),
                row.getString("traceparent"));
    }
}
