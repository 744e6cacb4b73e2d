package io.darkroom.ingest.delivery;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.sql.Sql;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Clears away files that were made for delivery some time ago: for texts that were changed since,
 * or for widths that nobody asks for any longer. Any number of instances may do so at once.
 */
@ApplicationScoped
class RenditionCleaner {
    private static final Logger LOG = Logger.getLogger(RenditionCleaner.class);
    private static final int AT_ONCE = 500;

    private static final String OLD =
            """
            SELECT bucket, object_key FROM {schema}.rendition
            WHERE made_at < now() - make_interval(secs => $1::float8) ORDER BY made_at, object_key LIMIT $2 OFFSET $3
            """;

    private static final String FORGET = "DELETE FROM {schema}.rendition WHERE object_key = $1";

    private final Chores chores;
    private final Sql sql;
    private final ObjectStore store;
    private final Duration keep;

    RenditionCleaner(Chores chores, Sql sql, ObjectStore store, DeliveryConfig config) {
        this.chores = chores;
        this.sql = sql;
        this.store = store;
        this.keep = config.keep();
    }

    @Scheduled(
            every = "${darkroom.delivery.clean-every:1h}",
            delayed = "${darkroom.delivery.clean-every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void pass() {
        chores.run("clean-renditions", () -> clean(keep.multipliedBy(2)));
    }

    /** Clears away what was made longer ago than this, which is in no period of use any longer. */
    void clean(Duration age) {
        int left = 0;
        List<ObjectRef> old;
        do {
            old =
                    sql.query(
                            OLD,
                            row -> new ObjectRef(row.getString(0), row.getString(1)),
                            (double) age.toSeconds(),
                            AT_ONCE,
                            left);
            left += (int) old.stream().filter(file -> !clean(file)).count();
        } while (old.size() == AT_ONCE && !chores.stopping());
    }

    /** Whether that could be done; where it could not, others can. */
    private boolean clean(ObjectRef file) {
        try {
            store.delete(file);
            sql.update(FORGET, file.key());
            return true;
        } catch (ObjectStoreException e) {
            if (e.worthRetrying()) {
                throw e;
            }
            LOG.warnf("A file is left to the next pass object=%s cause=%s", file.key(), e);
            return false;
        }
    }
}
