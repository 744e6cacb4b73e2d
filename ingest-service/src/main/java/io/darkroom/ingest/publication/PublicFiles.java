package io.darkroom.ingest.publication;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.Transactions;
import io.darkroom.ingest.delivery.PublishableFiles;
import io.darkroom.ingest.delivery.PublishableFiles.PublishableFile;
import io.darkroom.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The files of one asset in the public bucket, at {@code <tenant>/<asset>/<variant>.<type>}, so
 * that a file keeps its address through all revisions. Every method blocks.
 */
@ApplicationScoped
class PublicFiles {
    private final Transactions transactions;
    private final AssetRepository assets;
    private final PublishableFiles files;
    private final ObjectStore store;
    private final String cacheControl;

    PublicFiles(
            Transactions transactions,
            AssetRepository assets,
            PublishableFiles files,
            ObjectStore store,
            PublicationConfig config) {
        this.transactions = transactions;
        this.assets = assets;
        this.files = files;
        this.store = store;
        this.cacheControl = "public, max-age=" + config.maxAge().toSeconds();
    }

    /**
     * Makes the bucket hold what the record says: its files while the asset is published, and
     * nothing otherwise. What must not be there goes first.
     */
    void align(String bucket, String tenant, UUID asset) {
        Optional<AssetRows> published =
                transactions
                        .run(session -> assets.find(session, asset))
                        .filter(rows -> rows.asset().state() instanceof Published);
        List<PublishableFile> wanted = published.map(files::of).orElse(List.of());
        String prefix = prefix(tenant, asset);
        Set<String> keys =
                wanted.stream().map(file -> prefix + file.name()).collect(Collectors.toSet());
        try (var there = store.list(bucket, prefix)) {
            there.map(ObjectStore.Entry::ref)
                    .filter(ref -> !keys.contains(ref.key()))
                    .toList()
                    .forEach(store::delete);
        }
        for (PublishableFile file : wanted) {
            store.put(
                    new ObjectRef(bucket, prefix + file.name()),
                    file.bytes().get(),
                    file.contentType(),
                    cacheControl);
        }
    }

    private static String prefix(String tenant, UUID asset) {
        return tenant + "/" + asset + "/";
    }
}
