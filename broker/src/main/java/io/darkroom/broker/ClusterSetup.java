package io.darkroom.broker;

import io.darkroom.contracts.TopicSettings;
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
 * Brings a cluster to what Darkroom needs. Repeating it changes nothing: topics that are there keep
 * their partitions, which only a person may raise, since keys move with them.
 */
public final class ClusterSetup {
    private final Admin admin;

    /**
     * @param admin stays the caller's to close
     */
    public ClusterSetup(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates those topics that are not there, with the broker's own number of replicas: one on a
     * laptop, three in a cluster.
     *
     * @return the names of those that were created
     * @throws ExecutionException if the broker is away or refuses
     */
    public List<String> createTopics(Collection<TopicSettings> wanted)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        var missing = wanted.stream().filter(topic -> !existing.contains(topic.name())).toList();
        var created =
                admin.createTopics(missing.stream().map(ClusterSetup::topic).toList()).values();
        for (var creation : created.values()) {
            try {
                creation.get();
            } catch (ExecutionException e) {
                // Another process can have been quicker; then it is there, which is all we want.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return missing.stream().map(TopicSettings::name).toList();
    }

    /**
     * Sets cleanup and retention of topics that are there to the wanted values.
     *
     * @throws ExecutionException if the broker is away or refuses
     */
    public void configureTopics(Collection<TopicSettings> wanted)
            throws ExecutionException, InterruptedException {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        wanted.forEach(topic ->
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                        operations(topic.config())));
        admin.incrementalAlterConfigs(changes).all().get();
    }

    /**
     * Sets the groups' configuration, also of those that nobody has joined yet. Consumers see it a
     * moment later.
     *
     * @throws ExecutionException if the broker is away or refuses
     */
    public void configureGroups(Collection<ShareGroup> groups)
            throws ExecutionException, InterruptedException {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        groups.forEach(group ->
                changes.put(
                        new ConfigResource(ConfigResource.Type.GROUP, group.name()),
                        operations(group.config())));
        admin.incrementalAlterConfigs(changes).all().get();
    }

    private static NewTopic topic(TopicSettings settings) {
        return new NewTopic(settings.name(), Optional.of(settings.partitions()), Optional.empty())
                .configs(settings.config());
    }

    private static Collection<AlterConfigOp> operations(Map<String, String> config) {
        return config.entrySet().stream()
                .map(setting ->
                        new AlterConfigOp(
                                new ConfigEntry(setting.getKey(), setting.getValue()),
                                AlterConfigOp.OpType.SET))
                .toList();
    }
}
