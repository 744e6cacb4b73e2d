package io.darkroom.local.embedded;

import io.darkroom.contracts.TopicSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates Darkroom's topics and configures its share groups; repeating it changes nothing. */
public final class TopicSetup {
    /** Share groups by stage: {@code <service>.<stage>}. */
    public static final List<String> SHARE_GROUPS =
            List.of(
                    "caption-service.caption",
                    "caption-service.auto-tag",
                    "transform-service.smart-crop",
                    "transform-service.outpaint");

    private static final Map<String, String> SHARE_GROUP_SETTINGS =
            Map.of(
                    "share.auto.offset.reset", "earliest",
                    "share.record.lock.duration.ms", "10000");

    private static final Duration EFFECT_WITHIN = Duration.ofSeconds(20);

    private TopicSetup() {}

    /**
     * Brings the broker to what Darkroom needs, before its first consumer joins: a share group
     * starts at the newest record unless its own configuration says otherwise.
     *
     * @throws EmbeddedServerException if the broker refuses
     */
    public static void apply(String bootstrapServers) {
        Map<String, Object> settings =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            createTopics(admin, topics());
            configureShareGroups(admin);
        } catch (ExecutionException e) {
            throw new EmbeddedServerException(
                    "The topics could not be set up at " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while setting up topics", e);
        }
    }

    private static Collection<NewTopic> topics() {
        return TopicSettings.all().stream()
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                .configs(topic.config()))
                .toList();
    }

    private static void createTopics(Admin admin, Collection<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        var missing = wanted.stream().filter(topic -> !existing.contains(topic.name())).toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                // Another process can have been quicker; then it is there, which is all we want.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static void configureShareGroups(Admin admin)
            throws ExecutionException, InterruptedException {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (String group : SHARE_GROUPS) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.GROUP, group),
                    SHARE_GROUP_SETTINGS.entrySet().stream().map(TopicSetup::set).toList());
        }
        admin.incrementalAlterConfigs(changes).all().get();
        awaitEffect(admin, changes.keySet());
    }

    /** The controller takes a change first and the broker, which consumers ask, a moment later. */
    private static void awaitEffect(Admin admin, Collection<ConfigResource> groups)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + EFFECT_WITHIN.toNanos();
        while (!admin.describeConfigs(groups).all().get().values().stream()
                .allMatch(TopicSetup::isAsWanted)) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedServerException(
                        "The share groups' settings had no effect within " + EFFECT_WITHIN);
            }
            Thread.sleep(50);
        }
    }

    private static boolean isAsWanted(Config config) {
        return SHARE_GROUP_SETTINGS.entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(config.get(wanted.getKey()).value()));
    }

    private static AlterConfigOp set(Map.Entry<String, String> setting) {
        return new AlterConfigOp(
                new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET);
    }
}
