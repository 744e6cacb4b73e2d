package io.darkroom.service.access;

import io.darkroom.broker.TopicFollower;
import io.darkroom.contracts.AccessKey;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.contracts.Topics;
import io.darkroom.service.events.OrderedEvents;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The keys as their topic tells of them: read from its beginning by every instance, and held in
 * memory. Where the topic was out of reach for longer than a revocation may take, nothing is known
 * of any key, and nobody is let in by one: a key that was taken back must not live on because
 * nobody can be asked.
 */
public final class KeyTopic implements CreatedKeys, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KeyTopic.class);

    private final Duration staleAfter;
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    /**
     * Begins to read.
     *
     * @param connection bootstrap servers and security, as Kafka's clients understand them
     * @param staleAfter how long what was read counts while the topic is out of reach
     */
    public KeyTopic(Map<String, Object> connection, Duration staleAfter) {
        this.staleAfter = staleAfter;
        this.follower = TopicFollower.ofAll(connection, Topics.ACCESS_KEYS, this::take);
    }

    @Override
    public Uni<Optional<AccessKey>> find(String id) {
        if (!isCurrent()) {
            return Uni.createFrom()
                    .failure(
                            ProblemType.UNAVAILABLE.exception(
                                    "Keys cannot be checked at present; try again in a moment."));
        }
        return Uni.createFrom().item(Optional.ofNullable(keys.get(id)));
    }

    /** Whether the topic was read to its end recently enough. */
    public boolean isCurrent() {
        return follower.isCurrent(staleAfter);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            keys.remove(record.key());
            return;
        }
        try {
            var event =
                    CloudEvent.read(OrderedEvents.headers(record), record.value(), AccessKey.class);
            keys.put(record.key(), event.data());
        } catch (MalformedEventException e) {
            // What cannot be read may have been a revocation, so the key opens nothing.
            keys.remove(record.key());
            LOG.errorf(
                    "The latest word on a key cannot be read keyId=%s offset=%d cause=%s",
                    record.key(), record.offset(), e.getMessage());
        }
    }

    /** Stops reading. */
    @Override
    public void close() {
        follower.close();
    }
}
