package io.darkroom.ingest.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.support.Database;
import io.darkroom.service.sql.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Assets that are erased while a page of them is read. */
@QuarkusTest
class ErasedPageTest {
    private final String tenant = "erased-" + UUID.randomUUID();

    @Inject AssetSeeds seeds;
    @Inject Transactions transactions;

    @Test
    void whatFollowsAPageThatWasErasedIsThePage() {
        UUID first = seeds.enriching(tenant);
        UUID second = seeds.enriching(tenant);
        List<UUID> newest = List.of(seeds.enriching(tenant), seeds.enriching(tenant));

        AssetPage page = page(null, new ErasedAtTheLastMoment(newest));

        assertThat(page.items()).extracting("id").containsExactly(second, first);
        assertThat(page.next()).isNull();
    }

    @Test
    void whatIsLeftOfAPageIsShownAndLeadsToTheNext() {
        UUID first = seeds.enriching(tenant);
        UUID second = seeds.enriching(tenant);

        var erased = new ErasedAtTheLastMoment(List.of(seeds.enriching(tenant)));

        AssetPage page = page(null, erased);
        AssetPage next = page(Cursor.parse(Objects.requireNonNull(page.next())), erased);

        assertThat(page.items()).extracting("id").containsExactly(second);
        assertThat(next.items()).extracting("id").containsExactly(first);
    }

    /** Two assets of the tenant, newest first. */
    private AssetPage page(@Nullable Cursor after, AssetRepository assets) {
        var filter = new AssetFilter(tenant, null, null, null, null, null, null, after);
        return new AssetLister(transactions, assets).page(filter, 2).await().indefinitely();
    }

    /** Reads assets when these have just been erased. */
    private static final class ErasedAtTheLastMoment extends AssetRepository {
        private final List<UUID> erased;

        private ErasedAtTheLastMoment(List<UUID> erased) {
            this.erased = new ArrayList<>(erased);
        }

        @Override
        public Uni<List<AssetRows>> find(Mutiny.Session session, List<UUID> ids) {
            for (UUID id : erased) {
                Database.execute("delete from ingest.asset where id = '" + id + "'");
            }
            erased.clear();
            return super.find(session, ids);
        }
    }
}
