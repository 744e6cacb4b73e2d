package io.darkroom.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.storage.ObjectMissingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What runs leave under their keys: the outcome, so that a repeat reports it again instead of
 * working (or paying a model) again; and notes of how often a record was begun.
 */
@ApplicationScoped
class OutcomeStore {
    private static final Logger LOG = Logger.getLogger(OutcomeStore.class);
    private static final String OUTCOME = "outcome.json";
    private static final long MOST_BYTES = 4 << 20;

    private final StorageCircuit circuit;

    OutcomeStore(StorageCircuit circuit) {
        this.circuit = circuit;
    }

    /** An outcome with what it took. */
    record Stored(StageOutcome outcome, int attempts, long durationMs) {}

    Optional<Stored> find(RunKey key) throws InterruptedException {
        ObjectRef ref = key.object(OUTCOME);
        Optional<byte[]> json = circuit.call(store -> store.find(ref, MOST_BYTES));
        try {
            return json.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Json.mapper().readValue(json.get(), Stored.class));
        } catch (IOException e) {
            // Written by a version that this one cannot read: the work is done again.
            LOG.warnf("A stored outcome cannot be read; key=%s", ref.key());
            return Optional.empty();
        }
    }

    void put(RunKey key, Stored stored) throws InterruptedException {
        byte[] json = json(stored);
        circuit.call(store -> {
            store.put(key.object(OUTCOME), json, "application/json");
            return key;
        });
    }

    /** How often this record was begun without coming to an end, as far as that was noted. */
    int begun(RunKey key, Delivery delivery) throws InterruptedException {
        ObjectRef ref = marker(key, delivery);
        try {
            byte[] text = circuit.call(store -> store.get(ref, Integer.BYTES * 3));
            return Integer.parseInt(new String(text, StandardCharsets.UTF_8));
        } catch (ObjectMissingException _) {
            return 0;
        }
    }

    /** Notes that this record is begun, and how often it is by now. */
    void note(RunKey key, Delivery delivery, int count) throws InterruptedException {
        ObjectRef ref = marker(key, delivery);
        byte[] text = Integer.toString(count).getBytes(StandardCharsets.UTF_8);
        circuit.call(store -> {
            store.put(ref, text, "text/plain");
            return ref;
        });
    }

    /** The record came to an end: it is as if it had never been begun. */
    void forget(RunKey key, Delivery delivery) throws InterruptedException {
        circuit.call(store -> {
            store.delete(marker(key, delivery));
            return key;
        });
    }

    private static ObjectRef marker(RunKey key, Delivery delivery) {
        return key.object("attempts-" + delivery.place());
    }

    private static byte[] json(Stored stored) {
        try {
            return Json.mapper().writeValueAsBytes(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An outcome cannot be written as JSON", e);
        }
    }
}
