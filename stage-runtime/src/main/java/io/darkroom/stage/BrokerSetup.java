package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Brings the broker to what the stages need, before the first consumer joins: a share group starts
 * at the newest record unless its own configuration says otherwise, and what was uploaded before
 * would never be seen. Repeating it changes nothing.
 */
@ApplicationScoped
class BrokerSetup {
    private final KafkaClients clients;
    private final StageConfig config;

    BrokerSetup(KafkaClients clients, StageConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /**
     * @throws ExecutionException if the broker is away or refuses
     */
    void apply(Collection<Stage> stages, Subscription subscription)
            throws ExecutionException, InterruptedException {
        try (Admin admin = clients.admin()) {
            createTopics(admin, stages);
            if (subscription == Subscription.SHARE) {
                configureGroups(admin, stages, ShareTimes.asFarAsAllowed(admin, config));
            }
        }
    }

    private static void createTopics(Admin admin, Collection<Stage> stages)
            throws ExecutionException, InterruptedException {
        var needed =
                new ArrayList<>(
                        List.of(
                                Topics.ASSET_UPLOADED,
                                Topics.ASSET_UPLOADED_BULK,
                                Topics.STAGE_FINISHED,
                                Topics.BUDGET_REACHED));
        stages.forEach(stage -> needed.add(Topics.deadLetters(stage)));
        Set<String> existing = admin.listTopics().names().get();
        var missing =
                TopicSettings.all().stream()
                        .filter(topic -> needed.contains(topic.name()))
                        .filter(topic -> !existing.contains(topic.name()))
                        .map(BrokerSetup::topic)
                        .toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                // Another instance may have been quicker.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** With the broker's own number of replicas: one on a laptop, three in a cluster. */
    private static NewTopic topic(TopicSettings settings) {
        return new NewTopic(settings.name(), Optional.of(settings.partitions()), Optional.empty())
                .configs(settings.config());
    }

    private static void configureGroups(Admin admin, Collection<Stage> stages, ShareTimes times)
            throws ExecutionException, InterruptedException {
        var settings =
                List.of(
                        set("share.auto.offset.reset", "earliest"),
                        set("share.record.lock.duration.ms", times.lock()),
                        set("share.session.timeout.ms", times.session()),
                        set("share.heartbeat.interval.ms", times.heartbeat()));
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (Stage stage : stages) {
            for (Lane lane : Lane.values()) {
                String group = StageGroups.group(stage, lane, Subscription.SHARE);
                changes.put(new ConfigResource(ConfigResource.Type.GROUP, group), settings);
            }
        }
        admin.incrementalAlterConfigs(Map.copyOf(changes)).all().get();
    }

    private static AlterConfigOp set(String name, Duration value) {
        return set(name, Long.toString(value.toMillis()));
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
