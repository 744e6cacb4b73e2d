package io.darkroom.ingest.deadletter;

import io.darkroom.contracts.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant, and the conditions on a row {@code d} of their table; what is absent
 * does not narrow it.
 *
 * @param tenant whose letters; absent for everybody's, those that are no tenant's among them
 * @param cause slug of the problem's type
 */
record DeadLetterScope(Optional<String> tenant, @Nullable String consumer, @Nullable String cause) {
    /** Not repaired since, and not at work again. */
    static final String UNREPAIRED =
            " NOT EXISTS (SELECT 1 FROM {schema}.asset_stage s WHERE s.asset_id = d.asset_id"
                    + " AND s.stage = d.stage AND s.status IN ('SUCCEEDED', 'SKIPPED', 'PENDING'))";

    /** There is something to send: the record, or what a stage is asked for anew. */
    static final String SENDABLE =
            " (d.payload IS NOT NULL OR (d.stage IS NOT NULL AND d.asset_id IS NOT NULL))";

    static final String OWED = " d.state IN ('OPEN', 'QUARANTINED', 'QUEUED') AND" + UNREPAIRED;

    /** Parameters 1 to 3: the tenant, the consumer and the cause; what is null does not narrow. */
    static final String NARROWED =
            " ($1::text IS NULL OR d.tenant = $1) AND ($2::text IS NULL OR d.consumer = $2)"
                    + " AND ($3::text IS NULL OR d.error_type = $3)";

    @Nullable String type() {
        return cause == null ? null : Failure.TYPE_PREFIX + cause;
    }

    /** What a replay of this scope sends. */
    static String replayable(boolean quarantined) {
        return (quarantined ? " d.state IN ('OPEN', 'QUARANTINED')" : " d.state = 'OPEN'")
                + " AND"
                + SENDABLE
                + " AND"
                + UNREPAIRED
                + " AND"
                + NARROWED;
    }
}
