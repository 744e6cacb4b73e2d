package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Live work on a stage whose bulk lane is full. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class LaneTest {
    private static final Stage STAGE = Stage.AUTO_TAG;

    @Inject Driver driver;
    @Inject Toys toys;

    @Test
    void liveRecordsOvertakeAFullBulkLane() {
        var goOn = new CountDownLatch(1);
        var atWork = new AtomicInteger();
        List<AssetUploaded> bulk = assets(12);
        bulk.forEach(asset ->
                toys.behave(
                        asset.assetId(),
                        (input, _) -> {
                            atWork.incrementAndGet();
                            goOn.await();
                            return Toys.succeed(input);
                        }));
        bulk.forEach(driver::sendInBulk);
        Awaitility.await().until(() -> atWork.get() > 0);

        List<AssetUploaded> live = assets(5);
        live.forEach(asset -> driver.send(asset, Map.of()));

        assertThat(live).allSatisfy(asset -> assertThat(ended(asset)).hasSize(1));
        // Of the stage's two places, bulk work has one at most, and none of it has ended.
        assertThat(atWork).hasValue(1);
        goOn.countDown();
        assertThat(bulk)
                .allSatisfy(asset ->
                        assertThat(ended(asset))
                                .singleElement()
                                .returns(1, StageFinished::attempts));
    }

    private List<StageFinished> ended(AssetUploaded asset) {
        return driver.awaitReports(asset.assetId(), 1);
    }

    private List<AssetUploaded> assets(int count) {
        return Stream.generate(() -> driver.asset(STAGE)).limit(count).toList();
    }
}
