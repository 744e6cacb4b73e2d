package io.darkroom.ingest.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.service.sql.AdvisoryLock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The rules of every tenant and preset. A version that was written is never changed, so that what a
 * record names can be read later. Every method works in the session it is given.
 */
@ApplicationScoped
public class RuleBook {
    /** Stands for the whole tenant; no preset has an empty name. */
    private static final String TENANT = "";

    private static final String COLUMNS =
            "select preset, version, rules, written_by, written_at from"
                    + " {h-schema}review_rules where tenant = :tenant";

    /** The rules of the presets that one transaction decides by, each read once. */
    public final class Reading {
        private final Mutiny.Session session;
        private final Map<List<String>, RulesInForce> read = new HashMap<>();

        private Reading(Mutiny.Session session) {
            this.session = session;
        }

        /** As {@link RuleBook#inForce}. */
        public Uni<RulesInForce> inForce(String tenant, @Nullable String preset) {
            var key = List.of(tenant, key(preset));
            var known = read.get(key);
            return known != null
                    ? Uni.createFrom().item(known)
                    : RuleBook.this
                            .inForce(session, tenant, preset)
                            .invoke(found -> read.put(key, found));
        }
    }

    /** Reads in this session. */
    public Reading in(Mutiny.Session session) {
        return new Reading(session);
    }

    /**
     * The rules that decide on assets of this preset: its own, else the tenant's, else built-in.
     */
    Uni<RulesInForce> inForce(Mutiny.Session session, String tenant, @Nullable String preset) {
        return session.createNativeQuery(
                        COLUMNS
                                + " and preset in ('', :preset)"
                                + " order by preset desc, version desc limit 1",
                        Tuple.class)
                .setParameter("tenant", tenant)
                .setParameter("preset", key(preset))
                .getSingleResultOrNull()
                .map(row -> row == null ? RulesInForce.BUILT_IN : stored(row).inForce());
    }

    /**
     * Rules as they were written for exactly this tenant or preset.
     *
     * @param version null for the newest
     */
    Uni<Optional<StoredRules>> find(
            Mutiny.Session session,
            String tenant,
            @Nullable String preset,
            @Nullable Integer version) {
        return session.createNativeQuery(
                        COLUMNS
                                + " and preset = :preset and (version = :version or :version < 0)"
                                + " order by version desc limit 1",
                        Tuple.class)
                .setParameter("tenant", tenant)
                .setParameter("preset", key(preset))
                .setParameter("version", version == null ? -1 : version)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(RuleBook::stored));
    }

    /**
     * Writes the next version, unless the newest says the same.
     *
     * @param preset null for the whole tenant
     * @param by who writes
     */
    public Uni<StoredRules> write(
            Mutiny.Session session,
            String tenant,
            @Nullable String preset,
            ReviewRules rules,
            String by) {
        // Two who write at once come one after the other.
        return AdvisoryLock.take(session, "review-rules/" + tenant + "/" + key(preset))
                .chain(() -> find(session, tenant, preset, null))
                .chain(newest -> {
                    if (newest.isPresent() && newest.get().rules().equals(rules)) {
                        return Uni.createFrom().item(newest.get());
                    }
                    int version = newest.map(StoredRules::version).orElse(0) + 1;
                    return insert(session, tenant, preset, version, rules, by);
                });
    }

    private static Uni<StoredRules> insert(
            Mutiny.Session session,
            String tenant,
            @Nullable String preset,
            int version,
            ReviewRules rules,
            String by) {
        Instant now = Instant.now();
        return session.createNativeQuery(
                        "insert into {h-schema}review_rules (tenant, preset, version, rules,"
                                + " written_by, written_at) values (:tenant, :preset, :version,"
                                + " :rules, :by, :at)")
                .setParameter("tenant", tenant)
                .setParameter("preset", key(preset))
                .setParameter("version", version)
                .setParameter("rules", write(rules))
                .setParameter("by", by)
                .setParameter("at", now)
                .executeUpdate()
                .replaceWith(StoredRules.of(preset, version, rules, by, now));
    }

    private static String key(@Nullable String preset) {
        return preset == null ? TENANT : preset;
    }

    private static StoredRules stored(Tuple row) {
        String preset = row.get("preset", String.class);
        return StoredRules.of(
                preset.equals(TENANT) ? null : preset,
                row.get("version", Integer.class),
                read(row.get("rules", String.class)),
                row.get("written_by", String.class),
                row.get("written_at", OffsetDateTime.class).toInstant());
    }

    private static String write(ReviewRules rules) {
        try {
            return Json.mapper().writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rules cannot be written as JSON", e);
        }
    }

    private static ReviewRules read(String json) {
        try {
            return Json.mapper().readValue(json, ReviewRules.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored rules are not readable", e);
        }
    }
}
