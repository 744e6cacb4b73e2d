package io.darkroom.moderation.access;

import io.darkroom.service.access.CreatedKeys;
import io.darkroom.service.access.KeyTopic;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** The keys, read from the start on. */
@Singleton
class KeyTopicProducer {

    @Produces
    @Singleton
    @Startup
    CreatedKeys keys(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            KeyTopicConfig config) {
        return new KeyTopic(connection, config.staleAfter());
    }

    void close(@Disposes CreatedKeys keys) {
        ((KeyTopic) keys).close();
    }
}
