package io.darkroom.captioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.captioning.model.StandInModels;
import io.darkroom.captioning.model.StandInModels.Fails;
import io.darkroom.captioning.model.StandInModels.Reaction;
import io.darkroom.captioning.model.StandInModels.Says;
import io.darkroom.captioning.model.StandInModels.Slow;
import io.darkroom.captioning.vision.Pictures;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.BudgetReached;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.local.embedded.StageTraffic;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * The provider goes away in the middle of many pictures and comes back: none is lost, none is
 * dead-lettered, none is paid for twice, and nobody has to do anything. Seconds here; {@code
 * ./darkroom bench caption-outage} has the real length.
 */
@QuarkusTest
@WithTestResource(DarkroomServersResource.class)
@WithTestResource(ModelResource.class)
class ModelOutageTest {
    private static final int PICTURES = 40;
    private static final Stage[] STAGES = {Stage.CAPTION, Stage.AUTO_TAG};
    private static final String CAPTION =
            "{\"captions\":[{\"language\":\"en\",\"decorative\":false,\"alt\":\"Grey card with a"
                    + " number.\"}]}";
    private static final String TAGS = "{\"tags\":[{\"label\":\"card\",\"confidence\":0.9}]}";

    private final ObjectStore store;
    private final String kafka;
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();

    StandInModels models;

    @Inject
    @SuppressWarnings("NullAway.Init") // the resource fills models in
    ModelOutageTest(
            ObjectStore store, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.store = store;
        this.kafka = kafka;
    }

    @Test
    void anOutageIsWaitedOut() {
        var back = new AtomicBoolean();
        models.behave((question, _) ->
                answered.size() < PICTURES / 2 || back.get() ? answer(question) : new Fails(503));
        var traffic = new StageTraffic(kafka);
        AssetUploaded[] assets =
                Stream.generate(() -> uploaded("default"))
                        .limit(PICTURES)
                        .toArray(AssetUploaded[]::new);
        traffic.announce(assets);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(ModelOutageTest::readinessSaysSo);
        int before = models.questions().size();
        // Every record in work has asked by then, and most more than once.
        await().atMost(Duration.ofSeconds(30)).until(() -> models.questions().size() >= before + 6);
        back.set(true);

        assertThat(traffic.reports(ids(assets), PICTURES * STAGES.length, Duration.ofSeconds(90)))
                .allSatisfy(report -> {
                    assertThat(report.outcome()).isInstanceOf(StageOutcome.Succeeded.class);
                    assertThat(report.attempts()).isLessThanOrEqualTo(3);
                });
        assertThat(answered).hasSize(PICTURES * STAGES.length);
        assertThat(answered.values()).as("paid for once").containsOnly(1);
        assertThat(deadLetters()).isZero();
    }

    @Test
    void whoseBudgetIsUsedUpIsPutOffAndToldOf() {
        models.always(new Says(CAPTION));
        var traffic = new StageTraffic(kafka);
        AssetUploaded[] assets = {uploaded("poor"), uploaded("poor")};
        traffic.announce(assets);

        assertThat(traffic.reports(ids(assets), assets.length * 2, Duration.ofSeconds(60)))
                .extracting(StageFinished::outcome)
                .hasOnlyElementsOfType(StageOutcome.Deferred.class);
        assertThat(
                        traffic.read(
                                Topics.BUDGET_REACHED,
                                BudgetReached.class,
                                _ -> true,
                                1,
                                Duration.ofSeconds(30)))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.tenant()).isEqualTo("poor");
                    assertThat(told.limit()).isEqualByComparingTo("0.0001");
                });
        assertThat(models.questions()).isEmpty();
        assertThat(deadLetters()).isZero();
    }

    private Reaction answer(StandInModels.Question question) {
        boolean tags = question.user().startsWith("Label");
        answered.merge(tags + question.picture(), 1, Integer::sum);
        return new Slow(new Says(tags ? TAGS : CAPTION), 100);
    }

    private static void readinessSaysSo() {
        RestAssured.get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'model' }.data.problem",
                        org.hamcrest.Matchers.equalTo("The provider is in trouble (status 503)"));
    }

    private AssetUploaded uploaded(String tenant) {
        UUID id = UUID.randomUUID();
        byte[] picture = Pictures.picture();
        var place = new ObjectRef("darkroom-originals", "originals/" + tenant + "/" + id);
        store.ensureBucket(place.bucket());
        store.ensureBucket("darkroom-variants");
        store.put(place, picture, "image/jpeg");
        AssetUploaded asset =
                StageTraffic.asset(id, place, picture, "image/jpeg", UploadRequest.EMPTY, STAGES);
        return new AssetUploaded(
                id, tenant, place, asset.description(), null, UploadRequest.EMPTY, asset.plan());
    }

    private static Set<UUID> ids(AssetUploaded... assets) {
        return Stream.of(assets).map(AssetUploaded::assetId).collect(Collectors.toSet());
    }

    private long deadLetters() {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", kafka));
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return Stream.of(STAGES)
                    .map(Topics::deadLetters)
                    .map(topic -> new TopicPartition(topic, 0))
                    .mapToLong(partition ->
                            consumer.endOffsets(Set.of(partition)).values().iterator().next())
                    .sum();
        }
    }
}
