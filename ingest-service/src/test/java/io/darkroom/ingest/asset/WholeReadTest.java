package io.darkroom.ingest.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.support.Database;
import io.darkroom.service.sql.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whoever reads an asset while an outcome is written sees all of it, or nothing of it. */
@QuarkusTest
class WholeReadTest {
    private static final int WRITES = 100;

    @Inject Transactions transactions;
    @Inject AssetRepository assets;
    @Inject AssetSeeds seeds;

    @Test
    void anAssetAndItsStagesAreOfOneMoment() {
        UUID id = seeds.enriching("default");
        write(id, 1);
        var writer =
                CompletableFuture.runAsync(() -> {
                    for (int n = 2; n <= WRITES; n++) {
                        write(id, n);
                    }
                });
        while (!writer.isDone()) {
            assertOfOneMoment(transactions.run(session -> assets.find(session, id)).orElseThrow());
            assertOfOneMoment(
                    transactions.run(session -> assets.find(session, List.of(id))).getFirst());
        }
        writer.join();
    }

    /** As the join writes: the asset and its stages in one transaction. */
    private static void write(UUID id, int revision) {
        Database.execute(
                """
                with changed as (update ingest.asset set revision = %1$d where id = '%2$s')
                update ingest.asset_stage set attempts = %1$d where asset_id = '%2$s'
                """
                        .formatted(revision, id));
    }

    private static void assertOfOneMoment(AssetRows rows) {
        assertThat(rows.stages())
                .isNotEmpty()
                .allSatisfy(stage ->
                        assertThat((long) stage.joined().attempts())
                                .isEqualTo(rows.asset().revision()));
    }
}
