package io.darkroom.service.events;

import io.darkroom.broker.ClusterCheck;
import io.darkroom.contracts.TopicSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says at the start, in words, where the topics are not as Darkroom needs them. The service runs
 * all the same: a retention that is too short loses nothing today, and must not stop uploads.
 */
@ApplicationScoped
class TopicsAtStart {
    private static final Logger LOG = Logger.getLogger(TopicsAtStart.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Map<String, Object> connection;
    private volatile @Nullable Thread looking;

    TopicsAtStart(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    }

    void start(@Observes StartupEvent started) {
        // The broker may come up after this service: readiness says so meanwhile.
        looking = Thread.ofVirtual().name("topics-at-start").start(this::lookUntilAnswered);
    }

    void stop(@Observes ShutdownEvent stopped) {
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void lookUntilAnswered() {
        try {
            while (!look()) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private boolean look() throws InterruptedException {
        try (Admin admin = Admin.create(connection)) {
            report(new ClusterCheck(admin).topics(TopicSettings.all()));
            return true;
        } catch (ExecutionException | RuntimeException e) {
            LOG.debugf("The topics cannot be looked at yet; error=%s", e.getMessage());
            return false;
        }
    }

    private static void report(List<ClusterCheck.Finding> findings) {
        findings.forEach(finding -> LOG.warnf("Kafka is not set up; finding=%s", finding));
    }
}
