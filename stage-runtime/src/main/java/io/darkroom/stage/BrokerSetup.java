package io.darkroom.stage;

import io.darkroom.broker.ClusterCheck;
import io.darkroom.broker.ClusterSetup;
import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Brings the broker to what the stages need, before the first consumer joins, and says where it is
 * otherwise. Repeating it changes nothing.
 */
@ApplicationScoped
class BrokerSetup {
    private static final Logger LOG = Logger.getLogger(BrokerSetup.class);

    /**
     * What was asked of a broker that is away is waited for by a close, a minute by itself: longer
     * than an orchestrator waits for a service that is to stop.
     */
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final StageConfig config;
    private final Canary canary;

    BrokerSetup(KafkaClients clients, StageConfig config, Canary canary) {
        this.clients = clients;
        this.config = config;
        this.canary = canary;
    }

    /**
     * @throws ExecutionException if the broker is away or refuses
     * @throws InterruptedException soon after an interrupt, wherever the broker is
     */
    void apply(Collection<Stage> stages, Subscription subscription)
            throws ExecutionException, InterruptedException {
        Admin admin = clients.admin();
        try {
            apply(admin, stages, subscription);
        } finally {
            admin.close(CLOSED_WITHIN);
        }
    }

    private void apply(Admin admin, Collection<Stage> stages, Subscription subscription)
            throws ExecutionException, InterruptedException {
        var topics = topics(stages);
        var setup = new ClusterSetup(admin);
        var created = setup.createTopics(topics);
        if (subscription == Subscription.SHARE) {
            setup.configureGroups(groups(stages, ShareTimes.asFarAsAllowed(admin, config)));
        }
        // Brokers learn of a new topic a moment later; what was made just now is as it must be.
        topics.removeIf(topic -> created.contains(topic.name()));
        var check = new ClusterCheck(admin);
        var findings = new ArrayList<>(check.topics(topics));
        if (subscription == Subscription.SHARE) {
            findings.addAll(check.brokers());
        }
        findings.forEach(finding -> LOG.warnf("Kafka is not set up; finding=%s", finding));
    }

    private static List<TopicSettings> topics(Collection<Stage> stages) {
        var needed =
                new ArrayList<>(
                        List.of(
                                Topics.ASSET_UPLOADED,
                                Topics.ASSET_UPLOADED_BULK,
                                Topics.STAGE_FINISHED,
                                Topics.STAGE_CANARY,
                                Topics.BUDGET_REACHED,
                                Topics.STAGE_CONTROL,
                                Topics.STAGE_INSTANCES));
        stages.forEach(stage -> needed.add(Topics.deadLetters(stage)));
        var topics = new ArrayList<>(TopicSettings.all());
        topics.removeIf(topic -> !needed.contains(topic.name()));
        return topics;
    }

    private List<ShareGroup> groups(Collection<Stage> stages, ShareTimes times) {
        var settings =
                Map.of(
                        "share.record.lock.duration.ms", millis(times.lock()),
                        "share.session.timeout.ms", millis(times.session()),
                        "share.heartbeat.interval.ms", millis(times.heartbeat()));
        return stages.stream()
                .flatMap(stage ->
                        canary.name()
                                .map(name -> ShareGroup.ofCanary(name, stage, settings))
                                .orElseGet(() -> ShareGroup.of(stage, settings)))
                .toList();
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
