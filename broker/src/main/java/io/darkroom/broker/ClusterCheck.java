package io.darkroom.broker;

import io.darkroom.contracts.TopicSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Holds a cluster against what Darkroom needs, and says in words where it is otherwise. */
public final class ClusterCheck {
    private static final String RETENTION = "retention.ms";
    private static final String SET_UP = "./darkroom setup, or the set-up job, makes it so";
    private static final String BY_HAND =
            "set it in the configuration of the brokers, and start them again";

    /**
     * What brokers must allow at least. Every place of a stage is a member of its group, and the
     * 200 that a broker of 4.2 allows by itself are few; 1,000 is the most that it can be told. At
     * its limit of deliveries it drops a record without a word, which must not come before a stage
     * gives it up.
     */
    private static final Map<String, Integer> LEAST =
            Map.of("group.share.max.size", 1000, "group.share.delivery.count.limit", 10);

    private final Admin admin;

    /**
     * @param admin stays the caller's to close
     */
    public ClusterCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * A setting that is not as it must be.
     *
     * @param place the topic, the group or the broker
     * @param setting in Kafka's own name, or {@code topic} where there is none
     * @param actual what the cluster says; {@code absent} where there is nothing
     * @param wanted what it must be
     * @param cure what makes it so
     */
    public record Finding(String place, String setting, String actual, String wanted, String cure) {
        /** The finding as a sentence, with its cure. */
        @Override
        public String toString() {
            return place
                    + ": "
                    + setting
                    + " is "
                    + actual
                    + ", and must be "
                    + wanted
                    + "; "
                    + cure;
        }
    }

    /**
     * What is wrong with topics: those that are missing, and settings under which events would be
     * lost. A topic that keeps its records longer than Darkroom asks is none of them.
     *
     * @throws ExecutionException if the broker is away or refuses
     */
    public List<Finding> topics(Collection<TopicSettings> wanted)
            throws ExecutionException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var configs = describe(ConfigResource.Type.TOPIC, wanted.stream().map(TopicSettings::name));
        for (TopicSettings topic : wanted) {
            Config config = configs.get(topic.name());
            if (config == null) {
                String there = "there, with " + topic.partitions() + " partitions";
                findings.add(new Finding(topic.name(), "topic", "absent", there, SET_UP));
            } else {
                compare(topic.name(), topic.config(), config, findings);
            }
        }
        return findings;
    }

    /**
     * What is wrong with share groups.
     *
     * @throws ExecutionException if the broker is away or refuses, as one that is older than 4.2
     *     does
     */
    public List<Finding> groups(Collection<ShareGroup> wanted)
            throws ExecutionException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var configs = describe(ConfigResource.Type.GROUP, wanted.stream().map(ShareGroup::name));
        for (ShareGroup group : wanted) {
            Config config = configs.getOrDefault(group.name(), new Config(List.of()));
            compare(group.name(), group.config(), config, findings);
        }
        return findings;
    }

    /**
     * What is wrong with the brokers' own settings for share groups; nothing where they may not be
     * read, which is a right that not every cluster gives.
     *
     * @throws ExecutionException if the broker is away
     */
    public List<Finding> brokers() throws ExecutionException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var nodes = admin.describeCluster().nodes().get();
        try {
            describe(ConfigResource.Type.BROKER, nodes.stream().map(Node::idString))
                    .forEach((node, config) ->
                            LEAST.forEach((setting, least) ->
                                    compare("broker " + node, setting, least, config, findings)));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
        }
        return findings;
    }

    private static void compare(
            String broker, String setting, int least, Config actual, List<Finding> findings) {
        var entry = actual.get(setting);
        // A broker that does not know the setting has no such limit.
        if (entry != null && entry.value() != null && Integer.parseInt(entry.value()) < least) {
            findings.add(new Finding(broker, setting, entry.value(), least + " at least", BY_HAND));
        }
    }

    /** The configuration of those that are there, by name. */
    private Map<String, Config> describe(ConfigResource.Type type, Stream<String> names)
            throws ExecutionException, InterruptedException {
        var answers =
                admin.describeConfigs(names.map(name -> new ConfigResource(type, name)).toList())
                        .values();
        var configs = new HashMap<String, Config>();
        for (var answer : answers.entrySet()) {
            try {
                configs.put(answer.getKey().name(), answer.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return configs;
    }

    private static void compare(
            String place, Map<String, String> wanted, Config actual, List<Finding> findings) {
        wanted.forEach((setting, value) -> {
            var entry = actual.get(setting);
            String is = entry == null || entry.value() == null ? "absent" : entry.value();
            if (!satisfies(setting, is, value)) {
                findings.add(new Finding(place, setting, is, value, SET_UP));
            }
        });
    }

    private static boolean satisfies(String setting, String actual, String wanted) {
        if (actual.equals(wanted)) {
            return true;
        }
        // -1 is for ever. A tombstone that stays longer harms nobody either.
        return setting.endsWith(RETENTION)
                && actual.matches("-?[0-9]+")
                && (actual.equals("-1") || Long.parseLong(actual) >= Long.parseLong(wanted));
    }
}
