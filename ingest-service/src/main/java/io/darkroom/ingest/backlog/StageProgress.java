package io.darkroom.ingest.backlog;

import io.darkroom.broker.Offsets;
import io.darkroom.contracts.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far the stages have come, by what the broker says: a mark is set where a topic ends at
 * present, and passed once the stage has done with all before it, and the join with what the stages
 * had reported by then. For one thread at a time.
 */
@ApplicationScoped
class StageProgress {
    /** For transactions that end a while after they read the clock, and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Backlogs backlogs;
    private final Map<String, Object> connection;
    private final String join;
    private final Map<Way, Mark> marks = new HashMap<>();
    private @Nullable Admin admin;

    /**
     * What a stage is to come to.
     *
     * @param sentBefore what was sent out before was in the topic
     * @param work how far the topic reached
     * @param outcomes how far the topic of outcomes reached when the stage had done with that work;
     *     absent until it has
     */
    private record Mark(
            Instant sentBefore,
            Map<TopicPartition, Long> work,
            @Nullable Map<TopicPartition, Long> outcomes) {}

    StageProgress(
            Backlogs backlogs,
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @ConfigProperty(name = "mp.messaging.incoming.stage-finished.group.id") String join) {
        this.backlogs = backlogs;
        this.connection = connection;
        this.join = join;
    }

    /**
     * A time before which nothing was sent out this way that the stage could still report; absent
     * where that is not known at present. Blocks.
     *
     * @throws ExecutionException if the broker is away or refuses
     * @throws InterruptedException if the service stops
     */
    Optional<Instant> doneUntil(Way way) throws ExecutionException, InterruptedException {
        var offsets = new Offsets(admin());
        Mark mark = marks.get(way);
        if (mark == null) {
            // First the time: what is not in the outbox then is in the topic.
            Instant unsentSince = backlogs.unsentSince(way.lane());
            mark = new Mark(unsentSince.minus(MARGIN), offsets.ends(way.lane().topic()), null);
        }
        if (mark.outcomes() == null && offsets.isSettled(way.group(), mark.work())) {
            var reported = offsets.ends(Topics.STAGE_FINISHED);
            mark = new Mark(mark.sentBefore(), mark.work(), reported);
        }
        if (mark.outcomes() != null && offsets.isCommitted(join, mark.outcomes())) {
            marks.remove(way);
            return Optional.of(mark.sentBefore());
        }
        marks.put(way, mark);
        return Optional.empty();
    }

    /** Nothing is owed this way: the next mark is a new one. */
    void forget(Way way) {
        marks.remove(way);
    }

    private Admin admin() {
        Admin client = admin;
        if (client == null) {
            client = Offsets.impatient(connection);
            admin = client;
        }
        return client;
    }

    @PreDestroy
    void close() {
        Admin client = admin;
        if (client != null) {
            client.close(Duration.ZERO);
        }
    }
}
