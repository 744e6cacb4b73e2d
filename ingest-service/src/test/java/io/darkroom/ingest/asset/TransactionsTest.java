package io.darkroom.ingest.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.ingest.AssetSeeds;
import io.darkroom.service.sql.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TransactionsTest {
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @Inject Transactions transactions;
    @Inject AssetRepository assets;
    @Inject AssetSeeds seeds;

    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void twoThatWaitForEachOtherAreBothDone() {
        UUID first = seeds.enriching("default");
        UUID second = seeds.enriching("default");
        var hasFirst = new CompletableFuture<Void>();
        var hasSecond = new CompletableFuture<Void>();

        Uni.combine()
                .all()
                .unis(
                        changeBoth(first, hasFirst, hasSecond, second),
                        changeBoth(second, hasSecond, hasFirst, first))
                .discardItems()
                .await()
                .atMost(AT_MOST);

        assertThat(revision(first)).isEqualTo(3);
        assertThat(revision(second)).isEqualTo(3);
        assertThat(begun).hasValue(3);
    }

    /** Changes one asset and, once somebody else has theirs, another. */
    private Uni<Void> changeBoth(
            UUID mine, CompletableFuture<Void> have, CompletableFuture<Void> other, UUID theirs) {
        return transactions.begin(session -> {
            begun.incrementAndGet();
            // A session is for one event loop, and the other one ends the wait on its own.
            var context = Objects.requireNonNull(Vertx.currentContext());
            return change(session, mine)
                    .invoke(() -> have.complete(null))
                    .chain(() -> Uni.createFrom().completionStage(other))
                    .emitOn(task -> context.runOnContext(_ -> task.run()))
                    .chain(() -> change(session, theirs));
        });
    }

    private Uni<Void> change(Mutiny.Session session, UUID id) {
        return assets.lock(session, id)
                .invoke(found -> {
                    var asset = found.orElseThrow().asset();
                    asset.enter(((AssetState.Open) asset.state()).changed(), Instant.now());
                })
                .replaceWithVoid();
    }

    private long revision(UUID id) {
        return transactions
                .run(session -> assets.find(session, id))
                .orElseThrow()
                .asset()
                .revision();
    }
}
