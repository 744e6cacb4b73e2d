package io.darkroom.captioning.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What was spent on a day (UTC), by tenant, by all instances together. Every instance writes a
 * sheet of its own, {@code spend/<day>/<instance>.json}, and reads the others': nobody writes what
 * somebody else writes, so that no lock and no conditional write is needed. What others spent in
 * the last two seconds is not known yet.
 */
@ApplicationScoped
class Spending {
    private static final Logger LOG = Logger.getLogger(Spending.class);
    private static final String PREFIX = "spend/";
    private static final long FRESH_NANOS = 2_000_000_000L;
    private static final long MOST_BYTES = 4 << 20;
    private static final TypeReference<Map<String, BigDecimal>> SHEET = new TypeReference<>() {};

    private final ObjectStore store;
    private final String bucket;
    private final String instance = UUID.randomUUID().toString();
    private final Map<String, BigDecimal> own = new HashMap<>();
    private final Map<ObjectRef, Read> others = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;
    private long readAt;
    private boolean dirty;

    Spending(ObjectStore store, S3Config s3) {
        this.store = store;
        this.bucket = s3.variantsBucket();
    }

    private record Read(Instant modified, Map<String, BigDecimal> sheet) {}

    /**
     * @throws ObjectStoreException if the others' sheets cannot be read
     */
    synchronized BigDecimal of(String tenant, LocalDate today) {
        turn(today);
        if (System.nanoTime() - readAt > FRESH_NANOS) {
            readOthers();
        }
        return others.values().stream()
                .map(read -> read.sheet.getOrDefault(tenant, BigDecimal.ZERO))
                .reduce(own.getOrDefault(tenant, BigDecimal.ZERO), BigDecimal::add);
    }

    /** Writes down what was spent; where the store is away, with the next amount. */
    synchronized void add(String tenant, LocalDate today, BigDecimal amount) {
        turn(today);
        own.merge(tenant, amount, BigDecimal::add);
        dirty = true;
        write();
    }

    private void turn(LocalDate today) {
        if (!today.equals(day)) {
            day = today;
            own.clear();
            others.clear();
            readAt = System.nanoTime() - FRESH_NANOS - 1;
        }
    }

    private void readOthers() {
        if (dirty) {
            write();
        }
        ObjectRef mine = sheet();
        try (var entries = store.list(bucket, PREFIX + day + "/")) {
            entries.filter(entry -> !entry.ref().equals(mine))
                    .filter(entry -> !isKnown(entry))
                    .toList()
                    .forEach(entry ->
                            others.put(
                                    entry.ref(),
                                    new Read(entry.lastModified(), read(entry.ref()))));
        }
        readAt = System.nanoTime();
    }

    /** Times of stores are often whole seconds: a sheet that young may have changed since. */
    private boolean isKnown(ObjectStore.Entry entry) {
        Read read = others.get(entry.ref());
        return read != null
                && read.modified.equals(entry.lastModified())
                && entry.lastModified().isBefore(Instant.now().minusSeconds(5));
    }

    private Map<String, BigDecimal> read(ObjectRef ref) {
        try {
            return Json.mapper().readValue(store.get(ref, MOST_BYTES), SHEET);
        } catch (ObjectMissingException _) {
            return Map.of();
        } catch (IOException e) {
            LOG.warnf("A sheet of spending cannot be read; key=%s", ref.key());
            return Map.of();
        }
    }

    private void write() {
        try {
            store.put(sheet(), Json.mapper().writeValueAsBytes(own), "application/json");
            dirty = false;
        } catch (ObjectStoreException e) {
            LOG.warnf("Spending is written down later; error=%s", e.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A sheet of spending cannot be written as JSON", e);
        }
    }

    private ObjectRef sheet() {
        return new ObjectRef(bucket, PREFIX + day + "/" + instance + ".json");
    }
}
