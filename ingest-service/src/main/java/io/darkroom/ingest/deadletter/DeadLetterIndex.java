package io.darkroom.ingest.deadletter;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.sql.Sql;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes down what was given up, and has it sent again; {@link DeadLetterQuery} says what of it is
 * owed. Every method blocks.
 */
@ApplicationScoped
class DeadLetterIndex {
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

    private final Sql sql;
    private final DeadLetterConfig config;

    DeadLetterIndex(Sql sql, DeadLetterConfig config) {
        this.sql = sql;
        this.config = config;
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
                LetterHeaders.json(letter.headers()),
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

    /** Has the letters of this scope sent again; says how many. */
    long queue(DeadLetterScope scope, boolean quarantined, String by) {
        return sql.update(
                "UPDATE {schema}.dead_letter d SET state = 'QUEUED', lane = 'BULK',"
                        + " replayed_by = $4 WHERE"
                        + DeadLetterScope.replayable(quarantined),
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
                                + DeadLetterScope.SENDABLE,
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

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
