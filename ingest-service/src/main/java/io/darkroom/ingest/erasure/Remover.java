package io.darkroom.ingest.erasure;

import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes what lies in storage of an erased asset. */
@ApplicationScoped
class Remover {
    private final ObjectStore store;
    private final String variants;

    Remover(ObjectStore store, S3Config buckets) {
        this.store = store;
        this.variants = buckets.variantsBucket();
    }

    /**
     * Removes the original, everything that stages stored under the asset, and what models answered
     * about the picture. Where the tenant has the same picture in another asset, a stage that runs
     * again for that one asks anew. Blocks.
     *
     * @throws io.darkroom.storage.ObjectStoreException where the store is away
     */
    void remove(ErasureEntity.Remains remains) {
        var original = remains.original();
        if (original != null) {
            store.delete(original);
        }
        removeAll("variants/" + remains.asset() + "/");
        var answers = remains.answers();
        if (answers != null) {
            removeAll(answers);
        }
    }

    private void removeAll(String prefix) {
        try (var files = store.list(variants, prefix)) {
            files.forEach(file -> store.delete(file.ref()));
        }
    }
}
