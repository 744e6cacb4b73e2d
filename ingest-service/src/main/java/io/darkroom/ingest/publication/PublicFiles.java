package io.darkroom.ingest.publication;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.delivery.PublishableFiles;
import io.darkroom.ingest.delivery.PublishableFiles.PublishableFile;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
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
     *
     * @param tenant at whose place to look, beside the asset's own
     */
    void align(String bucket, String tenant, UUID asset) {
        var record = transactions.run(session -> assets.find(session, asset));
        var tenants = new LinkedHashSet<>(List.of(tenant));
        record.ifPresent(rows -> tenants.add(rows.asset().tenant()));
        tenants.forEach(place -> align(bucket, place, asset, wanted(place, record)));
    }

    private void align(String bucket, String tenant, UUID asset, List<PublishableFile> wanted) {
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

    /** The names of what the bucket should hold at this tenant's place. */
    Set<String> names(String tenant, Optional<AssetRows> record) {
        return wanted(tenant, record).stream()
                .map(PublishableFile::name)
                .collect(Collectors.toSet());
    }

    private List<PublishableFile> wanted(String tenant, Optional<AssetRows> record) {
        return record.filter(rows -> rows.asset().state() instanceof Published)
                .filter(rows -> rows.asset().tenant().equals(tenant))
                .map(files::of)
                .orElse(List.of());
    }

    private static String prefix(String tenant, UUID asset) {
        return tenant + "/" + asset + "/";
    }
}
