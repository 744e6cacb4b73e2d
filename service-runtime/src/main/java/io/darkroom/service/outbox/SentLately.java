package io.darkroom.service.outbox;

import java.util.Set;
import java.util.UUID;

/** What the broker took last, so that a relay can tell what became of its predecessor's batch. */
@FunctionalInterface
interface SentLately {

    /**
     * The ids of the last records of every partition of these topics. Blocks.
     *
     * @throws org.apache.kafka.common.KafkaException where the broker does not tell
     */
    Set<UUID> on(Set<String> topics);
}
