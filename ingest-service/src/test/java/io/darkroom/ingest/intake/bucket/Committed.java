package io.darkroom.ingest.intake.bucket;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;

/** How far a consumer group is. */
final class Committed {
    private Committed() {}

    /** Whether the group has done with everything that is on the topic. */
    static boolean all(String group, String topic) {
        String servers =
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            var done = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            var topics = admin.describeTopics(List.of(topic)).allTopicNames().get();
            var latest =
                    Objects.requireNonNull(topics.get(topic)).partitions().stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(), _ -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .allMatch(end -> {
                        var offset = done.get(end.getKey());
                        return end.getValue().offset() == (offset == null ? 0 : offset.offset());
                    });
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
