package io.darkroom.service.events;

import io.darkroom.broker.ClusterCheck;
import io.darkroom.contracts.TopicSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
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
    private volatile @Nullable LookAtStart look;

    TopicsAtStart(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = connection;
    }

    void start(@Observes StartupEvent started) {
        look = LookAtStart.begin("topics-at-start", connection, BETWEEN_LOOKS, TopicsAtStart::look);
    }

    void stop(@Observes ShutdownEvent stopped) {
        LookAtStart begun = look;
        if (begun != null) {
            begun.close();
        }
    }

    private static void look(Admin admin) throws ExecutionException, InterruptedException {
        report(new ClusterCheck(admin).topics(TopicSettings.all()));
    }

    private static void report(List<ClusterCheck.Finding> findings) {
        findings.forEach(finding -> LOG.warnf("Kafka is not set up; finding=%s", finding));
    }
}
