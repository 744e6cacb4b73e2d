package io.darkroom.ingest.asset;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A way on which something leaves Darkroom other than the topics: webhooks, the public bucket.
 *
 * <p>What is owed to somebody is written down in the very transaction in which it becomes true, so
 * that it is owed exactly if it is true; whoever sends it does so afterwards, at least once.
 */
public interface WayOut {
    /** Hears of the changes of one transaction. */
    @FunctionalInterface
    interface Telling {
        /**
         * Writes down what is owed since the asset entered its state. The asset is locked.
         *
         * @param before the state that it left
         */
        Uni<Void> entered(AssetRows rows, AssetState before);
    }

    /** Hears of the changes of the transaction of this session. */
    Telling in(Mutiny.Session session);
}
