package io.darkroom.ingest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Assets are erased at the moment in which their stages report, or are to run again. */
@QuarkusTest
class ErasureRaceTest {
    @Inject Assets assets;
    @Inject Erasures erasures;

    @AfterEach
    void forgetCopies() {
        Assets.forgetCopies();
    }

    @Test
    void whatIsErasedStaysSoAndItsTombstoneIsLast() throws Exception {
        UUID first = assets.upload("{\"stages\": [\"caption\"]}");
        List<UUID> ids = assets.copies(first, 40);

        var outcomes =
                Thread.ofVirtual()
                        .start(() ->
                                Wire.sendAll(
                                        ids.stream()
                                                .map(id -> Reports.succeeded(id, Stage.CAPTION))
                                                .map(Wire::record)));
        allAtOnce(ids.stream().map(id -> () -> erasures.erase(id, "default", "test")));
        outcomes.join();
        assets.awaitQuiet(first);

        assertThat(rows("asset", "id", ids)).isZero();
        assertThat(rows("asset_stage", "asset_id", ids)).isZero();
        Awaitility.await().until(() -> rows("outbox", "record_key::uuid", ids) == 0);
        Map<UUID, ConsumerRecord<String, byte[]>> last = last(ids);
        assertThat(last).containsOnlyKeys(ids);
        assertThat(last.values()).allSatisfy(record -> assertThat(record.value()).isNull());
    }

    @Test
    void twoWhoEraseTheSameAreAnsweredTheSame() throws Exception {
        UUID first = assets.upload("{\"stages\": [\"caption\"]}");
        List<UUID> ids = assets.copies(first, 10);

        var answers =
                allAtOnce(
                        Stream.of(ids, ids)
                                .flatMap(List::stream)
                                .map(id -> () -> erasures.erase(id, "default", "test")));

        assertThat(answers).hasSize(20).containsOnly(true);
    }

    @Test
    void aRunThatIsAskedForMeanwhileIsTakenOrRefusedAndTheAssetIsGone() throws Exception {
        UUID first = assets.upload("{\"stages\": [\"caption\"]}");
        Wire.send(Reports.succeeded(first, Stage.CAPTION));
        assets.await(first, Asset.State.PUBLISHED);
        List<UUID> ids = assets.copies(first, 20);

        var erased = new ConcurrentLinkedQueue<Boolean>();
        var asked = new ConcurrentLinkedQueue<Integer>();
        allAtOnce(
                ids.stream()
                        .flatMap(id ->
                                Stream.of(
                                        () -> asked.add(askForRun(id)),
                                        () -> erased.add(erasures.erase(id, "default", "test")))));

        assertThat(asked).hasSize(20).isSubsetOf(202, 404);
        assertThat(erased).hasSize(20).containsOnly(true);
        assertThat(rows("asset", "id", ids)).isZero();
        assertThat(rows("asset_stage", "asset_id", ids)).isZero();
    }

    private static int askForRun(UUID id) {
        return given().auth()
                .oauth2(TestServers.API_KEY)
                .post("/v1/assets/" + id + "/stages/caption/runs")
                .statusCode();
    }

    private static <T> List<T> allAtOnce(Stream<Callable<T>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            return threads.invokeAll(work.toList()).stream().map(Future::resultNow).toList();
        }
    }

    private static long rows(String table, String column, List<UUID> ids) {
        var in = String.join("', '", ids.stream().map(UUID::toString).toList());
        return Database.number(
                "select count(*) from ingest.%s where %s in ('%s')".formatted(table, column, in));
    }

    private static Map<UUID, ConsumerRecord<String, byte[]>> last(List<UUID> ids) {
        var wanted = new HashSet<>(ids);
        var last = new HashMap<UUID, ConsumerRecord<String, byte[]>>();
        for (var record : Wire.records(Topics.ASSET_ENRICHED)) {
            UUID id = UUID.fromString(record.key());
            if (wanted.contains(id)) {
                last.put(id, record);
            }
        }
        return last;
    }
}
