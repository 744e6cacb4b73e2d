package io.darkroom.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** How far topics reach, and how far groups have come with them. */
public final class Offsets {
    private static final Duration ONE_REQUEST = Duration.ofSeconds(5);
    private static final Duration WITH_REPEATS = Duration.ofSeconds(10);

    private final Admin admin;

    /**
     * @param admin stays the caller's to close
     */
    public Offsets(Admin admin) {
        this.admin = admin;
    }

    /**
     * A client that gives up after ten seconds, for whoever looks again later anyhow.
     *
     * @param connection Kafka's settings
     */
    public static Admin impatient(Map<String, Object> connection) {
        var settings = new HashMap<>(connection);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ONE_REQUEST.toMillis());
        settings.put(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) WITH_REPEATS.toMillis());
        return Admin.create(settings);
    }

    /**
     * Of each partition of a topic, the offset that its next record will have, 0 or more.
     *
     * @throws ExecutionException if there is no such topic, or the broker is away or refuses
     */
    public Map<TopicPartition, Long> ends(String topic)
            throws ExecutionException, InterruptedException {
        var latest =
                admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .collect(
                                Collectors.toMap(
                                        partition ->
                                                new TopicPartition(topic, partition.partition()),
                                        _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /**
     * Whether a share group has done with all records before these: acknowledged them, or the
     * broker dropped them. A group that has never read has done with nothing.
     *
     * @throws ExecutionException if the broker is away or refuses
     */
    public boolean isSettled(String group, Map<TopicPartition, Long> before)
            throws ExecutionException, InterruptedException {
        var all = Map.of(group, new ListShareGroupOffsetsSpec());
        var found = admin.listShareGroupOffsets(all).partitionsToOffsetInfo(group);
        try {
            var offsets = found.get();
            return before.entrySet().stream()
                    .allMatch(end ->
                            end.getValue() == 0
                                    || reaches(offsets.get(end.getKey()), end.getValue()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    /** The start moves on with a later record only, what is open behind it is known at once. */
    private static boolean reaches(@Nullable SharePartitionOffsetInfo offset, long end) {
        return offset != null
                && (offset.startOffset() >= end || offset.lag().equals(Optional.of(0L)));
    }

    /**
     * Whether a consumer group has committed all records before these.
     *
     * @throws ExecutionException if the broker is away or refuses
     */
    public boolean isCommitted(String group, Map<TopicPartition, Long> before)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        return before.entrySet().stream()
                .allMatch(end -> {
                    var offset = offsets.get(end.getKey());
                    return end.getValue() == 0
                            || (offset != null && offset.offset() >= end.getValue());
                });
    }
}
