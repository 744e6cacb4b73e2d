package io.darkroom.ingest.intake.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.intake.Notifications;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Many notifications, a third of them repeats, shuffled, a tenth of the objects without any. {@code
 * -Ddarkroom.test.notifications=10000} sends as many as the issue asks for; the build sends fewer.
 */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class FloodTest {
    private static final int NOTIFICATIONS = Integer.getInteger("darkroom.test.notifications", 600);
    private static final byte[] PICTURE = Drawn.png(8, 8);
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String BUCKET = "flood";

    private final String folder = "in/" + UUID.randomUUID() + "/";
    private final Random random = new Random(5);

    @Inject ObjectStore store;
    @Inject BucketReconciler reconciler;
    @Inject BucketMetrics metrics;

    @Test
    void everyObjectBecomesOneAssetAndTheReconcilerFindsTheRest() {
        int told = NOTIFICATIONS - NOTIFICATIONS / 3;
        int objects = told + told / 9; // told of are nine in ten
        List<String> keys = IntStream.range(0, objects).mapToObj(i -> folder + i + ".png").toList();
        store.ensureBucket(BUCKET);
        putAll(keys);
        var events = new ArrayList<>(keys.subList(0, told));
        while (events.size() < NOTIFICATIONS) {
            events.add(events.get(random.nextInt(told)));
        }
        Collections.shuffle(events, random);

        Wire.sendAll(
                Topics.BUCKET_NOTIFICATIONS,
                events.stream()
                        .map(key ->
                                Notifications.created(BUCKET, key).getBytes(StandardCharsets.UTF_8))
                        .toList());

        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        Committed.all("ingest-service.notifications", Topics.BUCKET_NOTIFICATIONS));
        assertThat(assets()).isEqualTo(told);
        double before = metrics.foundSoFar();

        reconciler.reconcile(Instant.now().plusSeconds(60));

        assertThat(assets()).isEqualTo(objects);
        assertThat(distinct()).isEqualTo(objects);
        assertThat(metrics.foundSoFar() - before).isEqualTo(objects - told);
    }

    private void putAll(List<String> keys) {
        try (var threads = Executors.newFixedThreadPool(8)) {
            keys.forEach(key ->
                    threads.execute(
                            () -> store.put(new ObjectRef(BUCKET, key), PICTURE, "image/png")));
        }
    }

    private long assets() {
        return Database.number("select count(*) from ingest.asset where " + mine());
    }

    private long distinct() {
        return Database.number(
                "select count(distinct reference) from ingest.asset where " + mine());
    }

    private String mine() {
        return "tenant = 'flood' and reference like 's3://flood/" + folder + "%'";
    }
}
