package io.darkroom.ingest.retelling;

import io.darkroom.broker.Offsets;
import io.darkroom.service.events.LookAtStart;
import io.darkroom.service.sql.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks, once at the start, whether the topics that carry standing words were ever written to. On a
 * cluster that is new, as after a loss of the old one or a restore, they were not: keys would be
 * unknown to moderation-service, and stages that a person paused would work. Then the words are
 * told again. Two instances that start at once both do so, which nobody notices.
 */
@ApplicationScoped
class Retelling {
    private static final Logger LOG = Logger.getLogger(Retelling.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Map<String, Object> connection;
    private final Instance<Told> all;
    private final Transactions transactions;
    private volatile @Nullable LookAtStart look;

    Retelling(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @Any Instance<Told> all,
            Transactions transactions) {
        this.connection = connection;
        this.all = all;
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent started) {
        look = LookAtStart.begin("retelling", connection, BETWEEN_LOOKS, this::tellWhatIsLost);
    }

    void stop(@Observes ShutdownEvent stopped) {
        LookAtStart begun = look;
        if (begun != null) {
            begun.close();
        }
    }

    /** Looks at every topic of standing words, and tells again what it lacks. */
    void tellWhatIsLost(Admin admin) throws ExecutionException, InterruptedException {
        for (Told told : all) {
            tellWhereNothingIsTold(admin, told);
        }
    }

    /** Tells it again where its topic was never written to. */
    private void tellWhereNothingIsTold(Admin admin, Told told)
            throws ExecutionException, InterruptedException {
        if (isWritten(admin, told.topic())) {
            return;
        }
        int words = transactions.run(told::tellAgain);
        if (words > 0) {
            LOG.warnf(
                    "A topic was empty, although there was something to tell; it is told again"
                            + " topic=%s words=%d",
                    told.topic(), words);
        }
    }

    private static boolean isWritten(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        return new Offsets(admin).ends(topic).values().stream().anyMatch(end -> end > 0);
    }
}
