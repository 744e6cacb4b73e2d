package io.darkroom.ingest.deadletter;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on a dead-letter topic. Its headers are taken at their word for what went wrong, but not
 * for where it goes again: that is what its topic is for.
 *
 * @param id the same for the same thing given up by the same consumer, however often
 * @param stage where the consumer is a stage
 * @param topic where it came from
 * @param headers its own, without the reason
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; Kafka gives bytes.
record Letter(
        UUID id,
        String consumer,
        Optional<Stage> stage,
        String topic,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] payload,
        Optional<UUID> asset,
        Failure error,
        int attempts,
        Instant at,
        long offset) {
    private static final String END = ".dlq";
    private static final String REASON = "dlq_";
    private static final int LONGEST = 2_000;

    static Letter of(ConsumerRecord<String, byte[]> record) {
        var all = headers(record);
        String name = record.topic().substring(0, record.topic().length() - END.length());
        String consumer = name.substring(name.lastIndexOf('.') + 1);
        String topic = name.substring(0, name.lastIndexOf('.'));
        var stage = Stage.find(consumer);
        boolean bulk = Topics.ASSET_UPLOADED_BULK.equals(all.get(DeadLetter.TOPIC));
        var asset = asset(record.key(), topic);
        return new Letter(
                EventIds.of("dead-letter/" + consumer + "/" + what(stage, asset, all, record)),
                consumer,
                stage,
                stage.isPresent() && bulk ? Topics.ASSET_UPLOADED_BULK : topic,
                record.key() == null ? null : text(record.key()),
                own(all),
                record.value(),
                asset,
                error(all),
                number(all.get(DeadLetter.ATTEMPTS)),
                Instant.ofEpochMilli(record.timestamp()),
                record.offset());
    }

    /**
     * A stage gives up the work on an asset; any other consumer an event. What has no id is told by
     * what it says: sent again it has another place, and is to be known when it comes back. What
     * says nothing is never sent again, and told by its place.
     */
    private static String what(
            Optional<Stage> stage,
            Optional<UUID> asset,
            Map<String, String> headers,
            ConsumerRecord<String, byte[]> record) {
        if (stage.isPresent() && asset.isPresent()) {
            return asset.get().toString();
        }
        String event = headers.get("ce_id");
        if (event != null) {
            return "event/" + event;
        }
        byte[] value = record.value();
        return value == null
                ? "place/%s/%s/%s"
                        .formatted(
                                headers.get(DeadLetter.TOPIC),
                                headers.get(DeadLetter.PARTITION),
                                headers.get(DeadLetter.OFFSET))
                : "record/%s/%s"
                        .formatted(record.key(), new String(value, StandardCharsets.ISO_8859_1));
    }

    /** What comes before there is an asset has a key of its writer's choice. */
    private static Optional<UUID> asset(@Nullable String key, String topic) {
        if (key == null
                || topic.equals(Topics.UPLOAD_REQUESTED)
                || topic.equals(Topics.BUCKET_NOTIFICATIONS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(key));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Failure error(Map<String, String> headers) {
        String detail = headers.get(DeadLetter.DETAIL);
        return new Failure(
                cut(headers.getOrDefault(DeadLetter.TYPE, Failure.TYPE_PREFIX + "unknown")),
                cut(headers.getOrDefault(DeadLetter.TITLE, "No reason was given")),
                detail == null ? null : cut(detail));
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static Map<String, String> own(Map<String, String> headers) {
        var own = new TreeMap<>(headers);
        own.keySet().removeIf(name -> name.startsWith(REASON));
        return own;
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var headers = new TreeMap<String, String>();
        record.headers()
                .forEach(header -> {
                    if (header.value() != null) {
                        headers.put(text(header.key()), text(CloudEvent.text(header.value())));
                    }
                });
        return headers;
    }

    private static String cut(String text) {
        String shown = text.isBlank() ? "(blank)" : text;
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST);
    }

    /** PostgreSQL takes every character but this one. */
    private static String text(String text) {
        return text.replace("\0", "");
    }
}
