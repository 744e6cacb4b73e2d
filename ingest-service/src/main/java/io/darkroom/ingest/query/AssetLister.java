package io.darkroom.ingest.query;

import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads pages of assets by keyset, so that the last page costs what the first one does. */
@ApplicationScoped
class AssetLister {
    private final Transactions transactions;
    private final AssetRepository assets;

    AssetLister(Transactions transactions, AssetRepository assets) {
        this.transactions = transactions;
        this.assets = assets;
    }

    /**
     * @param limit how many at most, 1 or more
     */
    Uni<AssetPage> page(AssetFilter filter, int limit) {
        return transactions.read(session -> page(session, filter, limit));
    }

    private Uni<AssetPage> page(Mutiny.Session session, AssetFilter filter, int limit) {
        return ids(session, filter)
                .setMaxResults(limit + 1)
                .getResultList()
                .chain(ids -> {
                    boolean more = ids.size() > limit;
                    return assets.find(session, more ? ids.subList(0, limit) : ids)
                            .chain(rows ->
                                    // All erased between the two questions: what follows them is
                                    // the page now.
                                    more && rows.isEmpty()
                                            ? page(session, filter, limit)
                                            : Uni.createFrom().item(page(rows, more)));
                });
    }

    private static AssetPage page(List<AssetRows> rows, boolean more) {
        return new AssetPage(
                rows.stream().map(AssetRows::record).toList(),
                more ? cursor(rows.getLast().asset()) : null);
    }

    private static String cursor(AssetEntity last) {
        return new Cursor(last.createdAt(), last.id()).text();
    }

    /** Only ids are asked for in SQL: the row also holds columns that no entity maps. */
    private static Mutiny.SelectionQuery<UUID> ids(Mutiny.Session session, AssetFilter filter) {
        var conditions = filter.conditions();
        String where =
                conditions.stream()
                        .map(AssetFilter.Condition::sql)
                        .collect(Collectors.joining(" AND "));
        // The {h-schema} is Hibernate's: the schema is a setting and not known here.
        var query =
                session.createNativeQuery(
                        "SELECT id FROM {h-schema}asset WHERE "
                                + where
                                + " ORDER BY created_at DESC, id DESC",
                        UUID.class);
        int place = 1;
        for (var condition : conditions) {
            for (Object value : condition.values()) {
                query.setParameter(place++, value);
            }
        }
        return query;
    }
}
