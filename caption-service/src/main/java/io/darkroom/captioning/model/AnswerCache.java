package io.darkroom.captioning.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Answers that were paid for, in the object store. What could not be stored is held in memory until
 * it can be: a store that is away must not make anybody pay twice.
 */
@ApplicationScoped
class AnswerCache {
    private static final Logger LOG = Logger.getLogger(AnswerCache.class);
    private static final long MOST_BYTES = 4 << 20;

    private final ObjectStore store;
    private final String bucket;
    private final Map<AnswerKey, Kept> unsaved = new ConcurrentHashMap<>();

    AnswerCache(ObjectStore store, S3Config s3) {
        this.store = store;
        this.bucket = s3.variantsBucket();
    }

    /** An answer with what it took. */
    record Kept(JsonNode answer, String model, long durationMs) {}

    /**
     * @throws ObjectStoreException if the store cannot say
     */
    Optional<Kept> find(AnswerKey key) {
        Kept held = unsaved.get(key);
        if (held != null) {
            keep(key, held);
            return Optional.of(held);
        }
        Optional<byte[]> json = store.find(key.object(bucket), MOST_BYTES);
        try {
            return json.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Json.mapper().readValue(json.get(), Kept.class));
        } catch (IOException e) {
            LOG.warnf("A kept answer cannot be read; question=%s", key.question());
            return Optional.empty();
        }
    }

    /** Keeps an answer; where the store is away, in memory for now. */
    void keep(AnswerKey key, Kept answer) {
        unsaved.put(key, answer);
        try {
            store.put(key.object(bucket), json(answer), "application/json");
            unsaved.remove(key);
        } catch (ObjectStoreException e) {
            LOG.warnf("An answer is held in memory; unsaved=%d", unsaved.size());
        }
    }

    /** Nobody wants this answer again. */
    void forget(AnswerKey key) {
        unsaved.remove(key);
        try {
            store.delete(key.object(bucket));
        } catch (ObjectStoreException e) {
            LOG.warnf("A useless answer could not be removed; question=%s", key.question());
        }
    }

    private static byte[] json(Kept answer) {
        try {
            return Json.mapper().writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }
}
