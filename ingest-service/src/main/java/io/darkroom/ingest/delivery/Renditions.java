package io.darkroom.ingest.delivery;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.Provenance;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.spool.SpoolFolder;
import io.darkroom.ingest.sql.Sql;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Files as they are delivered, made when they are first asked for and kept in the variants bucket
 * under the asset's own prefix, so that erasure finds them.
 */
@ApplicationScoped
public class Renditions {
    private static final Duration BUSY = Duration.ofSeconds(5);

    private static final String THERE = "SELECT 1 FROM {schema}.rendition WHERE object_key = $1";

    private static final String MADE =
            """
            INSERT INTO {schema}.rendition (object_key, asset_id, bucket)
            SELECT $1, id, $3 FROM {schema}.asset WHERE id = $2 AND state <> 'ERASED' FOR SHARE
            ON CONFLICT (object_key) DO UPDATE SET made_at = excluded.made_at
            """;

    private final ObjectStore store;
    private final String bucket;
    private final RenditionMaker maker;
    private final DeliveryConfig config;
    private final Sql sql;
    private final SpoolFolder folder;
    private final Semaphore turns;
    private final ConcurrentHashMap<ObjectRef, CompletableFuture<ObjectRef>> making =
            new ConcurrentHashMap<>();

    Renditions(
            ObjectStore store,
            S3Config buckets,
            RenditionMaker maker,
            DeliveryConfig config,
            Sql sql,
            SpoolFolder folder) {
        this.store = store;
        this.bucket = buckets.variantsBucket();
        this.maker = maker;
        this.config = config;
        this.sql = sql;
        this.folder = folder;
        this.turns = new Semaphore(config.concurrency());
    }

    /**
     * What goes out for a file in this width. Only a published record's texts are written into
     * files: others are still to change.
     *
     * @param width in pixels; the answer is never wider than the file
     */
    Rendition plan(AssetRows rows, DeliverableFile file, int width) {
        boolean published = rows.asset().state() instanceof Published;
        var record = rows.record();
        DescriptiveMetadata texts = published ? FileTexts.of(record) : DescriptiveMetadata.NONE;
        Provenance invented =
                file.generated() && record.outpaint() != null
                        ? FileTexts.provenance(record.outpaint())
                        : null;
        return new Rendition(
                rows.asset().id(),
                file,
                Math.min(width, file.width()),
                texts,
                invented,
                config.quality());
    }

    /**
     * Where the file lies, made first if need be. Blocks.
     *
     * @throws ProblemException {@code unavailable} where too many wait, {@code image-corrupt} where
     *     the stored file cannot be scaled, {@code asset-not-found} where it was erased meanwhile
     */
    ObjectRef ensure(Rendition rendition) {
        ObjectRef target = rendition.target(bucket, period());
        if (rendition.isStoredFile() || isThere(target)) {
            return target;
        }
        var mine = new CompletableFuture<ObjectRef>();
        var others = making.putIfAbsent(target, mine);
        return others == null ? make(rendition, target, mine) : result(others);
    }

    /** The bytes of a file, for who puts them elsewhere. Blocks. */
    byte[] bytes(Rendition rendition) {
        return inTurn(rendition);
    }

    private long period() {
        return Instant.now().getEpochSecond() / Math.max(1, config.keep().toSeconds());
    }

    private boolean isThere(ObjectRef target) {
        return !sql.query(THERE, row -> row, target.key()).isEmpty();
    }

    private ObjectRef make(
            Rendition rendition, ObjectRef target, CompletableFuture<ObjectRef> result) {
        try {
            store.put(target, inTurn(rendition), rendition.type().contentType());
            remember(rendition, target);
            result.complete(target);
            return target;
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
            throw e;
        } finally {
            making.remove(target, result);
        }
    }

    /** Whoever erases an asset clears its prefix after that; what comes later clears up itself. */
    private void remember(Rendition rendition, ObjectRef target) {
        if (sql.update(MADE, target.key(), rendition.asset(), target.bucket()) == 0) {
            store.delete(target);
            throw ProblemType.ASSET_NOT_FOUND.exception(
                    "The asset '" + rendition.asset() + "' was erased");
        }
    }

    private byte[] inTurn(Rendition rendition) {
        try {
            if (!turns.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemType.UNAVAILABLE
                        .exception("Too many files are being made; ask again in a moment.")
                        .retryAfter(BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a file", e);
        }
        try {
            return bytesNow(rendition);
        } finally {
            turns.release();
        }
    }

    private byte[] bytesNow(Rendition rendition) {
        try {
            Path spool = folder.newFile(SpoolFolder.Use.RENDITION);
            try (InputStream stored = store.open(rendition.file().object())) {
                Files.copy(stored, spool, StandardCopyOption.REPLACE_EXISTING);
                return rendition.isStoredFile()
                        ? Files.readAllBytes(spool)
                        : maker.make(rendition, spool);
            } finally {
                Files.deleteIfExists(spool);
            }
        } catch (ImageException e) {
            throw new ProblemException(
                    ProblemType.IMAGE_CORRUPT.because(
                            "The file cannot be scaled: " + e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectRef result(CompletableFuture<ObjectRef> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
