package io.darkroom.ingest.upload;

import io.darkroom.ingest.asset.AssetChanges;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.service.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits until stages of an asset have ended. */
@ApplicationScoped
class StageWaiter {
    /** How long a notification that was lost can go unnoticed. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final AssetChanges changes;
    private final AssetRepository assets;
    private final Transactions transactions;

    StageWaiter(AssetChanges changes, AssetRepository assets, Transactions transactions) {
        this.changes = changes;
        this.assets = assets;
        this.transactions = transactions;
    }

    /** The asset as it stands when the wait is over or its time is up. Blocks. */
    AssetRows await(UUID assetId, Wait wait) {
        var changed = new Semaphore(0);
        var subscription = changes.of(assetId).subscribe().with(_ -> changed.release());
        try {
            long end = System.nanoTime() + wait.timeout().toNanos();
            AssetRows rows = load(assetId);
            while (!wait.isOver(rows) && sleep(changed, end)) {
                rows = load(assetId);
            }
            return rows;
        } finally {
            subscription.cancel();
        }
    }

    /** Sleeps until something changed; false where no time is left. */
    private static boolean sleep(Semaphore changed, long end) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            var _ = changed.tryAcquire(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        changed.drainPermits();
        return true;
    }

    private AssetRows load(UUID assetId) {
        return transactions
                .run(session -> assets.find(session, assetId))
                .orElseThrow(() -> new IllegalStateException("Asset " + assetId + " is gone"));
    }
}
