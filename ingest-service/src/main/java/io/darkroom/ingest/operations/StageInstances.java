package io.darkroom.ingest.operations;

import io.darkroom.broker.TopicFollower;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.Topics;
import io.darkroom.service.events.OrderedEvents;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The instances of stages, by what they say of themselves. One that was silent for three of its
 * periods is counted out; so is one whose clock is wrong by more than that.
 */
@Startup
@ApplicationScoped
public class StageInstances {
    private static final Logger LOG = Logger.getLogger(StageInstances.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LATELY = Duration.ofSeconds(30);
    private static final int SILENT_PERIODS = 3;

    private final Map<String, Deque<StageInstance>> reports = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    StageInstances(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.follower =
                TopicFollower.ofLately(connection, Topics.STAGE_INSTANCES, WINDOW, this::take);
    }

    /**
     * What an instance said first and last in the past minute.
     *
     * @param first the same as the last, where it said only one thing
     */
    record Seen(StageInstance first, StageInstance last) {}

    /** Those that run now. */
    List<Seen> running(Instant now) {
        reports.values().removeIf(each -> isGone(each, now));
        return reports.values().stream().map(StageInstances::seen).toList();
    }

    /** How many instances of a canary of a stage run now. */
    public int ofCanary(Stage stage, String canary) {
        return (int)
                running(Instant.now()).stream()
                        .map(Seen::last)
                        .filter(last -> canary.equals(last.canary()))
                        .filter(last ->
                                last.stages().stream().anyMatch(load -> load.stage() == stage))
                        .count();
    }

    /** Whether what is known is up to date. */
    boolean isCurrent() {
        return follower.isCurrent(LATELY);
    }

    @PreDestroy
    void close() {
        follower.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            var report =
                    CloudEvent.read(
                                    OrderedEvents.headers(record),
                                    record.value(),
                                    StageInstance.class)
                            .data();
            var known = reports.computeIfAbsent(report.instance(), _ -> new ArrayDeque<>());
            synchronized (known) {
                known.addLast(report);
                Instant begin = report.at().minus(WINDOW);
                while (known.size() > 1 && known.getFirst().at().isBefore(begin)) {
                    known.removeFirst();
                }
            }
            // Nobody may look for months, while instances come and go. What is read late is kept
            // for a while: it says how fast they were.
            Instant lately = Instant.now().minus(WINDOW);
            reports.values().removeIf(each -> isGone(each, lately));
        } catch (MalformedEventException e) {
            LOG.warnf(
                    "What an instance says cannot be read offset=%d cause=%s",
                    record.offset(), e.getMessage());
        }
    }

    private static boolean isGone(Deque<StageInstance> known, Instant now) {
        StageInstance last = seen(known).last();
        return Duration.between(last.at(), now).toMillis() > SILENT_PERIODS * last.everyMs();
    }

    private static Seen seen(Deque<StageInstance> known) {
        synchronized (known) {
            return new Seen(known.getFirst(), known.getLast());
        }
    }
}
