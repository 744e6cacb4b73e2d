package io.darkroom.ingest.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.darkroom.contracts.AccessKey;
import io.darkroom.service.access.CreatedKeys;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Looks keys up where they are kept, and not again for a moment. */
@ApplicationScoped
class StoredKeys implements CreatedKeys {
    /** How long another instance's revocation may go unnoticed here. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final int MOST = 10_000;

    private final Transactions transactions;
    private final Cache<String, Optional<AccessKey>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

    StoredKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Optional<AccessKey>> find(String id) {
        var seen = known.getIfPresent(id);
        if (seen != null) {
            return Uni.createFrom().item(seen);
        }
        return transactions
                .begin(session -> session.find(ApiKeyEntity.class, id))
                .map(row -> Optional.ofNullable(row).map(ApiKeyEntity::word))
                .invoke(found -> known.put(id, found));
    }

    /** The key with this id was changed here. */
    void forget(String id) {
        known.invalidate(id);
    }
}
