package io.darkroom.ingest.upload;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.spool.SpoolFolder;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectTooLargeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes what was stored, once its upload is answered: decoding takes longer than all the rest of
 * an upload. The asset is neither published nor sent to review before, so that whoever is told of
 * it is told the hash, too.
 */
@ApplicationScoped
class LateHashes {
    private static final Logger LOG = Logger.getLogger(LateHashes.class);

    /** No asset waits for ever: by then the stages have long reported that it cannot be read. */
    private static final Duration GIVE_UP = Duration.ofDays(1);

    private final Transactions transactions;
    private final AssetRepository assets;
    private final Settlement settlement;
    private final ObjectStore store;
    private final OriginalMeter meter;
    private final UploadMemory memory;
    private final SpoolFolder folder;

    LateHashes(
            Transactions transactions,
            AssetRepository assets,
            Settlement settlement,
            ObjectStore store,
            OriginalMeter meter,
            UploadMemory memory,
            SpoolFolder folder) {
        this.transactions = transactions;
        this.assets = assets;
        this.settlement = settlement;
        this.store = store;
        this.meter = meter;
        this.memory = memory;
        this.folder = folder;
    }

    /**
     * Hashes the asset's original, unless that was done, and lets the asset go on. Blocks.
     *
     * @throws RuntimeException where the store or the database is away; the hash stays due, for a
     *     day after the upload where only the original cannot be read
     */
    void hash(UUID id) {
        transactions
                .run(session -> assets.find(session, id))
                .filter(rows -> rows.asset().hashDue())
                .ifPresent(rows -> {
                    String hash = hash(rows.asset());
                    transactions.run(session -> write(session, id, hash));
                });
    }

    private Uni<Void> write(Mutiny.Session session, UUID id, @Nullable String hash) {
        return assets.lock(session, id).chain(found -> write(session, found, hash));
    }

    private Uni<Void> write(
            Mutiny.Session session, Optional<AssetRows> found, @Nullable String hash) {
        var due = found.filter(rows -> rows.asset().hashDue());
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        AssetRows rows = due.get();
        rows.asset().hashed(hash);
        // The upload's own record becomes whole; that is a new revision only where it leads on.
        if (rows.pending()) {
            assets.changed(rows);
            return Uni.createFrom().voidItem();
        }
        return settlement.settle(session, rows, Instant.now());
    }

    private @Nullable String hash(AssetEntity asset) {
        try {
            return of(asset);
        } catch (RuntimeException e) {
            if (asset.createdAt().isAfter(Instant.now().minus(GIVE_UP))) {
                throw e;
            }
            LOG.errorf(e, "An original is never hashed assetId=%s", asset.id());
            return null;
        }
    }

    /** An original that is gone, or another, has no hash; its asset fails in its stages. */
    private @Nullable String of(AssetEntity asset) {
        ObjectRef object = asset.object();
        var room = memory.room(asset.original().bytes());
        try {
            return room.isPresent()
                    ? meter.perceptualHash(
                            new FileContent.InMemory(store.get(object, room.get().bytes())))
                    : onDisk(object);
        } catch (ObjectMissingException | ObjectTooLargeException _) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            room.ifPresent(taken -> taken.giveBack().run());
        }
    }

    private @Nullable String onDisk(ObjectRef object) throws IOException {
        Path copy = folder.newFile(SpoolFolder.Use.HASH);
        try {
            try (var content = store.open(object)) {
                Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return meter.perceptualHash(FileContent.of(copy));
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
