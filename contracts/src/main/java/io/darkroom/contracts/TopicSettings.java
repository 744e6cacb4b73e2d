package io.darkroom.contracts;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a topic is set up where Darkroom creates it: locally, in tests, and as the values that an
 * operator starts from.
 *
 * @param name the topic's name, one of {@link Topics}
 * @param partitions how many, 1 or more
 * @param cleanup what becomes of old records
 * @param retention where records are deleted, how long each is kept; where they are compacted, how
 *     long a tombstone is kept, which is also how long a reader may be away and still learn of it
 */
public record TopicSettings(String name, int partitions, Cleanup cleanup, Duration retention) {
    /** The partitions of a topic unless there is a reason for another number. */
    public static final int DEFAULT_PARTITIONS = 6;

    private static final Duration DAY = Duration.ofDays(1);

    /** What becomes of old records. */
    public enum Cleanup {
        /** Gone when their time is up. */
        DELETE,
        /** Only the latest of every key stays, for ever. */
        COMPACT
    }

    public TopicSettings {
        Require.text(name, "name");
        Require.positive(partitions, "partitions");
        Require.present(cleanup, "cleanup");
        if (Require.present(retention, "retention").isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("retention must be positive, was " + retention);
        }
    }

    /** Every topic of Darkroom's, dead letters last. */
    public static List<TopicSettings> all() {
        return Stream.concat(events(), deadLetters()).toList();
    }

    /** The topic's configuration in Kafka's own names. */
    public Map<String, String> config() {
        var config = new TreeMap<String, String>();
        config.put("cleanup.policy", cleanup.name().toLowerCase(Locale.ROOT));
        String time = cleanup == Cleanup.DELETE ? "retention.ms" : "delete.retention.ms";
        config.put(time, Long.toString(retention.toMillis()));
        return config;
    }

    private static Stream<TopicSettings> events() {
        return Stream.of(
                deleted(Topics.UPLOAD_REQUESTED, 7),
                deleted(Topics.BUCKET_NOTIFICATIONS, 7),
                deleted(Topics.ASSET_UPLOADED, 7),
                deleted(Topics.ASSET_UPLOADED_BULK, 14),
                deleted(Topics.STAGE_FINISHED, 7),
                deleted(Topics.STAGE_CANARY, 7),
                deleted(Topics.REVIEW_REQUESTED, 14),
                deleted(Topics.REVIEW_DECIDED, 14),
                compacted(Topics.ASSET_ENRICHED, DEFAULT_PARTITIONS),
                // One partition: a handful of keys, and every instance reads them all.
                compacted(Topics.STAGE_CONTROL, 1),
                // Read from a few seconds ago on, so what is older is of no use to anybody.
                new TopicSettings(Topics.STAGE_INSTANCES, 1, Cleanup.DELETE, DAY),
                compacted(Topics.ACCESS_KEYS, 1),
                new TopicSettings(Topics.BUDGET_REACHED, 1, Cleanup.DELETE, DAY.multipliedBy(30)));
    }

    private static Stream<TopicSettings> deadLetters() {
        var stages = Arrays.stream(Stage.values()).map(Topics::deadLetters);
        var consumers =
                Stream.of(
                        Topics.STAGE_FINISHED_DEAD,
                        Topics.REVIEW_REQUESTED_DEAD,
                        Topics.REVIEW_DECIDED_DEAD,
                        Topics.UPLOAD_REQUESTED_DEAD,
                        Topics.BUCKET_NOTIFICATIONS_DEAD);
        return Stream.concat(stages, consumers)
                .map(name -> new TopicSettings(name, 1, Cleanup.DELETE, DAY.multipliedBy(30)));
    }

    private static TopicSettings deleted(String name, int days) {
        return new TopicSettings(name, DEFAULT_PARTITIONS, Cleanup.DELETE, DAY.multipliedBy(days));
    }

    private static TopicSettings compacted(String name, int partitions) {
        return new TopicSettings(name, partitions, Cleanup.COMPACT, DAY.multipliedBy(7));
    }
}
