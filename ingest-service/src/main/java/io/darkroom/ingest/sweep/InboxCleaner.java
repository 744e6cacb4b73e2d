package io.darkroom.ingest.sweep;

import io.darkroom.service.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Forgets events that can no longer come again. Any number of instances may do so at once. */
@ApplicationScoped
class InboxCleaner {
    private static final Logger LOG = Logger.getLogger(InboxCleaner.class);

    /** Rows in a transaction: few enough that it is short. */
    private static final int AT_ONCE = 10_000;

    private static final String DELETE =
            """
            DELETE FROM {h-schema}inbox WHERE (consumer, event_id) IN (
                SELECT consumer, event_id FROM {h-schema}inbox WHERE received_at < :before
                ORDER BY received_at LIMIT :max FOR UPDATE SKIP LOCKED)
            """;

    private final Chores chores;
    private final Transactions transactions;
    private final InboxConfig config;

    InboxCleaner(Chores chores, Transactions transactions, InboxConfig config) {
        this.chores = chores;
        this.transactions = transactions;
        this.config = config;
    }

    @Scheduled(
            every = "${darkroom.inbox.every:1h}",
            delayed = "${darkroom.inbox.every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void clean() {
        chores.run("clean-inbox", () -> forget(Instant.now().minus(config.retention())));
    }

    private void forget(Instant before) {
        long forgotten = 0;
        int last;
        do {
            last =
                    transactions.run(session ->
                            session.createNativeQuery(DELETE)
                                    .setParameter("before", before)
                                    .setParameter("max", AT_ONCE)
                                    .executeUpdate());
            forgotten += last;
        } while (last == AT_ONCE && !chores.stopping());
        LOG.debugf("Old events were forgotten events=%d", forgotten);
    }
}
